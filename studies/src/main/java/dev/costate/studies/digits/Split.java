package dev.costate.studies.digits;

import dev.costate.nn.data.sets.Digits;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The digits in two parts, of which each has its share of every digit.
///
/// @param training four fifths
/// @param test a fifth, which no training sees
record Split(Batch training, Batch test) {
    private static final int FIFTH = 5;

    /// A fifth of each digit's images, drawn at random and rounded to whole images, is kept apart.
    static Split draw(Digits digits, Key key) {
        int[] labels = digits.labels().toInts();
        int[] test = new int[0];
        int[] training = new int[0];
        for (int digit = 0; digit < Batch.CLASSES; digit++) {
            int wanted = digit;
            int[] places = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == wanted)
                    .toArray();
            int[] order = Arrays.stream(
                            Random.permutation(key.foldIn(digit), places.length).toInts())
                    .map(i -> places[i])
                    .toArray();
            int kept = Math.round(order.length / (float) FIFTH);
            test = joined(test, Arrays.copyOf(order, kept));
            training = joined(training, Arrays.copyOfRange(order, kept, order.length));
        }
        var all = new Batch(digits.images(), digits.labels());
        return new Split(all.at(training), all.at(test));
    }

    private static int[] joined(int[] a, int[] b) {
        return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
    }
}
