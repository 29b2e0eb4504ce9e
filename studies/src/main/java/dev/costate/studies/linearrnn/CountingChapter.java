package dev.costate.studies.linearrnn;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import java.util.ArrayList;
import java.util.List;

/// Whether the trained net counts, on sequences it has not seen and longer ones.
final class CountingChapter {
    private static final int TESTS = 100;
    private static final int[] TIMES_LONGER = {1, 2, 3, 4, 5};
    private static final int BITS_SHOWN = 16;

    private CountingChapter() {}

    static void tell(Story story, Training.Path paths) {
        var run = story.run();
        var path = paths.net(0);
        var trained = path.at(-1);
        run.section("Does it count?");
        var tests = new ArrayList<CountingData>();
        for (int times : TIMES_LONGER) {
            tests.add(CountingData.draw(
                    story.random(), TESTS, times * story.data().length()));
        }
        var table = Table.of("bits", "one of " + TESTS + " test sequences", "ones", "answer", "right", "worst error");
        for (var test : tests) {
            var answer = LinearNet.answer(trained, test.x());
            table = table.row(
                    test.length(),
                    bits(test.x().get(0)),
                    (int) test.target().get(0).item(),
                    answer.get(0).item(),
                    right(answer, test) + " of " + TESTS,
                    answer.sub(test.target()).abs().max().item());
        }
        run.table("answers, right when they round to the ones", table);
        run.note("An error e of wRec shifts an answer by about e/4 times the square of the length.");
        if (story.hasPublishedTraining()) {
            var longest = tests.getLast();
            run.fact(
                    "training sequences right",
                    story.data().samples(),
                    right(LinearNet.answer(trained, story.data().x()), story.data()));
            run.fact(
                    "sequences of %d bits right".formatted(longest.length()),
                    TESTS,
                    right(LinearNet.answer(trained, longest.x()), longest));
        }
        run.plot("counts", plot(tests, path, story.config().iterations()));
    }

    private static int right(Tensor answer, CountingData data) {
        return (int) answer.round().eq(data.target()).to(DType.INT32).sum().item();
    }

    private static String bits(Tensor sequence) {
        var text = new StringBuilder();
        for (double bit : sequence.toDoubles()) {
            text.append(text.length() < BITS_SHOWN ? Integer.toString((int) bit) : "");
        }
        return sequence.size() > BITS_SHOWN ? text + "…" : text.toString();
    }

    private static PlotGrid plot(List<CountingData> tests, Training.Path path, int iterations) {
        int early = Math.min(50, iterations);
        return PlotGrid.of(
                        "Counting ones",
                        2,
                        panel("after " + early + " iterations", tests, path.at(early)),
                        panel("after " + iterations + " iterations", tests, path.at(-1)))
                .subtitle(TESTS + " test sequences of each length; training had seen the shortest only")
                .sameAxes();
    }

    private static Plot panel(String title, List<CountingData> tests, Weights w) {
        var plot = Plot.of(title).x("ones in the sequence").y("answer of the net");
        for (int i = 0; i < tests.size(); i++) {
            var test = tests.get(i);
            plot = plot.scatter(
                    test.length() + " bits",
                    test.target().toDoubles(),
                    LinearNet.answer(w, test.x()).toDoubles(),
                    Style.points().colour(Colour.series(i)).size(4).opacity(0.7));
        }
        double most = tests.getLast().target().max().item();
        return plot.line(
                "",
                new double[] {0, most},
                new double[] {0, most},
                Style.dashed().colour(Colour.GREY).width(1));
    }
}
