package dev.costate.nn.data.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.Tensor;
import dev.costate.nn.data.sets.Digits;
import dev.costate.random.Key;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitsTest {
    private static void requireParts(Split split, int examples) {
        var all = Stream.of(split.train(), split.validation(), split.test())
                .flatMapToInt(part -> IntStream.of(part.toInts()))
                .sorted()
                .toArray();
        assertThat(all).isEqualTo(IntStream.range(0, examples).toArray());
    }

    @Test
    void everyExampleIsInOnePart() {
        var split = Splits.random(Key.of(0), 101, 0.1, 0.25);
        requireParts(split, 101);
        assertThat(split.validation().size()).isEqualTo(10);
        assertThat(split.test().size()).isEqualTo(25);
        assertThat(split.train()
                        .identical(Splits.random(Key.of(0), 101, 0.1, 0.25).train()))
                .isTrue();
        assertThat(split.train()
                        .identical(Splits.random(Key.of(1), 101, 0.1, 0.25).train()))
                .isFalse();
        assertThat(Splits.random(Key.of(0), 5, 0, 0).validation().size()).isZero();
    }

    /// The parts are in random order: half of the neighbours go up.
    @Test
    void partsAreShuffled() {
        var train = Splits.random(Key.of(0), 1000, 0, 0.2).train().toInts();
        var up = IntStream.range(1, train.length)
                .filter(i -> train[i] > train[i - 1])
                .count();
        assertThat(up).isBetween(350L, 450L);
    }

    @Test
    void labelsKeepTheirShares() {
        var random = new Random(11);
        for (var round = 0; round < 200; round++) {
            var kinds = 1 + random.nextInt(6);
            var labels = random.ints(20 + random.nextInt(100), 0, kinds)
                    .map(k -> 7 - 3 * k)
                    .toArray();
            var validation = 0.05 + 0.3 * random.nextDouble();
            var test = 0.05 + 0.5 * random.nextDouble();
            var split = Splits.stratified(Key.of(round), Tensor.of((Object) labels), validation, test);
            requireParts(split, labels.length);
            assertThat(split.test().size()).isEqualTo((int) Math.round(labels.length * test));
            assertThat(split.validation().size()).isEqualTo((int) Math.round(labels.length * validation));
            for (var label : IntStream.of(labels).distinct().toArray()) {
                var n = count(labels, IntStream.range(0, labels.length).toArray(), label);
                var quota = (double) n * split.test().size() / labels.length;
                assertThat(Math.abs(count(labels, split.test().toInts(), label) - quota))
                        .isLessThan(1);
                quota = (double) n * split.validation().size() / labels.length;
                assertThat(Math.abs(count(labels, split.validation().toInts(), label) - quota))
                        .isLessThan(1);
            }
        }
    }

    private static long count(int[] labels, int[] part, int label) {
        return IntStream.of(part).filter(i -> labels[i] == label).count();
    }

    @Test
    void partsOfTheDigitsHaveAllOfThem() {
        var labels = Digits.load().labels();
        var split = Splits.stratified(Key.of(4), labels, 0.1, 0.2);
        var tested = labels.take(split.test(), 0).toInts();
        assertThat(tested).hasSize(359);
        for (var digit = 0; digit < 10; digit++) {
            var wanted = digit;
            assertThat(IntStream.of(tested).filter(label -> label == wanted).count())
                    .isBetween(34L, 37L);
        }
    }

    @Test
    void refusesSharesThatLeaveNothing() {
        var key = Key.of(0);
        assertThatThrownBy(() -> Splits.random(key, 10, 0.5, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("their sum below 1");
        assertThatThrownBy(() -> Splits.random(key, 10, -0.1, 0.5)).hasMessageContaining("both from 0");
        assertThatThrownBy(() -> Splits.random(key, 10, Double.NaN, 0.5)).hasMessageContaining("both from 0");
        assertThatThrownBy(() -> Splits.random(key, 3, 0.1, 0.1)).hasMessageContaining("expected some for each");
        assertThatThrownBy(() -> Splits.random(key, 0, 0, 0)).hasMessageContaining("of 0 examples");
        assertThatThrownBy(() -> Splits.stratified(key, Tensor.of(0.0, 1.0), 0, 0.5))
                .hasMessageContaining("f64[2]; expected a vector of integers");
    }
}
