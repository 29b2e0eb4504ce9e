package dev.costate.numerics.roots;

import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.ops.Creation;
import java.util.List;

/// Roots of functions of one variable between places where they have different signs, each element of a tensor
/// for itself.
///
/// Chandrupatla's method: inverse quadratic interpolation where the three last points promise that it is
/// between them, else halving; about as many evaluations as Brent's on smooth functions, and never worse than
/// three times those of bisection (T. Chandrupatla, *Advances in Engineering Software* 28, 1997). A function
/// that jumps past 0 is narrowed down to the jump.
///
/// An element has converged when its bracket is no longer than `2 (absolute + relative |z|)`, or `F = 0`. Where
/// the ends have one sign, or a value is NaN, it has not, and the value is NaN.
///
/// ```java
/// import dev.costate.numerics.roots.*;
///
/// Tensor c = Tensor.of(1.0, 8.0, 27.0);
/// Root<Tensor> r = Bracket.standard().find((z, p) -> z.pow(3).sub(p), Tensor.scalar(0), Tensor.scalar(10), c);
/// IO.println(r.value() + " " + r.converged());  // -> f64[3] {1, 2, 3} bool[3] {true, true, true}
/// ```
///
/// @param relative tolerance relative to `|z|`
/// @param absolute tolerance in the units of `z`
/// @param iterations the most evaluations after those at the ends
public record Bracket(double relative, double absolute, int iterations) {
    /// As above; at least one iteration, nothing negative.
    ///
    /// @throws IllegalArgumentException if a number is not in its range
    public Bracket {
        if (!(relative >= 0) || !(absolute >= 0)) {
            throw new IllegalArgumentException("Bracket: the tolerances are " + relative + " (relative) and " + absolute
                    + " (absolute); expected none below 0");
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("Bracket: " + iterations + " iterations; expected at least 1");
        }
    }

    /// To the last digits of `float64`: tolerances 4e-16 and 1e-300, at most 200 evaluations.
    public static Bracket standard() {
        return new Bracket(4e-16, 1e-300, 200);
    }

    /// Searches between `low` and `high`, in either order; the result is differentiable by `p` and by what `f`
    /// closes over, as [ImplicitFunction] says.
    ///
    /// @param f from `T[S]` to `T[S]`, each element of which depends on the same element of `z` alone
    /// @param low one end, which together with the other and the result of `f` broadcasts to `S`; has no
    ///     derivative
    /// @param high the other
    /// @param p parameters, any tree
    /// @return [Root#value], [Root#converged] and [Root#residual] of shape `S`; iterations are those of the
    ///     slowest
    /// @throws ShapeException if `f` gives another shape than it is given
    public <P> Root<Tensor> find(Fn2<Tensor, P, Tensor> f, Tensor low, Tensor high, P p) {
        Shape shape = f.apply(low.add(high).mul(0.5), p).shape();
        Tensor a = low.broadcastTo(shape.dims());
        Equations<Tensor, P> equations = Equations.of(
                "Bracket",
                (z, q) -> {
                    Tensor y = f.apply(z, q);
                    if (!y.shape().equals(shape)) {
                        throw new ShapeException(
                                "Bracket: the function gives " + y.type() + " for " + z.type(),
                                "expected one number for each, depending on it alone");
                    }
                    return y;
                },
                a,
                p);
        record Given<P>(Equations.Given<P> equations, Tensor high) {}
        Given<P> given = new Given<>(
                equations.start(), high.to(a.dtype()).broadcastTo(shape.dims()).flatten());
        Root<Tensor> root = ImplicitFunction.<Given<P>>differentiable(
                        (z, x) -> equations.residual(z, x.equations()),
                        x -> search(
                                z -> equations.residual(z, x.equations()),
                                x.equations().start(),
                                x.high()),
                        LinearPart.ELEMENTWISE)
                .apply(given);
        return new Root<>(
                root.value().reshape(shape),
                root.converged().reshape(shape),
                root.iterations(),
                root.residual().reshape(shape));
    }

    /// [#find(Fn2, Tensor, Tensor, Object)] without parameters, or with those that `f` closes over.
    public Root<Tensor> find(Fn1<Tensor, Tensor> f, Tensor low, Tensor high) {
        return find((z, _) -> f.apply(z), low, high, List.of());
    }

    private Root<Tensor> search(Fn1<Tensor, Tensor> f, Tensor low, Tensor high) {
        return search(f, low, high, f.apply(low), f.apply(high), Tensor.scalar(DType.BOOL, 1));
    }

