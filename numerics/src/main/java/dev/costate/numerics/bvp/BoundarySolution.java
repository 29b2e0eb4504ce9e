package dev.costate.numerics.bvp;

import dev.costate.Tensor;
import java.util.Arrays;
import java.util.Locale;

/// What solving a boundary value problem came to: a solution, or how far it got and why no further.
///
/// @param outcome how it ended; look at it before using the rest
/// @param curve the piecewise cubic, to be evaluated anywhere, with the unknown parameters
/// @param residuals the root mean square of the relative residual over each interval, `f64[m - 1]`
/// @param conditionResidual the largest residual of a boundary condition
/// @param effort what it took
/// @param problem what was solved
/// @param constants at which constants
/// @param <Y> the state
/// @param <Q> the tree of constants
public record BoundarySolution<Y, Q>(
        Outcome outcome,
        Curve<Y> curve,
        Tensor residuals,
        double conditionResidual,
        Effort effort,
        BoundaryProblem<Y, Q> problem,
        Q constants) {
    /// The same with another curve.
    BoundarySolution<Y, Q> with(Curve<Y> other) {
        return new BoundarySolution<>(outcome, other, residuals, conditionResidual, effort, problem, constants);
    }

    /// Whether it is a solution.
    public boolean converged() {
        return outcome == Outcome.CONVERGED;
    }

    /// The states at places: see [Curve#at(Tensor)].
    public Y at(Tensor x) {
        return curve.at(x);
    }

    /// The state at one place.
    public Y at(double x) {
        return curve.at(x);
    }

    /// The unknown parameters, `f64[k]`.
    public Tensor unknowns() {
        return curve.unknowns();
    }

    /// The solution as the guess of a problem nearby: continuation in a parameter, or a sharper tolerance.
    public Guess<Y> guess() {
        return new Guess<>(curve.mesh(), curve.y(), curve.unknowns());
    }

    /// The largest of the residuals.
    public double largestResidual() {
        return Arrays.stream(residuals.toDoubles()).max().orElse(0);
    }

    /// The solution as a function of the constants, for derivatives at those that it was solved for.
    ///
    /// It is one Newton step on the final mesh with the Jacobian of the solution, `z(q) = z* - J^-1 F(z*,
    /// q)`. At the constants themselves its value is the solution up to the tolerance of Newton's method, and
    /// its first derivative `-J^-1 dF/dq` that of the collocation solution, by the implicit function theorem;
    /// elsewhere it is an approximation of first order, and second derivatives mean nothing: those of
    /// [Collocation#onMesh] are right. All transformations work.
    ///
    /// ```java
    /// import static dev.costate.Costate.grad;
    ///
    /// import dev.costate.ops.*;
    /// import dev.costate.numerics.bvp.*;
    ///
    /// // y' = q y, y(0) = 1, and how e^(q x) depends on q
    /// BoundaryProblem<Tensor, Tensor> growth =
    ///         new BoundaryProblem<>((x, y, p, q) -> y.mul(q), (left, right, p, q) -> left.sub(1));
    /// Tensor mesh = Creation.linspace(DType.FLOAT64, 0, 1, 5);
    /// Guess<Tensor> flat = Guess.constant(mesh, Tensor.of(new double[] {1}));
    /// BoundarySolution<Tensor, Tensor> solution =
    ///         Collocation.tolerance(1e-9).solve(growth, flat, Tensor.scalar(2));
    /// IO.println(grad((Tensor q) -> solution.near(q).at(0.5).get(0)).apply(solution.constants()));
    /// IO.println(0.5 * Math.E);
    /// // -> f64[] 1.359141
    /// // -> 1.3591409142295225
    /// ```
    ///
    /// @throws IllegalStateException if this is no solution
    public Curve<Y> near(Q q) {
        if (!converged()) {
            throw new IllegalStateException(
                    "boundary problem: no derivative of a solution that did not converge: " + outcome.reason());
        }
        return ImplicitStep.of(this).near(q);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d points, residual %.3g, conditions %.3g; %d rounds, %d Newton steps",
                outcome.reason(),
                curve.mesh().dim(0),
                largestResidual(),
                conditionResidual,
                effort.rounds(),
                effort.steps());
    }
}
