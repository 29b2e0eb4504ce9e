package dev.costate.studies.reluclassifier;

import static dev.costate.Costate.grad;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.ColourBar;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.ops.Creation;
import java.util.Arrays;

/// How the inverse temperature makes the outputs firm without moving the boundary.
final class TemperatureChapter {
    private static final double[] BETAS = {0, 0.5, 1, 2, 5};
    private static final double[] ALONG = {0, 2, 2.5, 3, 4};
    private static final double LAST = 4;

    private TemperatureChapter() {}

    static void tell(double confidence, Plane plane, StudyRun run) {
        run.section("Temperature");
        double odds = confidence / (1 - confidence);
        double needed = Math.log(odds) / 3;
        run.note("""
                softmax(beta f) with the inverse temperature beta: 0 makes all classes equal, 1 is the document's \
                net, a large one lets the largest score take all. With two classes o_1 = 1 / (1 + e^(-beta (f_1 - \
                f_2))), so o_1 = p needs beta = ln(p / (1 - p)) / (f_1 - f_2). The document's last line asks it \
                for the scores (3, 0), that is at x = (4, 0), not at x = (3, 0), whose scores are (2, 0).""");
        var far = Tensor.of(4.0, 0.0);
        var near = Tensor.of(3.0, 0.0);
        run.fact("scores at (4, 0)", new double[] {3, 0}, scores(far), 0);
        run.fact("scores at (3, 0)", new double[] {2, 0}, scores(near), 0);
        // printed in full: what is left is one rounding
        run.fact("ln(999) / 3", 2.3022515928828513, Math.log(999) / 3, Math.ulp(2.3));
        var text = NumberText.rounded(confidence, 9);
        run.factRelative("beta for " + text + " at (4, 0)", needed, seek(far, confidence), 1e-9);
        run.factRelative("beta for " + text + " at (3, 0)", Math.log(odds) / 2, seek(near, confidence), 1e-9);
        run.fact("o_1 at (4, 0) with the first", confidence, first(far, needed), 1e-12);

        slope(far, run);
        table(needed, run);
        int moved = 0;
        var atOne = ReluNet.DOCUMENT.margin(plane.points()).gt(0);
        for (double beta : new double[] {0.1, needed, 10}) {
            var decided = ReluNet.DOCUMENT.output(plane.points(), beta);
            var isFirst = decided.get("..., 0").gt(decided.get("..., 1"));
            moved += (int) isFirst.ne(atOne).to(DType.INT32).sum().item();
        }
        run.fact("decisions changed by beta", 0, moved);
        run.plot("temperature", curves(confidence, needed));
        run.plot("temperatures", maps(needed, plane));
    }

    private static double[] scores(Tensor x) {
        return ReluNet.DOCUMENT.scores(x).toDoubles();
    }

    private static double first(Tensor x, double beta) {
        return ReluNet.DOCUMENT.output(x, beta).get(0).item();
    }

    /// The least inverse temperature at which the net's first output reaches `confidence`, by bisection.
    private static double seek(Tensor x, double confidence) {
        double low = 0;
        double high = 100;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (first(x, middle) < confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /// `do_1/dbeta = (f_1 - f_2) o_1 o_2`: by autodiff through the softmax.
    private static void slope(Tensor x, StudyRun run) {
        var scores = ReluNet.DOCUMENT.scores(x);
        double byAutodiff = grad((Tensor beta) -> scores.mul(beta).softmax(-1).get(0))
                .apply(Tensor.scalar(1))
                .item();
        double share = first(x, 1);
        run.fact("do_1/dbeta = 3 o_1 o_2", 3 * share * (1 - share), byAutodiff, 1e-15);
    }

    private static void table(double needed, StudyRun run) {
        var table = Table.of("x", "scores", "beta = 0", "0.5", "1", "2", "5", NumberText.rounded(needed, 5));
        for (double x1 : ALONG) {
            var x = Tensor.of(x1, 0.0);
            var row = new Object[3 + BETAS.length];
            row[0] = VectorText.of(x.toDoubles(), 3);
            row[1] = VectorText.of(scores(x), 3);
            for (int i = 0; i < BETAS.length; i++) {
                row[2 + i] = first(x, BETAS[i]);
            }
            row[2 + BETAS.length] = first(x, needed);
            table = table.row(row);
        }
        run.table("o_1 at inverse temperatures", table);
    }

    private static PlotGrid curves(double confidence, double needed) {
        double missing = 1 - confidence;
        return PlotGrid.of(
                        "The colder, the firmer",
                        2,
                        panel("the first class", needed, 0).y("o_1").vertical(1, "the document's net"),
                        panel("what it leaves to the second", needed, 1)
                                .y("o_2 = 1 - o_1")
                                .logY()
                                .horizontal(missing, NumberText.rounded(missing, 3))
                                .mark(needed, missing, NumberText.rounded(needed, 5))
                                .mark(1.5 * needed, missing, NumberText.rounded(1.5 * needed, 5)))
                .subtitle("o_1 = 1 / (1 + exp(-beta (f_1 - f_2))); rings: the betas that were asked for")
                .size(940, 420);
    }

    private static Plot panel(String title, double needed, int which) {
        double last = Math.max(LAST, 1.6 * needed);
        double[] betas = Creation.linspace(DType.FLOAT64, 0, last, 201).toDoubles();
        var plot = Plot.of(title).x("inverse temperature beta");
        for (double x1 : ALONG) {
            var x = Tensor.of(x1, 0.0);
            var name = "x = " + VectorText.of(x.toDoubles(), 3) + ", f = " + VectorText.of(scores(x), 3);
            var outputs = Arrays.stream(betas)
                    .map(beta -> ReluNet.DOCUMENT.output(x, beta).get(which).item())
                    .toArray();
            plot = plot.line(name, betas, outputs);
        }
        return plot;
    }

    private static PlotGrid maps(double needed, Plane plane) {
        var panels = Arrays.stream(new double[] {0.5, 1, needed, 10})
                .mapToObj(beta -> Plane.outline(
                        plane.map(
                                "beta = " + NumberText.rounded(beta, 5),
                                ReluNet.DOCUMENT.output(plane.points(), beta).get("..., 0"),
                                ColourBar.of("o_1").range(0, 1)),
                        1,
                        Plane.boundary()))
                .toList();
        return PlotGrid.of("The same boundary at every temperature", 2, panels)
                .subtitle("o_1 over the inputs; white: the boundary")
                .size(820, 720);
    }
}
