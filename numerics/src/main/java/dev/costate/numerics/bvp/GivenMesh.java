package dev.costate.numerics.bvp;

import static dev.costate.Costate.closure;

import dev.costate.Closure;
import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.numerics.roots.ImplicitFunction;
import dev.costate.numerics.roots.Root;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.Optional;

/// A problem on a mesh that stays: all in the engine's operations.
///
/// The solution is a function of the mesh, the constants and what the problem closes over, given by the
/// collocation equations: see [ImplicitFunction].
///
/// @param problem on vectors
/// @param slope closing over nothing
/// @param condition closing over nothing
/// @param limits tolerances
/// @param n components of a state
/// @param k unknown parameters
record GivenMesh<Y, Q>(
        FlatProblem<Y, Q> problem,
        Closure<SlopeAt<Q>, Tensor> slope,
        Closure<EndsAt<Q>, Tensor> condition,
        Collocation limits,
        int n,
        int k) {
    record SlopeAt<Q>(Tensor x, Tensor y, Tensor p, FlatProblem.Given<Q> given) {}

    record EndsAt<Q>(Tensor left, Tensor right, Tensor p, FlatProblem.Given<Q> given) {}

    /// What the equations depend on.
    ///
    /// @param start states and unknown parameters at which Newton's method begins, `f64[m n + k]`
    /// @param projection of the first state, if there is a singular term
    /// @param slope what the slope closes over
    /// @param condition what the conditions close over
    private record Argument<Q>(
            Tensor start, Tensor mesh, Q q, Optional<Tensor> projection, List<Tensor> slope, List<Tensor> condition) {}

    /// States, unknown parameters and the functions of an argument.
    private record Point(Tensor y, Tensor p, CollocationEquations.Functions functions) {}

    static <Y, Q> MeshSolution<Y> solve(FlatProblem<Y, Q> problem, Guess<Y> guess, Q q, Collocation limits) {
        Tensor states = problem.flattening().vectors(guess.y());
        FlatProblem.Given<Q> given = new FlatProblem.Given<>(guess.mesh().get(0), q);
        PointPrograms<FlatProblem.Given<Q>> programs = problem.programs();
        Tensor state = states.get(0);
        Tensor unknowns = guess.unknowns();
        GivenMesh<Y, Q> here = new GivenMesh<>(
                problem,
                closure(
                        at -> programs.slope(at.x, at.y, at.p, at.given),
                        new SlopeAt<>(guess.mesh().get(0), state, unknowns, given)),
                closure(
                        at -> programs.condition(at.left, at.right, at.p, at.given),
                        new EndsAt<>(state, state, unknowns, given)),
                limits,
                state.dim(0),
                unknowns.dim(0));
        return here.solution(new Argument<>(
                Layout.concat(List.of(states.flatten(), unknowns), 0).stopGradient(),
                guess.mesh(),
                q,
                problem.projection(q).map(Tensor::stopGradient),
                here.slope.captured(),
                here.condition.captured()));
    }

    private MeshSolution<Y> solution(Argument<Q> argument) {
        BlockBidiagonal part = new BlockBidiagonal(n, k);
        Root<Tensor> root = ImplicitFunction.<Argument<Q>>differentiable(
                        (z, x) -> equations(z, x).vector(), x -> search(part, x), part)
                .apply(argument);
        Tensor z = root.value();
        Point at = point(z, argument);
        CollocationEquations last = equations(z, argument);
        Tensor residuals =
                last.residuals(at.functions, argument.mesh, at.y, at.p).stopGradient();
        Tensor conditions = last.conditions().abs().max().stopGradient();
        Curve<Y> curve = new Curve<>(
                argument.mesh,
                problem.flattening().tree(at.y),
                problem.flattening().tree(last.slopes()),
                at.p);
        Tensor outcome = outcome(last, residuals, conditions, root);
        return new MeshSolution<>(curve, residuals, conditions, root.iterations(), outcome);
    }

    /// The residual is infinite where the Jacobian is singular.
    private Root<Tensor> search(BlockBidiagonal part, Argument<Q> x) {
        MeshNewton newton =
                new MeshNewton(part, z -> allowed(z, x), z -> equations(z, x).small(x.mesh, limits));
        MeshNewton.End end = newton.run(z -> equations(z, x).vector(), x.start);
        CollocationEquations last = equations(end.z(), x);
        Tensor residual = end.singular()
                .select(Double.POSITIVE_INFINITY, last.vector().abs().max());
        return new Root<>(end.z(), last.small(x.mesh, limits), end.steps(), residual);
    }

    private Tensor outcome(CollocationEquations last, Tensor residuals, Tensor conditions, Root<Tensor> root) {
        Tensor finite = last.vector().isFinite().all().and(residuals.isFinite().all());
        Tensor fine = residuals.le(limits.tolerance()).all();
        Tensor met = conditions.le(limits.conditionTolerance());
        Tensor singular = root.residual().eq(Double.POSITIVE_INFINITY);
        Tensor coarse = root.converged().select(code(Outcome.TOO_MANY_NODES), code(Outcome.NEWTON_FAILED));
        Tensor solved = met.select(code(Outcome.CONVERGED), code(Outcome.CONDITIONS_NOT_MET));
        Tensor outcome = singular.select(code(Outcome.SINGULAR), fine.select(solved, coarse));
        return finite.select(outcome, code(Outcome.NOT_FINITE));
    }

    private static Tensor code(Outcome outcome) {
        return Tensor.scalar(DType.INT32, outcome.code());
    }

    private Point point(Tensor z, Argument<Q> x) {
        int m = x.mesh.dim(0);
        FlatProblem.Given<Q> given = new FlatProblem.Given<>(x.mesh.get(0), x.q);
        return new Point(
                Layout.slice(z, 0, 0, m * n).reshape(m, n),
                Layout.slice(z, 0, m * n, m * n + k),
                new CollocationEquations.Functions(
                        (place, y, p) -> slope.function().apply(new SlopeAt<>(place, y, p, given), x.slope),
                        (left, right, p) ->
                                condition.function().apply(new EndsAt<>(left, right, p, given), x.condition)));
    }

    private CollocationEquations equations(Tensor z, Argument<Q> x) {
        Point at = point(z, x);
        return CollocationEquations.at(at.functions, x.mesh, at.y, at.p);
    }

    /// With a first state that may be.
    private Tensor allowed(Tensor z, Argument<Q> x) {
        return x.projection
                .map(projection -> Layout.concat(
                        List.of(projection.matmul(Layout.slice(z, 0, 0, n)), Layout.slice(z, 0, n, z.dim(0))), 0))
                .orElse(z);
    }
}
