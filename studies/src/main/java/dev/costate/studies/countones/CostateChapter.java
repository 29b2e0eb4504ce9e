package dev.costate.studies.countones;

import dev.costate.DType;
import dev.costate.Tree;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.nn.recurrent.RnnCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// The costate of every step, before training and after.
final class CostateChapter {
    private static final int SEQUENCES = 64;
    /// The least that is drawn: what is under it is as good as nothing.
    private static final double LEAST = 1e-20;
    /// For the rounding of up to a thousand products.
    private static final double ROUNDING = 1e-9;

    private CostateChapter() {}

    static void tell(Story story, List<Trial> trials) {
        var run = story.run();
        run.section("The costate");
        run.note("""
                dL/ds_t is how much of the error reaches step t; s is all that a cell keeps, h, or h and c of the LSTM. \
                With tanh a step back makes it at most sigma times larger, the largest singular value of the recurrent \
                matrix, m steps at most sigma^m.""");
        var table = Table.of("net", "bits", "costate of the first step: before", "after training");
        SequencedMap<String, Object> figures = new LinkedHashMap<>();
        List<Plot> panels = new ArrayList<>();
        for (int length : story.lengths()) {
            var panel = Plot.of(length + " bits")
                    .x("step t")
                    .y("|dL/ds_t| / |dL/ds_n|")
                    .logY();
            for (var trial : trials) {
                if (trial.length() == length) {
                    double[] before = look(story, trial, trial.before(), "before");
                    double[] after = look(story, trial, trial.after(), "after");
                    table = table.row(trial.kind().text(), length, before[length - 1], after[length - 1]);
                    figures.put(trial.kind().text() + " " + length, Map.of("before", before, "after", after));
                    panel = draw(panel, trial.kind(), before, after);
                }
            }
            panels.add(panel);
        }
        run.table("costates", table);
        run.figure("costatesByStepsBack", figures);
        run.plot(
                "costates",
                PlotGrid.of("How much of the error reaches each step", 3, panels)
                        .subtitle("dashed: before training, solid: after"));
    }

    /// The costates of a net by steps back; those of a simple net are held to the bound.
    private static double[] look(Story story, Trial trial, CountingNet<?> net, String when) {
        var data = story.tests(DType.FLOAT64, trial.length(), SEQUENCES);
        double[][] sizes = sizes(net, data);
        if (net.layer().forward().getFirst() instanceof RnnCell cell) {
            double sigma = SpectralNorm.of(cell.weights().weightHh().to(DType.FLOAT64));
            story.run()
                    .factAtMost(
                            "simple RNN, %d bits, %s: most of sigma^m reached".formatted(trial.length(), when),
                            1 + ROUNDING,
                            mostOfBound(sizes, sigma));
            story.run().figure("sigma of the simple RNN, %d bits, %s".formatted(trial.length(), when), sigma);
        }
        return Costates.back(sizes);
    }

    private static <S> double[][] sizes(CountingNet<S> net, Sequences data) {
        return Costates.sizes(Tree.map(net, w -> w.to(DType.FLOAT64)), data);
    }

    /// The largest of `|dL/ds_{n-m}| / (sigma^m |dL/ds_n|)` over all sequences and all m from 1 on.
    private static double mostOfBound(double[][] sizes, double sigma) {
        int last = sizes.length - 1;
        double most = 0;
        for (int m = 1; m <= last; m++) {
            for (int i = 0; i < sizes[last].length; i++) {
                if (sizes[last][i] > 0) {
                    most = Math.max(most, sizes[last - m][i] / sizes[last][i] / Math.pow(sigma, m));
                }
            }
        }
        return most;
    }

    private static Plot draw(Plot panel, Kind kind, double[] before, double[] after) {
        int length = before.length;
        double[] steps = IntStream.range(0, length).mapToDouble(m -> length - m).toArray();
        var colour = Colour.series(kind.number());
        return panel.line(kind.text(), steps, shown(after), Style.solid().colour(colour))
                .line("", steps, shown(before), Style.dashed().colour(colour).width(1.2));
    }

    private static double[] shown(double[] values) {
        return Arrays.stream(values).map(v -> v < LEAST ? Double.NaN : v).toArray();
    }
}
