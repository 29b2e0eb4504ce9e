package dev.costate.internal.order;

import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The sort of known numbers, which is the JDK's, and the network of traced programs.
class OrderingTest {
    private static final Key KEY = Key.of(1);

    @Test
    void theNetworkSortsEveryLengthAsTheSortDoes() {
        var network = jit((Tensor x) -> Ordering.of(x, Integer.MAX_VALUE));
        for (int n : IntStream.rangeClosed(0, 70).toArray()) {
            Tensor x = Random.bits(KEY.foldIn(n), DType.INT32, Shape.of(n));
            int[] order = Ordering.of(x, Integer.MAX_VALUE).toInts();
            assertThat(network.apply(x).toInts()).as("n = " + n).isEqualTo(order);
            int[] sorted = IntStream.of(x.toInts()).sorted().toArray();
            assertThat(IntStream.of(order).map(i -> x.toInts()[i]).toArray()).isEqualTo(sorted);
        }
    }

    @Test
    void bothAreStable() {
        var network = jit((Tensor x) -> Ordering.of(x, Integer.MAX_VALUE));
        for (int n = 1; n < 40; n++) {
            Tensor x = Random.integers(KEY.foldIn(n), DType.INT32, Shape.of(n), 0, 3);
            int[] values = x.toInts();
            int[] stable = IntStream.range(0, 3)
                    .flatMap(v -> IntStream.range(0, values.length).filter(i -> values[i] == v))
                    .toArray();
            assertThat(Ordering.of(x, Integer.MAX_VALUE).toInts()).isEqualTo(stable);
            assertThat(network.apply(x).toInts()).isEqualTo(stable);
        }
    }

    @Test
    void theGreatestValueAndBothZerosKeepTheirPlaces() {
        var floats = jit((Tensor x) -> Ordering.of(x, Double.MAX_VALUE));
        Tensor x = Tensor.of(Double.MAX_VALUE, 0.0, -0.0, Double.MAX_VALUE, -3);
        assertThat(Ordering.of(x, Double.MAX_VALUE).toInts()).containsExactly(4, 1, 2, 0, 3);
        assertThat(floats.apply(x).toInts()).containsExactly(4, 1, 2, 0, 3);

        var ints = jit((Tensor t) -> Ordering.of(t, Integer.MAX_VALUE));
        Tensor i = Tensor.of(Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE);
        assertThat(Ordering.of(i, Integer.MAX_VALUE).toInts()).containsExactly(1, 0, 2);
        assertThat(ints.apply(i).toInts()).containsExactly(1, 0, 2);
    }
}
