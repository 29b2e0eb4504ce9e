package dev.costate.numerics.bvp;

import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanReverse;

import dev.costate.Scanned;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.numerics.ode.Flattening;
import dev.costate.ops.Layout;
import java.util.List;

/// A Newton step from a solution in the engine's operations, so that all its transformations pass through: see
/// [BoundarySolution#near].
///
/// The factors of the Jacobian are constants; the step is linear in the residual, and reverse mode is its
/// transpose.
///
/// @param problem that was solved
/// @param curve the solution, on vectors; its slopes are not looked at
/// @param rotations the `Q_i^T` of [BlockFactors], `f64[steps, 2n, 2n]`
/// @param inner `U^-1 [I, -E, -T, -K]` of each step, `f64[steps, n, 3n + k]`: the inner state from the row's
///     right-hand side, the left end, its right neighbour and the unknown parameters
/// @param ends the inverse of the ends' system, `f64[2n + k, 2n + k]`
record ImplicitStep<Y, Q>(FlatProblem<Y, Q> problem, Curve<Tensor> curve, Tensor rotations, Tensor inner, Tensor ends) {
    static <Y, Q> ImplicitStep<Y, Q> of(BoundarySolution<Y, Q> solution) {
        Curve<Y> at = solution.curve();
        Flattening<Y> flattening = Flattening.of("boundary problem: the state", Tree.map(at.y(), rows -> rows.get(0)));
        FlatProblem<Y, Q> problem = solution.problem().flat(flattening);
        int n = flattening.size();
        double[] mesh = at.mesh().toDoubles();
        double[] y = flattening.vectors(at.y()).toDoubles();
        double[] p = at.unknowns().toDoubles();
        MeshEquations<FlatProblem.Given<Q>> equations = new MeshEquations<>(
                problem.programs(),
                problem.given(mesh[0], solution.constants()),
                n,
                problem.projection(solution.constants()).map(Tensor::toDoubles),
                mesh);
        BlockFactors factors = BlockFactors.of(equations.jacobian(y, p, equations.residual(y, p)));
        int steps = equations.intervals() - 1;
        int size = 2 * n + p.length;
        Tensor states = Tensor.of(y, Shape.of(mesh.length, n));
        return new ImplicitStep<>(
                problem,
                new Curve<>(Tensor.of(mesh), states, states, Tensor.of(p)),
                Tensor.of(factors.rotations(), Shape.of(steps, 2 * n, 2 * n)),
                Tensor.of(inner(factors.rows(), n, p.length), Shape.of(steps, n, 3 * n + p.length)),
                Tensor.of(factors.ends().inverse(), Shape.of(size, size)));
    }

    /// The curve after the step, with the slopes of `f` at its new states.
    Curve<Y> near(Q q) {
        Curve<Tensor> old = curve;
        FlatProblem.Given<Q> given = new FlatProblem.Given<>(old.mesh().get(0), q);
        CollocationEquations.Functions functions = new CollocationEquations.Functions(
                (x, y, p) -> problem.programs().slope(x, y, p, given),
                (left, right, p) -> problem.programs().condition(left, right, p, given));
        CollocationEquations at = CollocationEquations.at(functions, old.mesh(), old.y(), old.unknowns());
        Step<Tensor, Tensor> correction =
                solve(at.equations(), at.conditions(), old.y().dim(1));
        Tensor y = old.y().sub(correction.out());
        Tensor unknowns = old.unknowns().sub(correction.carry());
        Flattening<Y> flattening = problem.flattening();
        return new Curve<>(
                old.mesh(), flattening.tree(y), flattening.tree(functions.slopes(old.mesh(), y, unknowns)), unknowns);
    }

    /// A step of elimination: the matrix that rotates, and the residual of the interval that comes in.
    private record Elimination(Tensor rotation, Tensor residual) {}

    /// A step of substitution: its matrix, and the right-hand side.
    private record Substitution(Tensor inner, Tensor upper) {}

    /// `J^-1 (equations, conditions)`: the unknown parameters' part, and the states' `f64[m, n]`.
    private Step<Tensor, Tensor> solve(Tensor equations, Tensor conditions, int n) {
        int intervals = equations.dim(0);
        Scanned<Tensor, Tensor> eliminated = scan(
                (Tensor chain, Elimination step) -> {
                    Tensor both = step.rotation().matmul(Layout.concat(List.of(chain, step.residual()), 0));
                    return new Step<>(Layout.slice(both, 0, n, 2 * n), Layout.slice(both, 0, 0, n));
                },
                equations.get(0),
                new Elimination(rotations, Layout.slice(equations, 0, 1, intervals)));
        Tensor outer = ends.matmul(Layout.concat(List.of(eliminated.carry(), conditions), 0));
        Tensor first = Layout.slice(outer, 0, 0, n);
        Tensor last = Layout.slice(outer, 0, n, 2 * n);
        Tensor unknowns = Layout.slice(outer, 0, 2 * n, outer.dim(0));
        Tensor between = scanReverse(
                        (Tensor next, Substitution step) -> {
                            Tensor state =
                                    step.inner().matmul(Layout.concat(List.of(step.upper(), first, next, unknowns), 0));
                            return new Step<>(state, state);
                        },
                        last,
                        new Substitution(inner, eliminated.out()))
                .out();
        return new Step<>(unknowns, Layout.concat(List.of(first.unsqueeze(0), between, last.unsqueeze(0)), 0));
    }

    /// `U^-1 [I, -E, -T, -K]` for rows `[U, E, T, K]`.
    private static double[] inner(double[] rows, int n, int k) {
        int width = 3 * n + k;
        double[] all = new double[rows.length];
        for (int block = 0; block < rows.length; block += n * width) {
            for (int c = 0; c < width; c++) {
                for (int r = n - 1; r >= 0; r--) {
                    int row = block + r * width;
                    double sum = c < n ? (c == r ? 1 : 0) : -rows[row + c];
                    for (int j = r + 1; j < n; j++) {
                        sum -= rows[row + j] * all[block + j * width + c];
                    }
                    all[row + c] = sum / rows[row + r];
                }
            }
        }
        return all;
    }
}
