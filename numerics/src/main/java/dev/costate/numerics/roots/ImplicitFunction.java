package dev.costate.numerics.roots;

import static dev.costate.Costate.closure;
import static dev.costate.Costate.customJvp;
import static dev.costate.Costate.grad;
import static dev.costate.Costate.jvp;

import dev.costate.DType;
import dev.costate.Jvp;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.ops.Creation;
import java.util.List;

/// Functions given by an equation: `z(p)` with `F(z(p), p) = 0`, whatever finds it.
///
/// Their derivative is that of the equation, `dz = -(dF/dz)^-1 (dF/dp) dp`, so that it neither depends on the
/// way on which the root was found nor keeps that way in memory. It is a forward rule, whose linear solve has
/// a transpose: forward and reverse mode agree, in any nesting. Derivatives are exact up to order
/// [#ORDERS]; those beyond are NaN. Where `dF/dz` is singular there is no derivative, and what comes is not
/// finite.
///
/// See J. Dieudonné, *Foundations of Modern Analysis* (1960), 10.2; S. Krantz, H. Parks, *The Implicit Function
/// Theorem* (2002).
///
/// ```java
/// import static dev.costate.Costate.*;
///
/// import dev.costate.numerics.roots.*;
///
/// // Kepler's equation, E - e sin E = M: the anomaly E of an orbit with eccentricity e
/// record Orbit(Tensor e, Tensor m) {}
///
/// Fn1<Orbit, Tensor> anomaly = ImplicitFunction.of(
///         (z, p) -> z.sub(p.e().mul(z.sin())).sub(p.m()),
///         p -> scan((Tensor z) -> p.m().add(p.e().mul(z.sin())), p.m(), 60));
/// Orbit p = new Orbit(Tensor.scalar(0.5), Tensor.scalar(1));
/// IO.println(anomaly.apply(p) + " " + grad(anomaly).apply(p));
/// // -> f64[] 1.498701 Orbit[e=f64[] 1.034667, m=f64[] 1.037362]
/// ```
public final class ImplicitFunction {
    /// The highest order of derivatives.
    public static final int ORDERS = 3;

    private ImplicitFunction() {}

    /// The function `p -> z` with `F(z, p) = 0`, found by `solver`.
    ///
    /// Both may close over traced values; derivatives by what `f` closes over are the right ones.
    ///
    /// What it returns throws [dev.costate.ShapeException] if `F` has not as many elements as `z`,
    /// [dev.costate.DTypeException] if `z` is not floating.
    ///
    /// @param f as many equations as unknowns, a tree each
    /// @param solver finds the unknowns as well as it can, by any means; it is not differentiated
    public static <Z, P> Fn1<P, Z> of(Fn2<Z, P, Z> f, Fn1<P, Z> solver) {
        return p -> {
            Equations<Z, P> equations = Equations.of("ImplicitFunction", f, still(solver.apply(still(p))), p);
            return equations
                    .root(
                            x -> new Root<>(
                                    x.start(),
                                    Tensor.scalar(DType.BOOL, 1),
                                    Tensor.scalar(DType.INT32, 0),
                                    equations.residual(x.start(), x).abs().max()),
                            LinearPart.DENSE)
                    .value();
        };
    }

    /// The function `p -> argmin_z f(z, p)`, found by `solver`: [#of] with `F = df/dz`, which is 0 there.
    ///
    /// The Hessian must not be singular at the minimum.
    ///
    /// @param f a scalar
    /// @param solver finds a minimum as well as it can; it is not differentiated
    public static <Z, P> Fn1<P, Z> argMin(Fn2<Z, P, Tensor> f, Fn1<P, Z> solver) {
        return of((z, p) -> grad((Z y) -> f.apply(y, p)).apply(z), solver);
    }

    /// A root with the derivative that the equation gives it, for solvers over flat vectors.
    ///
    /// @param <X> all that the equation depends on
    /// @param equation from the unknowns `T[n]` and `x` to the residual `T[n]`
    /// @param solve finds a root for `x`; it and `equation` close over nothing traced
    /// @param linear how the linearised equation is solved
    public static <X> Fn1<X, Root<Tensor>> differentiable(
            Fn2<Tensor, X, Tensor> equation, Fn1<X, Root<Tensor>> solve, LinearPart linear) {
        return x -> {
            Fn2<X, List<Tensor>, Root<Tensor>> traced = closure(solve, x).function();
            Fn1<X, Root<Tensor>> once = y -> traced.apply(y, List.of());
            // The rule of a derivative of order k reads a root whose own derivatives are good to order k - 1.
            Fn1<X, Root<Tensor>> root = customJvp(once, (y, dy) -> {
                Root<Tensor> r = once.apply(y);
                return new Jvp<>(r, tangent(r, unknown(dy, r.value())));
            });
            for (int order = 0; order < ORDERS; order++) {
                Fn1<X, Root<Tensor>> below = root;
                root = customJvp(once, (y, dy) -> {
                    Root<Tensor> r = below.apply(y);
                    Tensor df =
                            jvp((X v) -> equation.apply(r.value(), v), y, dy).tangent();
                    Tensor dz = linear.solve(z -> equation.apply(z, y), r.value(), df.neg());
                    return new Jvp<>(r, tangent(r, dz));
                });
            }
            return root.apply(x);
        };
    }

    private static Root<Tensor> tangent(Root<Tensor> r, Tensor dz) {
        return new Root<>(
                dz,
                Creation.zerosLike(r.converged()),
                Creation.zerosLike(r.iterations()),
                Creation.zerosLike(r.residual()));
    }

    /// NaN like `z`, linear in `dx`.
    private static <X> Tensor unknown(X dx, Tensor z) {
        Tensor sum = Tensor.scalar(z.dtype(), 0);
        for (Tensor t : Tree.leaves(dx)) {
            if (t.dtype().isFloating()) {
                sum = sum.add(t.sum().to(z.dtype()));
            }
        }
        return sum.mul(Double.NaN).broadcastTo(z.shape().dims());
    }

    private static <T> T still(T tree) {
        return Tree.map(tree, t -> t.dtype().isFloating() ? t.stopGradient() : t);
    }
}
