package dev.costate.studies.lstmcell;

import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import java.util.stream.IntStream;

/// What the document's rounding leaves out: an idealisation that is harmless, and why.
final class RoundingChapter {
    /// A one, and then zeros, during which the rounded cell rests and the real one does not.
    private static final double[] IDLE = {0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0};

    private static final double TANH_ONE = Math.tanh(1);

    private RoundingChapter() {}

    static void tell(Tensor all, StudyRun run) {
        run.section("Rounding is an idealisation");
        run.note("""
                The cell itself hands on h as it is: 0.76, -0.76, and on zeros 0.38 or -0.38, which the document \
                makes 0. On a zero the candidate is the sign of -100 h, so the real cell never comes to rest after \
                its first one: h goes on as 0.38, -0.38, 0.38, ... below what the rounding sees.""");
        var bits = Tensor.of(IDLE);
        var real = Cell.run(Weights.DOCUMENT, bits);
        var rounding = Cell.runRounded(Weights.DOCUMENT, bits);
        var table = Table.of("t", "x", "h", "c", "h, rounding", "c", "rounded");
        for (int t = 0; t < IDLE.length; t++) {
            table = table.row(
                    t,
                    (int) IDLE[t],
                    real.h().get(t).item(),
                    real.c().get(t).item(),
                    rounding.h().get(t).item(),
                    rounding.c().get(t).item(),
                    (int) Cell.rounded(real.h().get(t)).item());
        }
        run.table("a one, then zeros", table);
        double half = TANH_ONE / 2;
        run.fact(
                "h on zeros after a one",
                new double[] {-half, half, -half, half, -half},
                real.h().get("3:8").toDoubles(),
                1e-15);
        run.fact(
                "the same, rounding",
                new double[] {-half, 0, 0, 0, 0},
                rounding.h().get("3:8").toDoubles(),
                1e-15);

        margins(all, run);
        run.plot("rounding", plot(bits, real, rounding));
    }

    /// Why it does no harm: the levels stay far from where the rounding would change its mind, and the
    /// candidate far from 0.
    private static void margins(Tensor all, StudyRun run) {
        var real = Cell.run(Weights.DOCUMENT, all);
        var rounded = Cell.rounded(Cell.runRounded(Weights.DOCUMENT, all).h());
        run.note("""
                It does no harm. The outputs lie on five levels, 0, tanh(1)/2 = 0.381 and tanh(1) = 0.762 with \
                both signs, which the threshold 1/2 tells apart; and on a one the remainder of 0.381 cannot turn \
                the candidate's sign, for 50 - 100 x 0.381 = 11.9 is still far up the tanh.""");
        run.fact("answers rounding changes", 0, AutomatonChapter.different(Cell.rounded(real.h()), rounded));
        double least = 50 - 100 * TANH_ONE / 2;
        var size = real.h().abs();
        var distance = size.minimum(size.sub(TANH_ONE / 2).abs())
                .minimum(size.sub(TANH_ONE).abs());
        // where the argument is least, g falls short of 1 by 2 / (e^(2 a) + 1), and h by sech(1)^2 times that
        double shortfall = 2 / (Math.exp(2 * least) + 1) / Math.pow(Math.cosh(1), 2);
        run.fact("farthest from the levels", shortfall, distance.max().item(), 0.01 * shortfall);
    }

    private static PlotGrid plot(Tensor bits, Seen real, Seen rounding) {
        double[] times = IntStream.range(0, bits.dim(0)).asDoubleStream().toArray();
        var ring = Style.points().marker(Style.Marker.RING).size(9).colour(Colour.BLACK);
        return PlotGrid.of(
                        "What rounding leaves out",
                        2,
                        GatePanels.panel("the cell itself", bits, real.h(), Colour.VERMILLION)
                                .y("output h")
                                .horizontal(0.5, "")
                                .horizontal(-0.5, "")
                                .scatter("", times, Cell.rounded(real.h()).toDoubles(), ring),
                        GatePanels.panel("rounded before it is handed on", bits, rounding.h(), Colour.VERMILLION)
                                .y("output h")
                                .horizontal(0.5, "")
                                .horizontal(-0.5, "")
                                .scatter("", times, Cell.rounded(rounding.h()).toDoubles(), ring))
                .subtitle("grey: input 1; rings: rounded; dashed: where rounding changes its mind")
                .size(940, 380);
    }
}
