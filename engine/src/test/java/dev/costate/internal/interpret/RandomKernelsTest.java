package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.RandomBits;
import dev.costate.internal.random.Threefry;
import org.junit.jupiter.api.Test;

class RandomKernelsTest {
    // The first known answer of Random123 1.14 for Threefry-2x32 with 20 rounds: key and counter 0.
    @Test
    void theFirstWordsOfKeyZero() {
        Array y = Values.evaluate(new RandomBits(Shape.of(1)), Values.ints(0, 0));
        assertThat(y).isEqualTo(words(Shape.of(1, 2), 0x6b200159, 0x99ba4efe));
    }

    @Test
    void elementsCountInRowMajorOrder() {
        Array y = Values.evaluate(new RandomBits(Shape.of(2, 3)), Values.ints(7, -8));
        assertThat(y.type()).isEqualTo(Type.of(DType.INT32, 2, 3, 2));
        for (int i = 0; i < 6; i++) {
            long expected = Threefry.hash(7, -8, 0, i);
            assertThat((int) y.getLong(2 * i)).isEqualTo((int) (expected >>> 32));
            assertThat((int) y.getLong(2 * i + 1)).isEqualTo((int) expected);
        }
    }

    @Test
    void everyKeyOfABatchDrawsWhatItDrawsAlone() {
        Array keys = Values.array(DType.INT32, Shape.of(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8);
        Array y = Values.evaluate(new RandomBits(Shape.of(3)), keys);
        assertThat(y.type()).isEqualTo(Type.of(DType.INT32, 2, 2, 3, 2));
        for (int k = 0; k < 4; k++) {
            Array alone = Values.evaluate(new RandomBits(Shape.of(3)), Values.ints(2 * k + 1, 2 * k + 2));
            for (int i = 0; i < 6; i++) {
                assertThat(y.getLong(6 * k + i)).isEqualTo(alone.getLong(i));
            }
        }
    }

    @Test
    void scalarsAndNothing() {
        long expected = Threefry.hash(1, 2, 0, 0);
        assertThat(Values.evaluate(new RandomBits(Shape.scalar()), Values.ints(1, 2)))
                .isEqualTo(words(Shape.of(2), (int) (expected >>> 32), (int) expected));
        assertThat(Values.evaluate(new RandomBits(Shape.of(0)), Values.ints(1, 2)))
                .isEqualTo(words(Shape.of(0, 2)));
        Array noKeys = Array.zeros(Type.of(DType.INT32, 0, 2));
        assertThat(Values.evaluate(new RandomBits(Shape.of(3)), noKeys)).isEqualTo(words(Shape.of(0, 3, 2)));
    }

    private static Array words(Shape shape, int... words) {
        return Array.wrap(new Type(DType.INT32, shape), words.clone());
    }
}
