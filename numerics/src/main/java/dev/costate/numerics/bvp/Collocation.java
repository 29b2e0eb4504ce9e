package dev.costate.numerics.bvp;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.TraceException;
import dev.costate.Tree;
import dev.costate.numerics.ode.Flattening;
import dev.costate.numerics.ode.Known;
import java.util.Arrays;
import java.util.List;
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
    /// through that, and through [#onMesh].
    ///
    /// @throws dev.costate.TraceException if it depends on a value of `jit` or `vmap`
    /// @throws dev.costate.CostateException if the slope or the singular term is not like the state
    /// @throws IllegalArgumentException if there are not as many conditions as components and unknown
    ///     parameters, or the guess has more points than are allowed
    public <Y, Q> BoundarySolution<Y, Q> solve(BoundaryProblem<Y, Q> problem, Guess<Y> guess, Q q) {
        known("a number of the guess", Tree.leaves(guess));
        known("a constant", Tree.leaves(q));
        double[] mesh = guess.mesh().toDoubles();
        if (mesh.length > maxNodes) {
            throw new IllegalArgumentException("collocation: the guess has " + mesh.length + " points and maxNodes is "
                    + maxNodes + "; raise maxNodes or take a coarser mesh");
        }
        Flattening<Y> flattening =
                Flattening.of("boundary problem: the state", Tree.map(guess.y(), rows -> rows.get(0)));
        FlatProblem<Y, Q> flat = problem.flat(flattening);
        FlatProblem.Given<Q> given = flat.given(mesh[0], q);
        List<Tensor> traced = flat.traced(flattening.vectors(guess.y()).get(0), guess.unknowns(), given);
        known("what slope or conditions close over", traced);
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
                return solution.converged() && !traced.isEmpty() ? solution.with(solution.near(q)) : solution;
            }
            double[] finer = Refinement.split(mesh, residuals, tolerance);
            y = new Cubics(mesh, end.y(), end.residual().slopes(), n).values(finer);
            p = end.p();
            mesh = finer;
        }
    }

    /// Solves a problem without constants on the mesh of the guess, as it is.
    public <Y> MeshSolution<Y> onMesh(BoundaryProblem<Y, NoConstants> problem, Guess<Y> guess) {
        return onMesh(problem, guess, new NoConstants());
    }

    /// Solves a problem at the constants `q` on the mesh of the guess, as it is.
    ///
    /// It is a program of the engine's operations, Newton's method with its linear algebra: `jit` compiles it
    /// for the size of the mesh, under `vmap` each member makes its own steps, and the solution has derivatives
    /// up to the third order, in both modes, by `q`, by the mesh's points and by what the problem closes over.
    /// All of these and the guess may be traced. Nothing is refined: where the residual is above the tolerance,
    /// the outcome is [Outcome#TOO_MANY_NODES]. [#solve] finds a mesh that does, for one member or the hardest.
    ///
    /// ```java
    /// import static dev.costate.Costate.*;
    ///
    /// import dev.costate.ops.*;
    /// import dev.costate.numerics.bvp.*;
    ///
    /// // Bratu's problem y'' + q e^y = 0, y(0) = y(1) = 0, for many q at once
    /// BoundaryProblem<Tensor, Tensor> bratu = new BoundaryProblem<>(
    ///         (x, y, p, q) -> Layout.stack(List.of(y.get(1), y.get(0).exp().mul(q).neg()), 0),
    ///         (left, right, p, q) -> Layout.stack(List.of(left.get(0), right.get(0)), 0));
    /// Guess<Tensor> guess = Guess.constant(Creation.linspace(DType.FLOAT64, 0, 1, 41), Tensor.of(0.0, 0.0));
    /// Tensor middles = jit(vmap((Tensor q) ->
    ///                 Collocation.tolerance(1e-6).onMesh(bratu, guess, q).at(0.5).get(0)))
    ///         .apply(Tensor.of(1.0, 2.0, 3.0));
    /// IO.println(middles);  // -> f64[3] {0.1405392, 0.3289524, 0.6401466}
    /// ```
    ///
    /// @throws dev.costate.CostateException if the slope or the singular term is not like the state
    /// @throws IllegalArgumentException if there are not as many conditions as components and unknown
    ///     parameters
    public <Y, Q> MeshSolution<Y> onMesh(BoundaryProblem<Y, Q> problem, Guess<Y> guess, Q q) {
        Flattening<Y> flattening =
                Flattening.of("boundary problem: the state", Tree.map(guess.y(), rows -> rows.get(0)));
        return GivenMesh.solve(problem.flat(flattening), guess, q, this);
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

    private static void known(String what, List<Tensor> values) {
        for (Tensor value : values) {
            if (Known.of(value).isEmpty()) {
                throw new TraceException(
                        "collocation: " + what + ", " + value.type() + ", is traced by jit or vmap, and"
                                + " solve refines its mesh by values; call onMesh, which takes the guess's mesh as it is, or"
                                + " solve outside and take the solution's near(q)");
            }
        }
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
