package dev.costate.nn.data.prepare;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.function.Fn1;
import dev.costate.ops.Creation;
import dev.costate.random.Key;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchesTest {
    @ParameterizedTest
    @CsvSource({
        "12, 4, NONE, 3",
        "12, 5, DROP, 2",
        "12, 5, WRAP, 3",
        "3, 8, WRAP, 1",
        "1, 1, DROP, 1",
        "207, 13, WRAP, 16"
    })
    void anEpochHasEveryExampleOnce(int examples, int size, Remainder remainder, int count) {
        assertThat(Batches.count(examples, size, remainder)).isEqualTo(count);
        for (var batches : new Tensor[] {
            Batches.shuffled(Key.of(3), examples, size, remainder), Batches.inOrder(examples, size, remainder)
        }) {
            assertThat(batches.type()).isEqualTo(new Type(DType.INT32, Shape.of(count, size)));
            var numbers = batches.flatten().toInts();
            var first = Arrays.copyOf(numbers, Math.min(examples, numbers.length));
            assertThat(first).doesNotHaveDuplicates();
            assertThat(Arrays.stream(first)).allMatch(i -> i >= 0 && i < examples);
            for (var i = examples; i < numbers.length; i++) {
                assertThat(numbers[i]).isEqualTo(numbers[i - examples]);
            }
        }
    }

    @Test
    void keysShuffleAndOrderDoesNot() {
        var a = Batches.shuffled(Key.of(1), 100, 10, Remainder.NONE);
        assertThat(a.identical(Batches.shuffled(Key.of(1), 100, 10, Remainder.NONE)))
                .isTrue();
        assertThat(a.identical(Batches.shuffled(Key.of(2), 100, 10, Remainder.NONE)))
                .isFalse();
        assertThat(Batches.inOrder(5, 2, Remainder.WRAP).flatten().toInts()).containsExactly(0, 1, 2, 3, 4, 0);
    }

    /// Examples and what is to be learnt of them.
    private record Data(Tensor x, Tensor y) {}

    /// A compiled epoch reads the batches that an interpreted one does.
    @Test
    void aCompiledScanRunsOverThem() {
        var data = new Data(Creation.arange(DType.FLOAT64, 20).reshape(10, 2), Creation.arange(DType.INT32, 10));
        Fn1<Key, Tensor> epoch = key -> scan(
                        (Tensor sum, Tensor batch) -> {
                            var some = Batches.take(data, batch);
                            return new Step<>(
                                    sum.mul(0.5)
                                            .add(some.x().sum())
                                            .add(some.y().sum()),
                                    some.y());
                        },
                        Tensor.scalar(0),
                        Batches.shuffled(key, 10, 3, Remainder.DROP))
                .carry();
        assertThat(jit(epoch).apply(Key.of(5)).item())
                .isEqualTo(epoch.apply(Key.of(5)).item());
        var batch = Batches.take(data, Tensor.of(3, 0));
        assertThat(batch.x().flatten().toDoubles()).containsExactly(6, 7, 0, 1);
        assertThat(batch.y().toInts()).containsExactly(3, 0);
    }

    @Test
    void refusesWhatMakesNoBatch() {
        var key = Key.of(0);
        assertThatThrownBy(() -> Batches.shuffled(key, 3, 4, Remainder.DROP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 examples fill no batch of 4");
        assertThatThrownBy(() -> Batches.shuffled(key, 10, 4, Remainder.NONE)).hasMessageContaining("2 remain");
        assertThatThrownBy(() -> Batches.inOrder(0, 4, Remainder.WRAP)).hasMessageContaining("0 examples");
        assertThatThrownBy(() -> Batches.inOrder(4, 0, Remainder.WRAP)).hasMessageContaining("batches of 0");
    }
}
