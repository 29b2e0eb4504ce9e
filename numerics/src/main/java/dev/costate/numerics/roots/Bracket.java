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
                        throw new ShapeException("Bracket: the function gives " + y.type() + " for " + z.type()
                                + "; expected one number for each, depending on it alone");
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
    }

    private Root<Tensor> search(Fn1<Tensor, Tensor> f, Tensor low, Tensor high) {
        Tensor fa = f.apply(low);
        Tensor fb = f.apply(high);
        Tensor half = Creation.full(low.dtype(), low.shape(), 0.5);
        State end = whileLoop(
                s -> done(s).not().any().and(s.iterations().lt(iterations)),
                s -> step(f, s),
                new State(low, high, low, fa, fb, fa, half, Tensor.scalar(DType.INT32, 0)));
        Tensor valid = fa.sign().mul(fb.sign()).le(0);
        Tensor value = valid.select(end.best(), Double.NaN);
        Tensor known = end.fa().isNaN().or(end.fb().isNaN()).not();
        return new Root<>(value, valid.and(known).and(done(end)), end.iterations(), end.residual());
    }

    /// Half the length that is allowed.
    private Tensor allowed(State s) {
        return s.best().abs().mul(relative).add(absolute);
    }

    private Tensor done(State s) {
        Tensor narrow = s.b().sub(s.a()).abs().le(allowed(s).mul(2));
        Tensor open = s.fa().sign().mul(s.fb().sign()).lt(0);
        return narrow.or(open.not());
    }

    private State step(Fn1<Tensor, Tensor> f, State s) {
        Tensor x = s.a().add(s.t().mul(s.b().sub(s.a())));
        Tensor y = f.apply(x);
        Tensor same = y.sign().eq(s.fa().sign());
        Tensor c = same.select(s.a(), s.b());
        Tensor fc = same.select(s.fa(), s.fb());
        Tensor b = same.select(s.b(), s.a());
        Tensor fb = same.select(s.fb(), s.fa());
        Tensor going = done(s).not();
        State next = new State(
                going.select(x, s.a()),
                going.select(b, s.b()),
                going.select(c, s.c()),
                going.select(y, s.fa()),
                going.select(fb, s.fb()),
                going.select(fc, s.fc()),
                s.t(),
                s.iterations().add(1));
        return new State(next.a, next.b, next.c, next.fa, next.fb, next.fc, fraction(next), next.iterations);
    }

    /// Where to look next: by the parabola through the points with their values as abscissae if it is monotone
    /// between them, else in the middle.
    private Tensor fraction(State s) {
        Tensor width = s.b().sub(s.a());
        Tensor xi = s.a().sub(s.b()).div(s.c().sub(s.b()));
        Tensor phi = s.fa().sub(s.fb()).div(s.fc().sub(s.fb()));
        Tensor monotone = xi.neg().add(1).sqrt().neg().add(1).lt(phi).and(phi.lt(xi.sqrt()));
        Tensor left = s.fa().div(s.fb().sub(s.fa())).mul(s.fc().div(s.fb().sub(s.fc())));
        Tensor right =
                s.c().sub(s.a()).div(width).mul(s.fa().div(s.fc().sub(s.fa()))).mul(s.fb().div(s.fc().sub(s.fb())));
        Tensor t = monotone.select(left.add(right), 0.5);
        Tensor least = allowed(s).div(width.abs()).minimum(0.5);
        return t.maximum(least).minimum(least.neg().add(1));
    }
}
