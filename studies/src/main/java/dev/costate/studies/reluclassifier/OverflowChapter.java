package dev.costate.studies.reluclassifier;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.ops.Creation;
import java.util.function.UnaryOperator;

/// Two slips in the document's softmax, beside the cure.
final class OverflowChapter {
    private static final double FARTHEST = 1000;

    private OverflowChapter() {}

    static void tell(StudyRun run) {
        run.section("What is wrong in the document");
        run.note("""
                softmax(x) = exp(x) / sum(exp(x)) is right on paper. In floating point exp overflows: the largest \
                double is e^709.78, the largest float e^88.72. Beyond, the document's net says infinity / infinity \
                = NaN for the class it is surest of. The cure changes nothing on paper: subtract the largest score \
                first, so that the largest power is e^0.""");
        table(run);
        double limit = Math.log(Double.MAX_VALUE);
        run.fact("first NaN, float64: score", limit, firstNaN(DType.FLOAT64), 1e-9);
        // neighbouring floats are 8e-6 apart there
        run.fact("first NaN, float32: score", Math.log(Float.MAX_VALUE), firstNaN(DType.FLOAT32), 1e-5);
        // scores are s = x1 - 1 there
        var beyond = ReluNet.DOCUMENT.scores(Tensor.of(limit + 2, 0.0));
        run.fact(
                "its o at x = (711.78, 0)",
                new double[] {Double.NaN, 0},
                NaiveSoftmax.of(beyond).toDoubles());
        run.fact("cured o_1 there", 1, beyond.softmax(-1).get(0).item(), 0);
        run.factRelative(
                "cured o_2 there = e^-s",
                Math.exp(-(limit + 1)),
                beyond.softmax(-1).get(1).item(),
                1e-6);

        run.note("""
                The second slip: np.sum adds up whatever it is given. Of several inputs at once, a column each, \
                the columns share one sum, and no column is a distribution:""");
        var columns = Tensor.of(new double[][] {{0, 3}, {2, 0}});
        var document = NaiveSoftmax.of(columns);
        var cured = columns.softmax(0);
        run.table(
                "columns with the scores (0, 2) and (3, 0)",
                Table.of("", "first column", "second column", "sums")
                        .row(row("document", document))
                        .row(row("cured, axis 0", cured)));
        double total = 1 + Math.exp(2) + Math.exp(3) + 1;
        run.fact(
                "its column sums",
                new double[] {(1 + Math.exp(2)) / total, (1 + Math.exp(3)) / total},
                document.sum(0).toDoubles(),
                1e-15);
        run.fact("cured column sums", new double[] {1, 1}, cured.sum(0).toDoubles(), 1e-15);
        run.plot("overflow", plot());
    }

    private static Object[] row(String name, Tensor columns) {
        return new Object[] {
            name,
            VectorText.of(columns.get(":, 0").toDoubles(), 4),
            VectorText.of(columns.get(":, 1").toDoubles(), 4),
            VectorText.of(columns.sum(0).toDoubles(), 4)
        };
    }

    private static void table(StudyRun run) {
        var table = Table.of("x", "scores", "the document's softmax", "largest score subtracted");
        for (double x1 : new double[] {4, 101, 701, 711, 1001}) {
            var scores = ReluNet.DOCUMENT.scores(Tensor.of(x1, 0.0));
            table = table.row(
                    VectorText.of(new double[] {x1, 0}, 4),
                    VectorText.of(scores.toDoubles(), 4),
                    VectorText.of(NaiveSoftmax.of(scores).toDoubles(), 4),
                    VectorText.of(scores.softmax(-1).toDoubles(), 4));
        }
        run.table("softmax far out", table);
    }

    /// The least score beside a 0 for which the document's softmax is no number, by bisection.
    private static double firstNaN(DType dtype) {
        double low = 0;
        double high = FARTHEST;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            var output = NaiveSoftmax.of(Tensor.of(middle, 0.0).to(dtype));
            if (output.isNaN().any().itemBoolean()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static PlotGrid plot() {
        Tensor x1 = Creation.linspace(DType.FLOAT64, 1, FARTHEST, 1000);
        return PlotGrid.of(
                        "Softmax far out, along x = (x1, 0)",
                        2,
                        panel("o_1, the surer class", x1, 0).y("o_1").rangeY(0, 1.1),
                        panel("o_2, the other one", x1, 1).y("o_2").logY())
                .subtitle("the document's softmax ends at x1 = 1 + ln(largest double) = 710.78")
                .size(900, 380);
    }

    private static Plot panel(String title, Tensor x1, int which) {
        double end = 1 + Math.log(Double.MAX_VALUE);
        return Plot.of(title)
                .x("x1")
                .rangeX(0, FARTHEST)
                .line(
                        "largest score subtracted",
                        x1.toDoubles(),
                        along(x1, which, scores -> scores.softmax(-1)),
                        Style.solid().colour(Colour.SKY).width(5))
                .line(
                        "document",
                        x1.toDoubles(),
                        along(x1, which, NaiveSoftmax::of),
                        Style.solid().colour(Colour.VERMILLION).width(1.6))
                .vertical(end, which == 0 ? "NaN from here" : "0 from here");
    }

    private static double[] along(Tensor x1, int which, UnaryOperator<Tensor> softmax) {
        double[] places = x1.toDoubles();
        var values = new double[places.length];
        for (int i = 0; i < values.length; i++) {
            var scores = ReluNet.DOCUMENT.scores(Tensor.of(places[i], 0.0));
            values[i] = softmax.apply(scores).get(which).item();
        }
        return values;
    }
}
