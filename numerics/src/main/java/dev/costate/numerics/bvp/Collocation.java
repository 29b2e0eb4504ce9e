package dev.costate.numerics.bvp;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.numerics.ode.Flattening;
import java.util.Arrays;
import java.util.Optional;

/// Solves boundary value problems by collocation of fourth order, refining the mesh until the residual is
/// within tolerance on each interval.
///
/// On a mesh the collocation equations are solved by a damped Newton method; then the residual `r = S' - f(x,
/// S, p)` of the piecewise cubic `S` is measured as the root mean square of `r / (1 + |f|)` over each
/// interval. An interval above the tolerance is halved, one above a hundred tolerances split in three, and
/// all begins again with `S` as the guess. The residual is what is controlled, not the error: the error is
/// the residual times the conditioning of the problem.
///
/// It is the method of Kierzenka and Shampine (2001), as `solve_bvp` in SciPy and `bvp4c` in MATLAB.
/// [BoundaryProblem] has an example.
///
/// @param tolerance of the relative residual, at least 100 roundings
/// @param conditionTolerance of the conditions' absolute residual
/// @param maxNodes points that a mesh may have
public record Collocation(double tolerance, double conditionTolerance, int maxNodes) {
    private static final double LEAST = 100 * Math.ulp(1.0);
    private static final int MOST_ROUNDS_FOR_CONDITIONS = 10;

    /// Checks the limits.
    ///
    /// @throws IllegalArgumentException if a tolerance is too small or not finite, or there may be no mesh
    public Collocation {
        tolerance("tolerance", tolerance);
        tolerance("conditionTolerance", conditionTolerance);
        if (maxNodes < 2) {
            throw new IllegalArgumentException(
                    "collocation: maxNodes is " + maxNodes + "; a mesh has 2 points at least");
        }
    }

    /// A tolerance for both the residual and the conditions, and up to 1000 points.
    public static Collocation tolerance(double tolerance) {
        return new Collocation(tolerance, tolerance, 1000);
    }

    /// The same with another limit of the mesh's points.
    public Collocation nodes(int most) {
        return new Collocation(tolerance, conditionTolerance, most);
    }

    /// Solves a problem without constants.
    public <Y> BoundarySolution<Y, NoConstants> solve(BoundaryProblem<Y, NoConstants> problem, Guess<Y> guess) {
        return solve(problem, guess, new NoConstants());
    }

    /// Solves a problem at the constants `q`.
    ///
    /// That it may fail is part of the result: see [BoundarySolution#outcome]. Where `q`, or what the problem
    /// closes over, is traced by `grad`, `vjp` or `jvp`, the curve has the derivative of
    /// [BoundarySolution#near]. Meshes depend on values, so `jit` and `vmap` do not go through this; they go
    /// through that.
    ///
    /// @throws dev.costate.TraceException if it depends on a value of `jit` or `vmap`
    /// @throws dev.costate.CostateException if the slope or the singular term is not like the state
    /// @throws IllegalArgumentException if there are not as many conditions as components and unknown
    ///     parameters, or the guess has more points than are allowed
    public <Y, Q> BoundarySolution<Y, Q> solve(BoundaryProblem<Y, Q> problem, Guess<Y> guess, Q q) {
        double[] mesh = guess.mesh().toDoubles();
        if (mesh.length > maxNodes) {
            throw new IllegalArgumentException("collocation: the guess has " + mesh.length + " points and maxNodes is "
                    + maxNodes + "; raise maxNodes or take a coarser mesh");
        }
        Flattening<Y> flattening =
                Flattening.of("boundary problem: the state", Tree.map(guess.y(), rows -> rows.get(0)));
        FlatProblem<Y, Q> flat = problem.flat(flattening);
        FlatProblem.Given<Q> given = flat.given(mesh[0], q);
        Optional<double[]> projection = flat.projection(q).map(Tensor::toDoubles);
        int n = flattening.size();
        double[] y = flattening.vectors(guess.y()).toDoubles();
        double[] p = guess.unknowns().toDoubles();
        for (Effort effort = Effort.NONE; ; ) {
            MeshEquations<FlatProblem.Given<Q>> equations =
                    new MeshEquations<>(flat.programs(), given, n, projection, mesh);
            DampedNewton.End end = DampedNewton.run(equations, y, p, this);
            double[] residuals = Refinement.residuals(equations, end);
            effort = effort.round(end);
            Optional<Outcome> outcome = outcome(end, residuals, effort.rounds());
            if (outcome.isPresent()) {
                Curve<Y> curve = new Curve<>(
                        Tensor.of(mesh),
                        flattening.tree(matrix(end.y(), n)),
                        flattening.tree(matrix(end.residual().slopes(), n)),
                        Tensor.of(end.p()));
                double conditions = end.residual().conditions();
                BoundarySolution<Y, Q> solution = new BoundarySolution<>(
                        outcome.get(), curve, Tensor.of(residuals), conditions, effort, problem, q);
                return solution.converged() && flat.areTraced(matrix(end.y(), n).get(0), Tensor.of(end.p()), given)
                        ? solution.with(solution.near(q))
                        : solution;
            }
            double[] finer = Refinement.split(mesh, residuals, tolerance);
            y = new Cubics(mesh, end.y(), end.residual().slopes(), n).values(finer);
            p = end.p();
            mesh = finer;
        }
    }

    /// How it ends after a round, or nothing if it goes on.
    private Optional<Outcome> outcome(DampedNewton.End end, double[] residuals, int rounds) {
        if (!end.residual().finite()) {
            return Optional.of(Outcome.NOT_FINITE);
        }
        if (end.singular()) {
            return Optional.of(Outcome.SINGULAR);
        }
        int gain = Refinement.gain(residuals, tolerance);
        if (gain > 0) {
            if (residuals.length + 1 + gain <= maxNodes) {
                return Optional.empty();
            }
            boolean finite = Arrays.stream(residuals).allMatch(Double::isFinite);
            return Optional.of(finite ? Outcome.TOO_MANY_NODES : Outcome.NOT_FINITE);
        }
        if (end.residual().conditions() <= conditionTolerance) {
            return Optional.of(Outcome.CONVERGED);
        }
        return rounds < MOST_ROUNDS_FOR_CONDITIONS ? Optional.empty() : Optional.of(Outcome.CONDITIONS_NOT_MET);
    }

    private static Tensor matrix(double[] rows, int n) {
        return Tensor.of(rows, Shape.of(rows.length / n, n));
    }

    private static void tolerance(String name, double value) {
        if (!(value >= LEAST && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "collocation: " + name + " is " + value + "; expected a number from " + LEAST + " on");
        }
    }
}