    /// The root that the search comes to, without a derivative, where the values at the ends are known: for
    /// loops of the caller's, who knows how it moves.
    ///
    /// @param f from `T[S]` to `T[S]`, each element of which depends on the same element of its argument alone
    /// @param low one end, `T[S]`
    /// @param high the other
    /// @param atLow `f(low)`
    /// @param atHigh `f(high)`
    /// @param wanted which elements are searched for, `bool[S]`; of the others nothing is said
    /// @return as [#find]
    public Root<Tensor> search(
            Fn1<Tensor, Tensor> f, Tensor low, Tensor high, Tensor atLow, Tensor atHigh, Tensor wanted) {
        Tensor half = Creation.full(low.dtype(), low.shape(), 0.5);
        Tensor none = Tensor.scalar(DType.INT32, 0);
        State end = whileLoop(
                s -> any(isOpen(s).and(wanted)).and(s.iterations().lt(iterations)),
                s -> step(f, s, isOpen(s)),
                new State(low, high, low, atLow, atHigh, atLow, half, none));
        Tensor valid = atLow.sign().mul(atHigh.sign()).le(0);
        Tensor known = end.fa().isNaN().or(end.fb().isNaN()).not();
        return new Root<>(
                valid.select(end.best(), Double.NaN),
                valid.and(known).and(isOpen(end).not()),
                end.iterations(),
                end.residual());
    }

    /// Over no axes there is nothing to reduce, and nothing in the way of a loop over scalars.
    private static Tensor any(Tensor x) {
        return x.rank() == 0 ? x : x.any();
    }

    /// A bracket from `a`, the last point, to `b`, and the point `c` before.
    ///
    /// @param t where between `a` and `b` the next point is
    private record State(Tensor a, Tensor b, Tensor c, Tensor fa, Tensor fb, Tensor fc, Tensor t, Tensor iterations) {
        Tensor best() {
            return fa.abs().lt(fb.abs()).select(a, b);
        }

        Tensor residual() {
            return fa.abs().lt(fb.abs()).select(fa, fb);
        }

        /// Where there are elements that are done, they stay what `before` they were.
        State where(Tensor going, State before) {
            if (going.rank() == 0) {
                return this;
            }
            return new State(
                    going.select(a, before.a),
                    going.select(b, before.b),
                    going.select(c, before.c),
                    going.select(fa, before.fa),
                    going.select(fb, before.fb),
                    going.select(fc, before.fc),
                    t,
                    iterations);
        }
    }

    /// Half the length that is allowed.
    private Tensor allowed(State s) {
        return relative == 0
                ? Creation.full(s.a().dtype(), s.a().shape(), absolute)
                : s.best().abs().mul(relative).add(absolute);
    }

    /// Whether the bracket is longer than that, and the root not found.
    private Tensor isOpen(State s) {
        Tensor wide = s.b().sub(s.a()).abs().gt(allowed(s).mul(2));
        return wide.and(s.fa().sign().mul(s.fb().sign()).lt(0));
    }

    private State step(Fn1<Tensor, Tensor> f, State s, Tensor going) {
        Tensor x = s.a().add(s.t().mul(s.b().sub(s.a())));
        Tensor y = f.apply(x);
        Tensor same = y.sign().eq(s.fa().sign());
        State moved = new State(
                        x,
                        same.select(s.b(), s.a()),
                        same.select(s.a(), s.b()),
                        y,
                        same.select(s.fb(), s.fa()),
                        same.select(s.fa(), s.fb()),
                        s.t(),
                        s.iterations().add(1))
                .where(going, s);
        return new State(moved.a, moved.b, moved.c, moved.fa, moved.fb, moved.fc, fraction(moved), moved.iterations);
    }

    /// Where to look next: by the parabola through the points with their values as abscissae if it is monotone
    /// between them, else in the middle.
    private Tensor fraction(State s) {
        Tensor width = s.b().sub(s.a());
        Tensor xi = s.a().sub(s.b()).div(s.c().sub(s.b()));
        Tensor phi = s.fa().sub(s.fb()).div(s.fc().sub(s.fb()));
        // 1 - sqrt(1 - xi) < phi < sqrt(xi)
        Tensor monotone = phi.square().lt(xi).and(phi.rsub(1).square().lt(xi.rsub(1)));
        Tensor left = s.fa().div(s.fb().sub(s.fa())).mul(s.fc().div(s.fb().sub(s.fc())));
        Tensor right =
                s.c().sub(s.a()).div(width).mul(s.fa().div(s.fc().sub(s.fa()))).mul(s.fb().div(s.fc().sub(s.fb())));
        Tensor t = monotone.select(left.add(right), 0.5);
        Tensor least = allowed(s).div(width.abs()).minimum(0.5);
        return t.maximum(least).minimum(least.rsub(1));
    }
}
