package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Convert;
import dev.costate.graph.Iota;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConversionKernelsTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;

    @Test
    void everyPairOfDtypesKeepsWhatBothCanHold() {
        for (DType from : DType.values()) {
            for (DType to : DType.values()) {
                Array x = Values.vector(from, 0, 1, 1, 0);
                assertThat(convert(x, to)).as("%s to %s", from, to).isEqualTo(Values.vector(to, 0, 1, 1, 0));
                Array empty = Array.zeros(Type.of(from, 2, 0));
                assertThat(convert(empty, to)).isEqualTo(Array.zeros(Type.of(to, 2, 0)));
                assertThat(convert(Values.scalar(from, 1), to)).isEqualTo(Values.scalar(to, 1));
            }
        }
    }

    @Test
    void realsToIntegersGoTowardZeroAndSaturate() {
        for (DType real : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            Array x = Values.vector(real, 1.9, -1.9, NAN, INF, -INF, 1e30, -0.0);
            int max = Integer.MAX_VALUE;
            int min = Integer.MIN_VALUE;
            assertThat(convert(x, DType.INT32)).isEqualTo(Values.ints(1, -1, 0, max, min, max, 0));
            assertThat(convert(x, DType.INT64))
                    .isEqualTo(Values.longs(1, -1, 0, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, 0));
        }
    }

    @Test
    void onlyZeroIsFalse() {
        Array x = Values.vector(DType.FLOAT64, 0, -0.0, NAN, 1e-300, INF);
        assertThat(convert(x, DType.BOOL)).isEqualTo(Values.booleans(false, false, true, true, true));
        assertThat(convert(Values.longs(0, 1L << 32, -1), DType.BOOL)).isEqualTo(Values.booleans(false, true, true));
    }

    @Test
    void integersKeepTheirLowBits() {
        assertThat(convert(Values.longs(1L << 32, (1L << 31) + 5, -1), DType.INT32))
                .isEqualTo(Values.ints(0, Integer.MIN_VALUE + 5, -1));
        assertThat(convert(Values.ints(-1, Integer.MIN_VALUE), DType.INT64))
                .isEqualTo(Values.longs(-1, Integer.MIN_VALUE));
    }

    @Test
    void doublesToFloatsRoundToNearestAndOverflow() {
        Array x = Values.vector(DType.FLOAT64, 0.1, 1 + 0x1p-24, 1 + 0x1.000002p-24, 1e300, 1e-60, NAN, -0.0);
        float[] expected = {0.1f, 1f, 1 + 0x1p-23f, Float.POSITIVE_INFINITY, 0f, Float.NaN, -0f};
        assertThat(convert(x, DType.FLOAT32)).isEqualTo(Array.wrap(Type.of(DType.FLOAT32, 7), expected));
    }

    // 2^60 + 2^36 + 1 lies just above the middle between two floats, in the middle once it is rounded to a
    // double.
    @Test
    void integersToFloatsAreRoundedOnce() {
        long tricky = (1L << 60) + (1L << 36) + 1;
        assertThat((float) (double) tricky).isNotEqualTo((float) tricky);
        SplittableRandom random = new SplittableRandom(7);
        for (int n = 0; n < 1000; n++) {
            long x = n == 0 ? tricky : random.nextLong() >> random.nextInt(60);
            BigDecimal exact = BigDecimal.valueOf(x);
            assertThat(convert(Values.longs(x), DType.FLOAT32).getDouble(0))
                    .as("%s", x)
                    .isEqualTo((double) exact.floatValue());
            assertThat(convert(Values.longs(x), DType.FLOAT64).getDouble(0))
                    .as("%s", x)
                    .isEqualTo(exact.doubleValue());
        }
        assertThat(convert(Values.ints(16_777_217), DType.FLOAT32).getDouble(0)).isEqualTo(16_777_216);
    }

    @Test
    void iotaCountsAlongItsAxis() {
        for (DType dtype : new DType[] {DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64}) {
            assertThat(Values.evaluate(new Iota(Shape.of(2, 3), 1, dtype)))
                    .isEqualTo(Values.array(dtype, Shape.of(2, 3), 0, 1, 2, 0, 1, 2));
            assertThat(Values.evaluate(new Iota(Shape.of(2, 3), 0, dtype)))
                    .isEqualTo(Values.array(dtype, Shape.of(2, 3), 0, 0, 0, 1, 1, 1));
            assertThat(Values.evaluate(new Iota(Shape.of(2, 0, 3), 1, dtype)))
                    .isEqualTo(Array.zeros(Type.of(dtype, 2, 0, 3)));
        }
    }

    private static Array convert(Array x, DType dtype) {
        return Values.evaluate(new Convert(dtype), x);
    }
}
