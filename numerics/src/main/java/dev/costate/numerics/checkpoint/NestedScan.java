package dev.costate.numerics.checkpoint;

import static dev.costate.Costate.checkpoint;
import static dev.costate.Costate.scan;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.function.Fn1;

/// A loop of a length that the program knows, as scans of checkpointed scans: differentiable in both modes and
/// any number of times, in less memory than one scan.
///
/// With `d` levels of about `N^(1/d)` turns each, reverse mode keeps about `d N^(1/d)` states instead of `N`,
/// and takes every step `d` times instead of once. One level is a plain `scan`; all states are kept.
///
/// Source of the scheme: T. Chen, B. Xu, C. Zhang, C. Guestrin, "Training deep nets with sublinear memory
/// cost", arXiv 1604.06174.
public final class NestedScan {
    private NestedScan() {}

    /// A step of the loop.
    ///
    /// @param <C> the state's type
    public interface Body<C> {
        /// The state after step `k`.
        ///
        /// @param k `i32[]`
        C at(Tensor k, C state);
    }

    private record Turn<C>(Tensor k, C state) {}

    /// The state after `steps` steps; the body may close over traced values, which have their derivatives.
    ///
    /// @param steps `N`, at least 0
    /// @param levels `d`, at least 1
    /// @throws ArgumentException if there are fewer
    public static <C> C of(Body<C> body, C init, int steps, int levels) {
        if (steps < 0 || levels < 1) {
            throw new ArgumentException(
                    "nested scan: " + steps + " steps in " + levels + " levels", "at least 0 steps and 1 level");
        }
        return run(body, new Turn<>(Tensor.scalar(DType.INT32, 0), init), steps, levels).state;
    }

    /// A number of levels for a loop: 1 up to 64 steps, then as many as keep each below 32 turns or so, 4 at
    /// most.
    public static int levels(int steps) {
        int levels = 1;
        while (levels < 4 && Math.pow(steps, 1.0 / levels) > (levels == 1 ? 64 : 32)) {
            levels++;
        }
        return levels;
    }

    private static <C> Turn<C> run(Body<C> body, Turn<C> start, int steps, int levels) {
        if (steps == 0) {
            return start;
        }
        if (levels == 1) {
            return turns(start, steps, turn -> new Turn<>(turn.k.add(1), body.at(turn.k, turn.state)));
        }
        int each = (int) Math.ceil(Math.pow(steps, (levels - 1.0) / levels) - 1e-9);
        Turn<C> end = turns(start, steps / each, checkpoint(turn -> run(body, turn, each, levels - 1)));
        return run(body, end, steps % each, levels - 1);
    }

    private static <C> Turn<C> turns(Turn<C> start, int count, Fn1<Turn<C>, Turn<C>> turn) {
        return scan(turn, start, count);
    }
}
