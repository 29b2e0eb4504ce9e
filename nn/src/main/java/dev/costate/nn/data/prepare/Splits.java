package dev.costate.nn.data.prepare;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Examples parted at random into those for training, validation and testing.
///
/// ```java
/// import dev.costate.nn.data.prepare.*;
///
/// Tensor labels = Tensor.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1);
/// Split split = Splits.stratified(Key.of(0), labels, 0.2, 0.3);
/// IO.println(split.test().shape());              // -> [3]
/// IO.println(labels.take(split.test(), 0).sum()); // -> i32[] 1
/// ```
public final class Splits {
    private Splits() {}

    /// Parts of these sizes: `round(validation examples)`, `round(test examples)` and the rest, each in
    /// random order.
    ///
    /// @param examples how many there are
    /// @param validation its share, from 0
    /// @param test its share, from 0; the sum of both is below 1
    /// @throws IllegalArgumentException if a share is out of bounds, or no example is left to train with or
    ///     falls to a part that has a share
    public static Split random(Key key, int examples, double validation, double test) {
        return stratified(key, new int[Math.max(0, examples)], validation, test);
    }

    /// Parts of the sizes of [#random] in each of which every label has its share, as nearly as whole
    /// examples allow: of a label with `n` examples, `n test` rounded up or down are in the part for testing.
    ///
    /// The examples that remain when all are rounded down go to the labels with the greatest fractions
    /// (Hamilton's method), the first of equals.
    ///
    /// @param labels integers `[examples]`, known ones
    /// @param validation its share, from 0
    /// @param test its share, from 0; the sum of both is below 1
    /// @throws IllegalArgumentException if the labels are no vector of integers, and as [#random]
    /// @throws dev.costate.TraceException if the labels are traced and not known yet
    public static Split stratified(Key key, Tensor labels, double validation, double test) {
        if (labels.rank() != 1 || !labels.dtype().isInteger()) {
            throw new IllegalArgumentException(
                    "Splits: the labels are " + labels.type() + "; expected a vector of integers");
        }
        var kinds = labels.toLongs();
        var sorted = Arrays.stream(kinds).sorted().distinct().toArray();
        return stratified(
                key,
                Arrays.stream(kinds)
                        .mapToInt(kind -> Arrays.binarySearch(sorted, kind))
                        .toArray(),
                validation,
                test);
    }

    private static Split stratified(Key key, int[] kinds, double validation, double test) {
        if (!(validation >= 0 && test >= 0 && validation + test < 1)) {
            throw new IllegalArgumentException(
                    "Splits: shares of %s and %s; expected both from 0, and their sum below 1"
                            .formatted(validation, test));
        }
        var n = kinds.length;
        var tests = (int) Math.round(n * test);
        var validations = (int) Math.round(n * validation);
        if (n - tests - validations < 1 || (tests == 0 && test > 0) || (validations == 0 && validation > 0)) {
            throw new IllegalArgumentException(
                    "Splits: of %d examples %d are for validation, %d for testing, %d for training; expected some for each"
                            .formatted(n, validations, tests, n - tests - validations));
        }
        var counts = new int[Arrays.stream(kinds).max().orElseThrow() + 1];
        for (var kind : kinds) {
            counts[kind]++;
        }
        var toTest = shares(counts, counts, n, tests);
        var left = new int[counts.length];
        Arrays.setAll(left, k -> counts[k] - toTest[k]);
        var toValidation = shares(counts, left, n, validations);
        var parts = new int[n];
        var order = Random.permutation(key, n).toInts();
        for (var i : order) {
            parts[i] = toTest[kinds[i]]-- > 0 ? 2 : toValidation[kinds[i]]-- > 0 ? 1 : 0;
        }
        return new Split(part(order, parts, 0), part(order, parts, 1), part(order, parts, 2));
    }

    /// How many of each kind are among `wanted` of `n`: the kind's quota rounded down or up, and no more than
    /// are left.
    private static int[] shares(int[] counts, int[] left, int n, int wanted) {
        var result = new int[counts.length];
        var fractions = new double[counts.length];
        for (var k = 0; k < counts.length; k++) {
            var quota = (double) counts[k] * wanted / n;
            result[k] = Math.min(left[k], (int) quota);
            fractions[k] = quota - result[k];
        }
        var missing = wanted - Arrays.stream(result).sum();
        var byFraction = IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -fractions[k]))
                .toList();
        while (missing > 0) {
            for (var k : byFraction) {
                if (missing > 0 && result[k] < left[k]) {
                    result[k]++;
                    missing--;
                }
            }
        }
        return result;
    }

    private static Tensor part(int[] order, int[] parts, int part) {
        var numbers = Arrays.stream(order).filter(i -> parts[i] == part).toArray();
        return Tensor.of(numbers, Shape.of(numbers.length));
    }
}
