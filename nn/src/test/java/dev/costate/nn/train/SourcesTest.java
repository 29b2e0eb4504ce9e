package dev.costate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.nn.data.prepare.Remainder;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private static final Key KEY = Key.of(3);

    private record Pair(Tensor x, Tensor y) {}

    private static Pair pair(int n) {
        return new Pair(Random.normal(KEY, n, 3), Random.normal(KEY, n));
    }

    private static int[] plan(Source<?, ?> source, int epoch) {
        var plan = source.plan(KEY, Tensor.of(new int[] {epoch}).reshape());
        assertThat(plan.dim(0)).isEqualTo(source.stepsPerEpoch());
        return plan.flatten().toInts();
    }

    @Test
    void everyExampleOfAnEpochComesOnce() {
        var source = Examples.of(pair(23), 5);
        int[] first = plan(source, 0);
        assertThat(first).hasSize(20).doesNotHaveDuplicates();
        assertThat(Arrays.stream(first)).allMatch(i -> i >= 0 && i < 23);
        assertThat(plan(source, 0)).containsExactly(first);
        assertThat(plan(source, 1)).isNotEqualTo(first);
    }

    @Test
    void theLastBatchIsFilledWithTheFirstOfTheEpoch() {
        int[] all = plan(Examples.of(pair(23), 5).with(Remainder.WRAP), 4);
        assertThat(all).hasSize(25);
        assertThat(Arrays.stream(all, 0, 23).sorted().toArray())
                .containsExactly(IntStream.range(0, 23).toArray());
        assertThat(Arrays.copyOfRange(all, 23, 25)).containsExactly(all[0], all[1]);
    }

    @Test
    void inOrderIsTheOrderOfTheData() {
        assertThat(plan(Examples.of(pair(6), 2).inOrder(), 7)).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void aBatchTakesTheSameRowsOfEveryLeaf() {
        var data = pair(6);
        var batch = Examples.of(data, 2).batch(data, KEY, Tensor.of(4, 1));
        assertThat(batch.x().get(0).identical(data.x().get(4))).isTrue();
        assertThat(batch.x().get(1).identical(data.x().get(1))).isTrue();
        assertThat(batch.y().toDoubles())
                .containsExactly(data.y().get(4).item(), data.y().get(1).item());
    }

    @Test
    void everyStepDrawsAnother() {
        var source = new Drawn<>(3, key -> Random.bits(key, dev.costate.DType.INT64, Shape.scalar()));
        var rows = IntStream.concat(Arrays.stream(plan(source, 0)), Arrays.stream(plan(source, 1)));
        assertThat(rows.mapToLong(row -> source.batch(
                                new Nothing(), KEY, Tensor.of(new int[] {row}).reshape())
                        .itemLong()))
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @Test
    void theWholeIsTheWhole() {
        var data = pair(4);
        var source = new Whole<>(data, 2);
        assertThat(plan(source, 0)).hasSize(2);
        assertThat(source.batch(data, KEY, Tensor.of(new int[] {0}).reshape())).isSameAs(data);
    }

    @Test
    void dataThatDoNotFitAreErrors() {
        assertThatThrownBy(() -> Examples.of(new Pair(Tensor.zeros(4, 3), Tensor.zeros(5)), 2))
                .hasMessage("examples: y is f32[5]; expected 4 examples, as before, along axis 0");
        assertThatThrownBy(() -> Examples.of(new Pair(Tensor.scalar(1), Tensor.zeros(5)), 2))
                .hasMessage("examples: x is f64[]; expected one or more examples along axis 0");
        assertThatThrownBy(() -> Examples.of(Tensor.zeros(0, 2), 2))
                .hasMessage("examples: the data is f32[0,2]; expected one or more examples along axis 0");
        assertThatThrownBy(() -> Examples.of(new Nothing(), 2)).hasMessage("examples: the data have no tensor");
        assertThatThrownBy(() -> Examples.of(pair(4), 5)).hasMessageContaining("4 examples fill no batch of 5");
        assertThatThrownBy(() -> Examples.of(pair(4), 0)).hasMessageContaining("expected both to be positive");
        assertThatThrownBy(() -> Examples.of(pair(7), 5).with(Remainder.NONE)).hasMessageContaining("2 remain");
        assertThat(Examples.of(pair(10), 5).with(Remainder.NONE).stepsPerEpoch())
                .isEqualTo(2);
    }
}
