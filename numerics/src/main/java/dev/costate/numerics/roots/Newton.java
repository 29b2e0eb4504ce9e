package dev.costate.numerics.roots;

import static dev.costate.Costate.jacobianForward;
import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.ops.LinearAlgebra;
import java.util.List;

/// Newton's method for `F(z, p) = 0` with the Jacobian from autodiff: `z <- z - s J^-1 F`.
///
/// The step's length `s` is halved from 1 until `|F|` falls by Armijo's condition,
/// `|F(z + s d)| <= (1 - s / 10^4) |F(z)|` (Dennis and Schnabel, *Numerical Methods for Unconstrained
/// Optimization and Nonlinear Equations*, 1983, 6.3), so that it comes from farther away, and does not step
/// where `F` is not finite. Near a simple root steps are whole and the number of right digits doubles.
///
/// It has converged when a whole step is within the tolerance, `|d_i| <= absolute + relative |z_i|` for all
/// `i`, or `F = 0`; the step is made, so that what is left is about its square. It fails, as a value, where the
/// Jacobian is singular, where no step makes `|F|` smaller, and when `iterations` are spent.
///
/// ```java
/// import dev.costate.numerics.roots.*;
///
/// Root<Tensor> r =
///         Newton.standard().find((z, p) -> z.square().sub(p), Tensor.of(1.0, 1.0), Tensor.of(2.0, 9.0));
/// IO.println(r.value() + " after " + r.iterations());  // -> f64[2] {1.414214, 3} after i32[] 6
/// ```
///
/// @param relative tolerance relative to `|z_i|`
/// @param absolute tolerance in the units of `z`
/// @param iterations the most steps
/// @param halvings the most times that a step is halved
public record Newton(double relative, double absolute, int iterations, int halvings) {
    /// As above; at least one iteration, nothing negative.
    ///
    /// @throws IllegalArgumentException if a number is not in its range
    public Newton {
        if (!(relative >= 0) || !(absolute >= 0) || !(relative + absolute > 0)) {
            throw new IllegalArgumentException("Newton: the tolerances are " + relative + " (relative) and " + absolute
                    + " (absolute); neither may be negative, and one is over 0");
        }
        if (iterations < 1 || halvings < 0) {
            throw new IllegalArgumentException("Newton: " + iterations + " iterations with " + halvings
                    + " halvings; give at least one iteration and no negative number of halvings");
        }
    }

    /// Tolerances 1e-10 and 1e-12, at most 50 steps of at most 12 halvings.
    public static Newton standard() {
        return new Newton(1e-10, 1e-12, 50, 12);
    }

    /// Searches from `start`; the result is differentiable by `p` and by what `f` closes over, as
    /// [ImplicitFunction] says. Under `vmap` every member searches on its own.
    ///
    /// @param f from the unknowns and the parameters to as many numbers as there are unknowns
    /// @param start a tree; floating; has no derivative
    /// @param p parameters, any tree
    /// @throws dev.costate.ShapeException if there are not as many equations as unknowns
    /// @throws dev.costate.DTypeException if the unknowns are not floating
    public <Z, P> Root<Z> find(Fn2<Z, P, Z> f, Z start, P p) {
        Equations<Z, P> equations = Equations.of("Newton", f, start, p);
        return equations.root(x -> search(z -> equations.residual(z, x), x.start()), LinearPart.DENSE);
    }

    /// [#find(Fn2, Object, Object)] without parameters, or with those that `f` closes over.
    public <Z> Root<Z> find(Fn1<Z, Z> f, Z start) {
        return find((z, _) -> f.apply(z), start, List.of());
    }

    private record State(Tensor z, Tensor f, Tensor converged, Tensor stalled, Tensor iterations) {}

    private record Trial(Tensor s, Tensor z, Tensor f, Tensor halved) {}

    private Root<Tensor> search(Fn1<Tensor, Tensor> f, Tensor start) {
        Tensor f0 = f.apply(start);
        Tensor no = Tensor.scalar(DType.BOOL, 0);
        State end = whileLoop(
                s -> s.converged().or(s.stalled()).not().and(s.iterations().lt(iterations)),
                s -> step(f, s),
                new State(start, f0, f0.eq(0).all(), no, Tensor.scalar(DType.INT32, 0)));
        return new Root<>(
                end.z(), end.converged(), end.iterations(), end.f().abs().max());
    }

    private State step(Fn1<Tensor, Tensor> f, State s) {
        Tensor d = LinearAlgebra.solve(jacobianForward(f).apply(s.z()), s.f().neg());
        Tensor within = d.abs().le(s.z().abs().mul(relative).add(absolute)).all();
        Tensor norm = s.f().norm();
        Tensor one = Tensor.scalar(s.z().dtype(), 1);
        Tensor whole = s.z().add(d);
        Trial trial = whileLoop(
                t -> sufficient(t, norm).or(within).not().and(t.halved().lt(halvings)),
                t -> {
                    Tensor half = t.s().mul(0.5);
                    Tensor z = s.z().add(d.mul(half));
                    return new Trial(half, z, f.apply(z), t.halved().add(1));
                },
                new Trial(one, whole, f.apply(whole), Tensor.scalar(DType.INT32, 0)));
        Tensor finite = trial.f().isFinite().all().and(trial.z().isFinite().all());
        Tensor good = finite.and(sufficient(trial, norm).or(within));
        return new State(
                good.select(trial.z(), s.z()),
                good.select(trial.f(), s.f()),
                good.and(within.or(trial.f().eq(0).all())),
                good.not(),
                s.iterations().add(1));
    }

    private static Tensor sufficient(Trial t, Tensor norm) {
        return t.f().norm().le(norm.mul(t.s().mul(-1e-4).add(1)));
    }
}
