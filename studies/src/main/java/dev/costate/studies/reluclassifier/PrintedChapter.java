package dev.costate.studies.reluclassifier;

import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.ops.Layout;
import java.util.List;

/// The numbers that the document prints, each held to its last digit.
final class PrintedChapter {
    /// Half a unit of the eighth decimal, which is NumPy's last.
    private static final double EIGHT_DECIMALS = 5e-9;

    private PrintedChapter() {}

    static void tell(StudyRun run) {
        var net = ReluNet.DOCUMENT;
        run.section("The net, and what the document prints");
        run.note("""
                Two inputs, four hidden ReLU units, two ReLU units behind them, softmax. At x = (3, 14) the first \
                unit is on because x1 > 1, the second because x2 > 1; the other two look the other way and are \
                off. Each class adds up the units that are on, one with the sign +, the other with the sign - from \
                2 downward.""");
        var x = Tensor.of(3.0, 14.0);
        run.table(
                "x = (3, 14) on its way through",
                Table.of("step", "formula", "value")
                        .row("input, with a 1 for the bias", "[x; 1]", text(withOne(x)))
                        .row("into the hidden units", "z = W [x; 1]", text(net.z(x)))
                        .row("out of them", "h = max(z, 0)", text(net.hidden(x)))
                        .row("into the last units", "u = V [h; 1]", text(net.u(x)))
                        .row("out of them", "f = max(u, 0)", text(net.scores(x)))
                        .row("output", "softmax(f)", text(net.output(x, 1))));

        run.fact(
                "max(x, 0) of -3, 0, 2",
                new double[] {0, 0, 2},
                Tensor.of(-3.0, 0.0, 2.0).relu().toDoubles(),
                0);
        var three = Tensor.of(-2.0, 0.0, 4.0).softmax(0);
        run.fact(
                "softmax(-2, 0, 4)", new double[] {.00242826, .01794253, .97962921}, three.toDoubles(), EIGHT_DECIMALS);
        run.fact("its sum", 1, three.sum().item(), Math.ulp(1.0));
        run.fact("[x; 1]", new double[] {3, 14, 1}, withOne(x).toDoubles(), 0);
        run.fact("W [x; 1]", new double[] {2, 13, -4, -15}, net.z(x).toDoubles(), 0);
        run.fact("h", new double[] {2, 13, 0, 0}, net.hidden(x).toDoubles(), 0);
        run.fact("[h; 1]", new double[] {2, 13, 0, 0, 1}, withOne(net.hidden(x)).toDoubles(), 0);
        run.fact("V [h; 1]", new double[] {15, -13}, net.u(x).toDoubles(), 0);
        run.fact("f", new double[] {15, 0}, net.scores(x).toDoubles(), 0);
        // 9.99999694e-01 and 3.05902227e-07: nine digits each
        run.fact("o_1 at (3, 14)", 9.99999694e-1, net.output(x, 1).get(0).item(), 5e-10);
        run.fact("o_2 at (3, 14)", 3.05902227e-7, net.output(x, 1).get(1).item(), 5e-16);
        run.fact(
                "softmax(0, 2), o at (0, 0)",
                new double[] {.11920292, .88079708},
                net.output(Tensor.of(0.0, 0.0), 1).toDoubles(),
                EIGHT_DECIMALS);
        run.fact(
                "softmax(3, 0), o at (4, 0)",
                new double[] {.95257413, .04742587},
                net.output(Tensor.of(4.0, 0.0), 1).toDoubles(),
                EIGHT_DECIMALS);
    }

    private static Tensor withOne(Tensor x) {
        return Layout.concat(List.of(x, Tensor.ones(1).to(x.dtype())), 0);
    }

    private static String text(Tensor vector) {
        return VectorText.of(vector.toDoubles(), 9);
    }
}
