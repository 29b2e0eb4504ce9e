package dev.costate.studies.adjoint;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.random.LegacyNumPy;
import java.util.List;

/// Holds the gradients and costates by hand against automatic differentiation, and both against differences,
/// for random problems of many sizes.
final class GradientCheck {
    /// Both are sums of the same few thousand products in another order; rounding alone parts them.
    static final double ROUNDING = 1e-12;

    private static final List<Size> SIZES = List.of(
            new Size(1, 1, 2, Nonlinearity.TANH),
            new Size(2, 5, 3, Nonlinearity.SIGMOID),
            new Size(1, 3, 8, Nonlinearity.SOFTPLUS),
            new Size(5, 4, 10, Nonlinearity.TANH),
            new Size(7, 1, 33, Nonlinearity.SOFTPLUS),
            new Size(2, 64, 101, Nonlinearity.RELU),
            new Size(3, 9, 201, Nonlinearity.TANH));

    private final LegacyNumPy random;

    /// The sizes of a random problem.
    private record Size(int dimension, int samples, int timePoints, Nonlinearity nonlinearity) {}

    /// A random problem, and controls for it.
    private record Draw(ControlProblem problem, Controls controls) {}

    GradientCheck(long seed) {
        random = new LegacyNumPy(seed);
    }

    void report(StudyRun run) {
        run.section("The gradient by hand is the gradient");
        run.note(
                "State and costate equation, and from them dJ/dV_k and dJ/db_k, are written out by hand; autodiff sees only"
                        + " the cost. Random samples, targets and controls; each entry is the largest difference between the two over"
                        + " the largest number. NT = 2, a single step, is the smallest problem there is.");
        Table table = Table.of("N", "I", "NT", "s", "dJ/dV, dJ/db", "costate", "constant V, b");
        double worstGradient = 0;
        double worstCostate = 0;
        double worstConstant = 0;
        for (Size size : SIZES) {
            Draw draw = draw(size);
            double gradient = gradientDifference(draw);
            double costate = costateDifference(draw);
            double constant = constantDifference(draw);
            worstGradient = Math.max(worstGradient, gradient);
            worstCostate = Math.max(worstCostate, costate);
            worstConstant = Math.max(worstConstant, constant);
            table = table.row(
                    size.dimension, size.samples, size.timePoints, size.nonlinearity, gradient, costate, constant);
        }
        run.table("hand against autodiff", table);
        run.fact("gradients by hand = autodiff", 0, worstGradient, ROUNDING);
        run.fact("costates by hand = autodiff", 0, worstCostate, ROUNDING);
        run.fact("constant V, b: hand = autodiff", 0, worstConstant, ROUNDING);
        run.fact("along a direction = differences", 0, differenceFromDifferences(), 1e-8);
        run.fact("NT = 1 has no step: refused", refusesOnePoint());
    }

    private Draw draw(Size size) {
        ControlProblem problem = new ControlProblem(
                normal(size.samples, size.dimension),
                normal(size.samples, size.dimension),
                size.timePoints,
                1,
                0.7,
                0.3,
                size.nonlinearity);
        return new Draw(problem, Controls.normal(random, problem, 1));
    }

    private Tensor normal(int rows, int columns) {
        return random.normal(0, 1, rows, columns);
    }

    private static double gradientDifference(Draw draw) {
        return Controls.relativeDifference(
                HandGradient.of(draw.problem, draw.controls).grad(),
                AutodiffGradient.of(draw.problem, draw.controls).grad());
    }

    private static double costateDifference(Draw draw) {
        Tensor states = StateEquation.solve(draw.problem, draw.controls);
        return Controls.relativeDifference(
                CostateEquation.solve(draw.problem, draw.controls, states),
                AutodiffGradient.costates(draw.problem, draw.controls));
    }

    private static double constantDifference(Draw draw) {
        Tensor v = draw.controls.v().get(0);
        Tensor b = draw.controls.b().get(0);
        return Controls.relativeDifference(
                HandGradient.constantInTime(draw.problem, v, b), AutodiffGradient.constantInTime(draw.problem, v, b));
    }

    /// The derivative along a random direction `d` against central differences, relative to `|gradient| |d|`.
    private double differenceFromDifferences() {
        Draw draw = draw(new Size(5, 4, 10, Nonlinearity.TANH));
        Controls direction = Controls.normal(random, draw.problem, 1);
        double h = 1e-5;
        double ahead = ControlCost.of(draw.problem, draw.controls.descend(direction, -h))
                .item();
        double behind = ControlCost.of(draw.problem, draw.controls.descend(direction, h))
                .item();
        Controls gradient = HandGradient.of(draw.problem, draw.controls).grad();
        double exact = Tree.inner(gradient, direction).item();
        double scale = Tree.norm(gradient).item() * Tree.norm(direction).item();
        return Math.abs((ahead - behind) / (2 * h) - exact) / scale;
    }

    private boolean refusesOnePoint() {
        try {
            draw(new Size(2, 3, 1, Nonlinearity.TANH));
            return false;
        } catch (IllegalArgumentException refusal) {
            return true;
        }
    }
}
