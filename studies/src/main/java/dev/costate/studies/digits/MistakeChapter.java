package dev.costate.studies.digits;

import dev.costate.lab.plot.ColourBar;
import dev.costate.lab.plot.ColourMap;
import dev.costate.lab.plot.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What the convolutional net reads wrong.
final class MistakeChapter {
    private static final int SHOWN = 24;
    private static final int COLUMNS = 6;

    private MistakeChapter() {}

    static void tell(Story story, Trial trial) {
        var run = story.run();
        run.section("Mistakes of the %s net".formatted(trial.kind().text()));
        var test = story.parts().test();
        int[] labels = test.labels().toInts();
        int[] read = trial.read(test);
        double[][] counts = new double[Batch.CLASSES][Batch.CLASSES];
        List<Integer> wrong = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]][read[i]]++;
            if (labels[i] != read[i]) {
                wrong.add(i);
            }
        }
        run.figure("confusion", counts);
        run.plot("confusion", confusion(counts, labels.length, wrong.size()));
        if (wrong.isEmpty()) {
            run.note("It makes none.");
            return;
        }
        var shown = wrong.subList(0, Math.min(SHOWN, wrong.size()));
        run.plot(
                "mistakes",
                Mosaic.inked(
                                "Digits read wrong",
                                shown.stream()
                                        .map(i -> Mosaic.image(test.images(), i))
                                        .toArray(double[][][]::new),
                                COLUMNS,
                                shown.stream()
                                        .map(i -> labels[i] + " as " + read[i])
                                        .toList())
                        .subtitle("what it is, and what it is read as"));
    }

    private static Plot confusion(double[][] counts, int all, int wrong) {
        double[] digits = IntStream.range(0, Batch.CLASSES).asDoubleStream().toArray();
        String[] names =
                IntStream.range(0, Batch.CLASSES).mapToObj(Integer::toString).toArray(String[]::new);
        var plot = Plot.of("What each digit is read as")
                .subtitle("%d of %d are read right".formatted(all - wrong, all))
                .x("read as")
                .y("is")
                .namesX(names)
                .namesY(names)
                .withEqualAspect()
                .size(560, 500)
                .heatMap(digits, digits, counts, ColourBar.of("digits").map(ColourMap.GREYS));
        for (int is = 0; is < Batch.CLASSES; is++) {
            for (int as = 0; as < Batch.CLASSES; as++) {
                if (is != as && counts[is][as] > 0) {
                    plot = plot.text(as, is, Integer.toString((int) counts[is][as]));
                }
            }
        }
        return plot;
    }
}
