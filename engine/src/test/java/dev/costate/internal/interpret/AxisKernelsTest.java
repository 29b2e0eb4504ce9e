package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Array;
import dev.costate.graph.CumulativeSum;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AxisKernelsTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @EnumSource(value = DType.class, names = "BOOL", mode = EnumSource.Mode.EXCLUDE)
    void cumulativeSumsOfAMatrix(DType dtype) {
        Array x = Values.array(dtype, Shape.of(2, 3), 1, 2, 3, 10, 20, 30);
        assertThat(sums(x, 1, false)).isEqualTo(Values.array(dtype, Shape.of(2, 3), 1, 3, 6, 10, 30, 60));
        assertThat(sums(x, 1, true)).isEqualTo(Values.array(dtype, Shape.of(2, 3), 6, 5, 3, 60, 50, 30));
        assertThat(sums(x, 0, false)).isEqualTo(Values.array(dtype, Shape.of(2, 3), 1, 2, 3, 11, 22, 33));
        assertThat(sums(x, 0, true)).isEqualTo(Values.array(dtype, Shape.of(2, 3), 11, 22, 33, 10, 20, 30));
        Array empty = Array.zeros(Type.of(dtype, 2, 0));
        assertThat(sums(empty, 1, false)).isEqualTo(empty);
        assertThat(sums(empty, 0, true)).isEqualTo(empty);
    }

    @Test
    void cumulativeSumsByTheDefinition() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Shape shape = Values.randomShape(3, random).insert(0, random.nextInt(4));
            int axis = random.nextInt(shape.rank());
            boolean reverse = random.nextBoolean();
            for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
                Array x = Values.random(new Type(dtype, shape), random);
                double[] expected = new double[x.size()];
                for (int[] index : Values.indices(shape)) {
                    int[] from = index.clone();
                    double sum = 0;
                    int n = shape.dim(axis);
                    // In the order of accumulation: toward `index`, from the end that the sums begin at.
                    for (int k = reverse ? n - 1 : 0;
                            reverse ? k >= index[axis] : k <= index[axis];
                            k += reverse ? -1 : 1) {
                        from[axis] = k;
                        sum += x.getDouble(Values.offset(shape, from));
                    }
                    expected[Values.offset(shape, index)] = sum;
                }
                assertThat(sums(x, axis, reverse))
                        .as("seed %d: %s along %d, reverse %s", seed, x, axis, reverse)
                        .isEqualTo(Values.array(dtype, shape, expected));
            }
        }
    }

    @Test
    void cumulativeSumsOfIntegersWrap() {
        assertThat(sums(Values.ints(Integer.MAX_VALUE, 1, 5), 0, false))
                .isEqualTo(Values.ints(Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 5));
        assertThat(sums(Values.longs(Long.MAX_VALUE, 1), 0, true)).isEqualTo(Values.longs(Long.MIN_VALUE, 1));
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = "BOOL", mode = EnumSource.Mode.EXCLUDE)
    void theFirstOfEqualsIsTheExtreme(DType dtype) {
        Array x = Values.array(dtype, Shape.of(2, 4), 1, 3, 3, 0, -5, 2, -5, 2);
        assertThat(place(true, 1, x)).isEqualTo(Values.ints(1, 1));
        assertThat(place(false, 1, x)).isEqualTo(Values.ints(3, 0));
        assertThat(place(true, 0, x)).isEqualTo(Values.ints(0, 0, 0, 1));
        assertThat(place(false, 0, x)).isEqualTo(Values.ints(1, 1, 1, 0));
        assertThat(place(true, 0, Array.zeros(Type.of(dtype, 3, 0)))).isEqualTo(Values.ints());
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void theFirstNanIsTheExtreme(DType dtype) {
        Array x = Values.vector(dtype, 1, INF, NAN, -INF, NAN);
        assertThat(place(true, 0, x)).isEqualTo(Values.scalar(DType.INT32, 2));
        assertThat(place(false, 0, x)).isEqualTo(Values.scalar(DType.INT32, 2));
        assertThat(place(true, 0, Values.vector(dtype, NAN, 1))).isEqualTo(Values.scalar(DType.INT32, 0));
        // Zeros of both signs are equal, so that the first one counts.
        assertThat(place(true, 0, Values.vector(dtype, -0.0, 0))).isEqualTo(Values.scalar(DType.INT32, 0));
        assertThat(place(false, 0, Values.vector(dtype, 0, -0.0))).isEqualTo(Values.scalar(DType.INT32, 0));
    }

    @Test
    void longsBeyondTheDoublesAreToldApart() {
        Array x = Values.longs(Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE + 1, Long.MIN_VALUE);
        assertThat(place(true, 0, x)).isEqualTo(Values.scalar(DType.INT32, 1));
        assertThat(place(false, 0, x)).isEqualTo(Values.scalar(DType.INT32, 3));
    }

    private static Array sums(Array x, int axis, boolean reverse) {
        return Values.evaluate(new CumulativeSum(axis, reverse), x);
    }

    private static Array place(boolean max, int axis, Array x) {
        return Values.evaluate(new ArgReduce(max, axis), x);
    }
}
