package dev.costate.studies.adjoint;

import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.random.LegacyNumPy;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What the document's `compute_gradients` gives: its own numbers, and where they part from the gradient.
final class DocumentCheck {
    private final ControlProblem problem;
    private final long seed;
    private final int draws;

    DocumentCheck(ControlProblem problem, long seed, int draws) {
        this.problem = problem;
        this.seed = seed;
        this.draws = draws;
    }

    void report(StudyRun run) {
        run.section("The document's compute_gradients");
        fixture(run);
        demo(run);
        penalty(run);
        run.note(
                "The sum over steps and samples is right. Two things are not. (1) V and b serve in all NT - 1 steps, so the"
                        + " penalty is paid NT - 1 times and its gradient is (NT - 1) dt w2 V = T w2 V; the document adds it once,"
                        + " dt w2 V, a penalty that fades as the network gets deeper. (2) visualize_gradients_over_time wants one"
                        + " gradient a step, N x N x (NT-1), but compute_gradients has summed the steps away, and len(gradb_norm)"
                        + " fails on a single number. The picture gradient-norms is the plot it was written for.");
    }

    /// A small case worked out to eight digits.
    private static void fixture(StudyRun run) {
        DocumentGradients fixture = DocumentGradients.compute(
                new double[][] {{.1, .2, .3}, {.4, .5, .6}},
                new double[][] {{.6, .5, .4}, {.3, .2, .1}},
                new double[][] {{1, 2}, {3, 4}},
                new double[] {1, -1},
                2,
                1,
                3,
                Math::tanh,
                new double[] {0, .1},
                .01);
        run.fact(
                "compute_gradients on a small case",
                new double[] {.00246128, .00268606, .00745878, .00615213, .004, .008},
                fixture.flat(),
                1e-8);
    }

    /// The unseeded demo, averaged over many runs.
    private void demo(StudyRun run) {
        LegacyNumPy random = new LegacyNumPy(seed);
        DocumentDemo[] all = IntStream.range(0, draws)
                .mapToObj(_ -> DocumentDemo.draw(random))
                .toArray(DocumentDemo[]::new);
        Table table =
                Table.of("over " + draws + " runs", "expected", "mean", "standard error", "printed", "deviations away");
        table = demoRow(table, run, "gradV", all, DocumentDemo::meanV, DocumentDemo.EXPECTED_V, DocumentDemo.PRINTED_V);
        table = demoRow(table, run, "gradb", all, DocumentDemo::meanB, DocumentDemo.EXPECTED_B, DocumentDemo.PRINTED_B);
        run.table("the demo without a seed", table);
    }

    private static Table demoRow(
            Table table,
            StudyRun run,
            String name,
            DocumentDemo[] all,
            ToDoubleFunction<DocumentDemo> measure,
            double expected,
            double[] printed) {
        double[] values = Arrays.stream(all).mapToDouble(measure).toArray();
        double mean = DoubleStream.of(values).average().orElseThrow();
        double variance =
                DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum() / (values.length - 1);
        double standardError = Math.sqrt(variance / values.length);
        double printedMean = DoubleStream.of(printed).average().orElseThrow();
        double away = (printedMean - expected) / Math.sqrt(variance);
        // Five standard errors: one seed in a million is further off.
        run.fact("demo: mean entry of " + name, expected, mean, 5 * standardError);
        run.fact("demo: printed " + name + ", deviations", 0, away, 3);
        return table.row(name, expected, mean, standardError, printedMean, away);
    }

    /// The document's gradient by constant controls misses all but one share of the penalty.
    private void penalty(StudyRun run) {
        LegacyNumPy random = new LegacyNumPy(seed);
        int n = problem.dimension();
        Tensor v = random.normal(0, 1, n, n);
        Tensor b = random.normal(0, 1, n);
        Controls controls = Controls.constant(v, b, problem.steps());
        Tensor states = StateEquation.solve(problem, controls);
        DocumentGradients document = DocumentGradients.compute(
                StackedLayout.stacked(CostateEquation.solve(problem, controls, states)),
                StackedLayout.stacked(states),
                StackedLayout.rows(v),
                b.toDoubles(),
                n,
                problem.samples(),
                problem.timePoints(),
                x -> problem.nonlinearity().of(Tensor.scalar(x)).item(),
                new double[] {problem.running(), problem.penalty()},
                problem.dt());
        double missing = (problem.timePoints() - 2) * problem.dt() * problem.penalty();
        Controls mended = new Controls(
                Tensor.of(document.v()).add(v.mul(missing)),
                Tensor.of(document.b()).add(b.mul(missing)));
        run.fact(
                "document + missing penalty = dJ/dV",
                0,
                Controls.relativeDifference(mended, AutodiffGradient.constantInTime(problem, v, b)),
                GradientCheck.ROUNDING);
    }
}
