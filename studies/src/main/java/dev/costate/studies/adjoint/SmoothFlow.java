package dev.costate.studies.adjoint;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.numerics.ode.Failure;
import dev.costate.numerics.ode.Method;
import dev.costate.numerics.ode.Ode;
import dev.costate.numerics.ode.Solution;
import dev.costate.numerics.ode.explicit.DormandPrince8;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.stream.IntStream;

/// The control problem before any grid: `x' = V(t) s(x) + b(t)`, with smooth controls.
///
/// ```
/// J = 1/2 sum_i |x(T) - y|^2 + integral_0^T w1/2 sum_i |x - y|^2 + w2/2 (|V|_F^2 + |b|^2) dt
/// costate  p' = -s'(x) * (V^T p) - w1 (x - y),  p(T) = x(T) - y
/// ```
/// Source of the costate equation: Pontryagin, Boltyanskii, Gamkrelidze and Mishchenko, The mathematical theory of
/// optimal processes, 1962.
///
/// @param problem whose samples, horizon and weights these are; its grid is not used
/// @param controls the controls
record SmoothFlow(ControlProblem problem, SmoothControls controls) {
    /// So small that what is left of the solver's error is far below that of the grids.
    private static final double TOLERANCE = 1e-13;

    /// A state and the costate there, `[I, N]` both.
    record Pair(Tensor state, Tensor costate) {}

    /// A state and what the way to it has cost.
    private record Charged(Tensor state, Tensor cost) {}

    /// The state's velocity.
    private Tensor velocity(Tensor t, Tensor x) {
        Controls now = now(t);
        return problem.nonlinearity().of(x).matmul(now.v().transpose()).add(now.b());
    }

    private Controls now(Tensor t) {
        return controls.at(t.mul(2 * Math.PI / problem.horizon()));
    }

    private Tensor miss(Tensor x) {
        return x.sub(problem.targets());
    }

    /// The state at the end.
    Tensor end() {
        return complete(Ode.of((Tensor t, Tensor x, SmoothFlow flow) -> flow.velocity(t, x))
                        .method(new DormandPrince8())
                        .tolerance(TOLERANCE, TOLERANCE)
                        .solve(problem.inputs(), 0, problem.horizon(), this))
                .y();
    }

    /// States and costates at `steps + 1` moments from 0 to `T`: `[steps + 1, I, N]` each, solved together from the
    /// end.
    Pair costates(int steps) {
        Tensor end = end();
        double[] backwards = IntStream.rangeClosed(0, steps)
                .mapToDouble(k -> problem.horizon() * (steps - k) / steps)
                .toArray();
        Pair saved = complete(Ode.of((Tensor t, Pair at, SmoothFlow flow) -> flow.adjoint(t, at))
                        .method(new DormandPrince8())
                        .tolerance(TOLERANCE, TOLERANCE)
                        .saveAt(backwards)
                        .solve(new Pair(end, miss(end)), problem.horizon(), 0, this))
                .saved();
        return new Pair(Layout.flip(saved.state(), 0), Layout.flip(saved.costate(), 0));
    }

    private Pair adjoint(Tensor t, Pair at) {
        Tensor slope = problem.nonlinearity().slope(at.state());
        Tensor pull =
                slope.mul(at.costate().matmul(now(t).v())).add(miss(at.state()).mul(problem.running()));
        return new Pair(velocity(t, at.state()), pull.neg());
    }

    /// The cost when the equation is solved in `steps` equal steps of a method, which may have any order.
    ///
    /// @param inputs where the samples start, `[I, N]`
    Tensor cost(Method method, int steps, Tensor inputs) {
        Charged end = Ode.of((Tensor t, Charged at, SmoothFlow flow) -> flow.charged(t, at))
                .method(method)
                .steps(steps)
                .solve(new Charged(inputs, Creation.zeros(inputs.dtype(), Shape.scalar())), 0, problem.horizon(), this)
                .y();
        return miss(end.state()).square().sum().div(2).add(end.cost());
    }

    private Charged charged(Tensor t, Charged at) {
        Controls now = now(t);
        Tensor size = now.v().square().sum().add(now.b().square().sum());
        Tensor rate = miss(at.state()).square().sum().mul(problem.running() / 2).add(size.mul(problem.penalty() / 2));
        return new Charged(velocity(t, at.state()), rate);
    }

    private static <Y> Solution<Y> complete(Solution<Y> solution) {
        if (solution.why() != Failure.NONE) {
            throw new IllegalStateException(
                    "the reference solution: " + solution.why().text());
        }
        return solution;
    }
}
