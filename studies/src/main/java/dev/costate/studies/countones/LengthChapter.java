package dev.costate.studies.countones;

import static dev.costate.Costate.jit;

import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// How the nets count sequences of other lengths than those of their training.
final class LengthChapter {
    private static final int POINTS = 9;

    private LengthChapter() {}

    static void tell(Story story, List<Trial> trials) {
        var run = story.run();
        run.section("Other lengths");
        run.note("""
                Nothing in a cell knows the length. But a net that is always asked after n bits has many ways to be \
                right there: it may add up ones less zeros, or half a one for every bit, and is then off by the same \
                number for all sequences of another length. Asked at every step it has to count.""");
        var table = Table.of("net", "asked", "trained on", "error at half of that", "of it the same for all");
        int[] lengths = lengths(story);
        SequencedMap<String, Object> figures = new LinkedHashMap<>();
        figures.put("lengths", lengths);
        List<Plot> panels = new ArrayList<>();
        for (int trained : story.lengths()) {
            var panel = Plot.of("trained on " + trained + " bits")
                    .x("bits")
                    .y("error / blind error")
                    .logX()
                    .logY()
                    .horizontal(1, "")
                    .vertical(trained, "");
            for (var trial : trials) {
                if (trial.length() == trained) {
                    var other =
                            TrainingChapter.train(story, trial.kind(), trained, trial.before(), Teaching.AT_EVERY_STEP);
                    table = row(story, row(story, table, trial, "at the end"), other, "at every step");
                    double[] atEnd = errors(story, trial.after(), lengths);
                    double[] atEvery = errors(story, other.after(), lengths);
                    figures.put(trial.kind().text() + " " + trained + " asked at the end", atEnd);
                    figures.put(trial.kind().text() + " " + trained + " asked at every step", atEvery);
                    panel = draw(panel, trial.kind(), lengths, atEnd, atEvery);
                }
            }
            panels.add(panel);
        }
        run.table("half the length", table);
        run.figure("errorsByLength", figures);
        run.plot(
                "lengths",
                PlotGrid.of("Counting other lengths", 3, panels)
                        .subtitle(
                                "solid: asked at the end of n bits, dashed: asked at every step; error 1: half of the length")
                        .sameAxes());
    }

    private static Table row(Story story, Table table, Trial trial, String asked) {
        int half = trial.length() / 2;
        var data = story.tests(Story.DTYPE, half, story.config().tests());
        return table.row(
                trial.kind().text(),
                asked,
                trial.length(),
                trial.after().error(data).item(),
                trial.after().bias(data).item());
    }

    private static Plot draw(Plot panel, Kind kind, int[] lengths, double[] atEnd, double[] atEvery) {
        double[] x = Arrays.stream(lengths).asDoubleStream().toArray();
        var colour = Colour.series(kind.number());
        return panel.line(kind.text(), x, atEnd, Style.solid().colour(colour))
                .line("", x, atEvery, Style.dashed().colour(colour));
    }

    /// From 5 to twice the longest, in equal factors, with the lengths of training among them.
    private static int[] lengths(Story story) {
        double most = 2.0 * story.lengths().getLast();
        double least = Math.min(5, most / 2);
        var between = IntStream.range(0, POINTS).map(i ->
                (int) Math.round(least * Math.pow(most / least, i / (POINTS - 1.0))));
        return IntStream.concat(between, story.lengths().stream().mapToInt(n -> n))
                .sorted()
                .distinct()
                .toArray();
    }

    /// The errors at all lengths, as parts of those of half of the length.
    private static <S> double[] errors(Story story, CountingNet<S> net, int[] lengths) {
        var error = jit((CountingNet<S> n, Sequences data) -> n.error(data));
        return Arrays.stream(lengths)
                .mapToDouble(length -> {
                    story.run().checkCancelled();
                    var data = story.tests(Story.DTYPE, length, story.config().tests());
                    return error.apply(net, data).item() / Sequences.blindError(length);
                })
                .toArray();
    }
}
