package dev.costate.numerics.checkpoint;

import static dev.costate.Costate.whileLoop;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.Tensor;

/// Where to keep states so that a loop of known length is gone over backwards with the fewest steps forwards.
///
/// With `s` places, the first state in one of them, the states before `l` steps are reached from the last to
/// the first by `p(l, s) = min_m m + p(l - m, s - 1) + p(m, s)` steps: `m` forwards to keep a state there, then
/// the part behind it with a place less, then the part before it. With `b(s, r) = (s + r)! / (s! r!)` and the
/// `r` for which `b(s, r-1) < l <= b(s, r)`, the least is `p = r l - b(s + 1, r - 1)`: no step is taken more
/// than `r` times.
///
/// Source: A. Griewank, A. Walther, "Algorithm 799: revolve", ACM Transactions on Mathematical Software 26,
/// 2000; A. Griewank, "Achieving logarithmic growth of temporal and spatial complexity in reverse automatic
/// differentiation", Optimization Methods and Software 1, 1992.
public final class Binomial {
    private Binomial() {}

    /// `p(l, s)`: the fewest steps forwards to go backwards over `steps` states with `slots` places, the first
    /// state in one of them.
    ///
    /// @throws ArgumentException if there is no slot, or fewer than no steps
    public static long advances(int steps, int slots) {
        if (steps < 0 || slots < 1) {
            throw new ArgumentException(
                    "checkpoints: " + steps + " steps with " + slots + " slots",
                    "there is at least 1 slot, and 0 steps");
        }
        if (steps < 2) {
            return 0;
        }
        long before = 0; // b(s + 1, r - 1)
        long reach = 1; // b(s, r)
        long next = 1; // b(s + 1, r)
        long r = 0;
        while (reach < steps) {
            r++;
            before = next;
            reach = reach * (slots + r) / r;
            next = next * (slots + 1 + r) / r;
        }
        return r * steps - before;
    }

    /// How far to go before the next state is kept: `m` between 1 and `length - 1`, where the least is
    /// attained.
    ///
    /// @param length `l`, `i32[]`, at least 2
    /// @param free how many places are free, `i32[]`; with none it goes all the way, `length - 1`
    static Tensor distance(Tensor length, Tensor free) {
        Tensor l = length.to(DType.INT64);
        Tensor s = free.maximum(1).to(DType.INT64).add(1);
        Tensor one = Tensor.scalar(DType.INT64, 1);
        Search found = whileLoop(
                (Search x) -> x.reach.lt(l),
                x -> {
                    Tensor r = x.r.add(1);
                    return new Search(r, x.reach, x.reach.mul(s.add(r)).floorDiv(r));
                },
                new Search(one.sub(1), one, one));
        // b(s, r-1) and b(s-1, r-1)
        Tensor left = found.before;
        Tensor right = left.mul(s).floorDiv(s.add(found.r).sub(1));
        Tensor m = left.minimum(l.sub(right)).to(DType.INT32);
        return free.gt(0).select(m, length.sub(1));
    }

    private record Search(Tensor r, Tensor before, Tensor reach) {}
}
