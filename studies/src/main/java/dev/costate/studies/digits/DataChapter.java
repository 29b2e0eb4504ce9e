package dev.costate.studies.digits;

import dev.costate.lab.Table;
import java.util.Arrays;

/// The digits and their parts.
final class DataChapter {
    private static final int SHOWN = 10;

    private DataChapter() {}

    static void tell(Story story) {
        var run = story.run();
        var parts = story.parts();
        run.section("The digits");
        run.note("""
                1,797 digits by 13 people, each 8 by 8 points (Alpaydin and Kaynak, UCI Machine Learning Repository, \
                1998). A fifth of each digit's images is kept apart: training does not see it. How far images are moved, and \
                how much noise they get, was found by trying several seeds.""");
        long[] training = counts(parts.training());
        long[] test = counts(parts.test());
        var table = Table.of("digit", "training", "test");
        double farthest = 0;
        for (int digit = 0; digit < Batch.CLASSES; digit++) {
            table = table.row(digit, training[digit], test[digit]);
            farthest = Math.max(farthest, Math.abs(test[digit] - (training[digit] + test[digit]) / 5.0));
        }
        run.table("digits", table);
        run.fact(
                "digits in all",
                1797L,
                Arrays.stream(training).sum() + Arrays.stream(test).sum());
        run.factAtMost("a fifth of each digit is kept apart: farthest from it", 1, farthest);
        double[][][] firsts = new double[Batch.CLASSES * SHOWN][][];
        int[] labels = parts.training().labels().toInts();
        for (int digit = 0; digit < Batch.CLASSES; digit++) {
            int found = 0;
            for (int i = 0; i < labels.length && found < SHOWN; i++) {
                if (labels[i] == digit) {
                    firsts[found * Batch.CLASSES + digit] =
                            Mosaic.image(parts.training().images(), i);
                    found++;
                }
            }
        }
        run.plot(
                "digits",
                Mosaic.inked("Digits to learn from", firsts, Batch.CLASSES)
                        .x("digit")
                        .y("example"));
    }

    private static long[] counts(Batch digits) {
        long[] counts = new long[Batch.CLASSES];
        for (int label : digits.labels().toInts()) {
            counts[label]++;
        }
        return counts;
    }
}
