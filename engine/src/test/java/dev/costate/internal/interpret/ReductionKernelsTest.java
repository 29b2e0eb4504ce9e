package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReductionKernelsTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final List<Reduction> NUMERIC = List.of(Reduction.SUM, Reduction.PROD, Reduction.MAX, Reduction.MIN);

    // Bit by bit: the order of a sum is part of what it means.
    @Test
    void realsAreCombinedInRowMajorOrder() {
        for (int seed = 0; seed < 600; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Shape shape = Values.randomShape(5, random);
            Axes axes = subset(shape.rank(), random);
            for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
                Array x = Values.random(new Type(dtype, shape), random);
                for (Reduction reduction : NUMERIC) {
                    Array y = Values.evaluate(new Reduce(reduction, axes), x);
                    Array expected = Values.array(dtype, y.type().shape(), byDefinition(reduction, axes, x));
                    assertThat(y)
                            .as("seed %d: %s over %s of %s", seed, reduction, axes, x)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static double[] byDefinition(Reduction reduction, Axes axes, Array x) {
        Axes kept = axes.complement(x.type().rank());
        Shape result = Shape.of(LayoutKernels.pick(x.type().shape().dims(), kept));
        double[] y = new double[result.size()];
        Arrays.fill(
                y,
                switch (reduction) {
                    case SUM -> 0;
                    case PROD -> 1;
                    case MAX -> -INF;
                    default -> INF;
                });
        for (int[] index : Values.indices(x.type().shape())) {
            int to = Values.offset(result, LayoutKernels.pick(index, kept));
            double v = x.getDouble(Values.offset(x.type().shape(), index));
            y[to] = switch (reduction) {
                case SUM -> y[to] + v;
                case PROD -> y[to] * v;
                case MAX -> Math.max(y[to], v);
                default -> Math.min(y[to], v);
            };
        }
        return y;
    }

    @Test
    void integersWrapAndAreExact() {
        SplittableRandom random = new SplittableRandom(1);
        long[] x = random.longs(12).toArray();
        BigInteger sum = BigInteger.ZERO;
        BigInteger product = BigInteger.ONE;
        for (long v : x) {
            sum = sum.add(BigInteger.valueOf(v));
            product = product.multiply(BigInteger.valueOf(v));
        }
        Array longs = Values.longs(x);
        assertThat(all(Reduction.SUM, longs).getLong(0)).isEqualTo(sum.longValue());
        assertThat(all(Reduction.PROD, longs).getLong(0)).isEqualTo(product.longValue());
        assertThat(all(Reduction.MAX, longs).getLong(0))
                .isEqualTo(Arrays.stream(x).max().getAsLong());
        assertThat(all(Reduction.MIN, longs).getLong(0))
                .isEqualTo(Arrays.stream(x).min().getAsLong());
        Array ints = Values.ints(Integer.MAX_VALUE, 1, 2, -7);
        assertThat(all(Reduction.SUM, ints)).isEqualTo(Values.scalar(DType.INT32, Integer.MAX_VALUE - 4));
        assertThat(all(Reduction.PROD, ints)).isEqualTo(Values.scalar(DType.INT32, 14));
        assertThat(all(Reduction.MAX, ints)).isEqualTo(Values.scalar(DType.INT32, Integer.MAX_VALUE));
        assertThat(all(Reduction.MIN, ints)).isEqualTo(Values.scalar(DType.INT32, -7));
    }

    @Test
    void overNothingTheResultIsTheIdentity() {
        for (Reduction reduction : NUMERIC) {
            for (DType dtype : DType.values()) {
                if (dtype != DType.BOOL) {
                    Array y = Values.evaluate(new Reduce(reduction, Axes.of(1)), Array.zeros(Type.of(dtype, 2, 0)));
                    assertThat(y).as("%s of %s", reduction, dtype).isEqualTo(identity(reduction, dtype));
                }
            }
        }
        Array none = Array.zeros(Type.of(DType.BOOL, 0));
        assertThat(all(Reduction.ALL, none).getBoolean(0)).isTrue();
        assertThat(all(Reduction.ANY, none).getBoolean(0)).isFalse();
    }

    private static Array identity(Reduction reduction, DType dtype) {
        return switch (reduction) {
            case SUM -> Values.vector(dtype, 0, 0);
            case PROD -> Values.vector(dtype, 1, 1);
            case MAX ->
                switch (dtype) {
                    case INT32 -> Values.ints(Integer.MIN_VALUE, Integer.MIN_VALUE);
                    case INT64 -> Values.longs(Long.MIN_VALUE, Long.MIN_VALUE);
                    default -> Values.vector(dtype, -INF, -INF);
                };
            default ->
                switch (dtype) {
                    case INT32 -> Values.ints(Integer.MAX_VALUE, Integer.MAX_VALUE);
                    case INT64 -> Values.longs(Long.MAX_VALUE, Long.MAX_VALUE);
                    default -> Values.vector(dtype, INF, INF);
                };
        };
    }

    @Test
    void booleansHoldAllOrAny() {
        Array x = Values.array(DType.BOOL, Shape.of(4, 2), 0, 0, 0, 1, 1, 0, 1, 1);
        assertThat(Values.evaluate(new Reduce(Reduction.ALL, Axes.of(1)), x))
                .isEqualTo(Values.booleans(false, false, false, true));
        assertThat(Values.evaluate(new Reduce(Reduction.ANY, Axes.of(1)), x))
                .isEqualTo(Values.booleans(false, true, true, true));
        assertThat(Values.evaluate(new Reduce(Reduction.ANY, Axes.of()), x)).isEqualTo(x);
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void nanIsContagiousWhereverItStands(DType dtype) {
        for (Reduction reduction : NUMERIC) {
            for (int at = 0; at < 3; at++) {
                double[] x = {1, INF, -INF};
                x[at] = NAN;
                assertThat(all(reduction, Values.vector(dtype, x)).getDouble(0)).isNaN();
            }
        }
        assertThat(all(Reduction.MAX, Values.vector(dtype, -0.0, 0)).getDouble(0))
                .isEqualTo(0.0);
        assertThat(all(Reduction.MIN, Values.vector(dtype, 0, -0.0))).isEqualTo(Values.scalar(dtype, -0.0));
        assertThat(all(Reduction.SUM, Values.vector(dtype, INF, -INF)).getDouble(0))
                .isNaN();
    }

    @Test
    void floatsAreAccumulatedInDouble() {
        // Each 1 would be lost against 2^24, and 1e38 * 10 overflows a float.
        assertThat(all(Reduction.SUM, Values.vector(DType.FLOAT32, 0x1p24, 1, 1, 1)))
                .isEqualTo(Values.scalar(DType.FLOAT32, 0x1p24 + 4));
        assertThat(all(Reduction.PROD, Values.vector(DType.FLOAT32, 1e38, 10, 0.25)))
                .isEqualTo(Values.scalar(DType.FLOAT32, (double) 1e38f * 10 * 0.25));
        assertThat(all(Reduction.SUM, Values.vector(DType.FLOAT32, 3e38, 3e38)).getDouble(0))
                .isEqualTo(INF);
    }

    @Test
    void aMemberOfABatchGetsWhatItGetsAlone() {
        SplittableRandom random = new SplittableRandom(3);
        Array x = Values.random(Type.of(DType.FLOAT64, 5, 7, 11), random);
        Array together = Values.evaluate(new Reduce(Reduction.SUM, Axes.of(1)), x);
        for (int member = 0; member < 5; member++) {
            double[] own = new double[77];
            for (int i = 0; i < own.length; i++) {
                own[i] = x.getDouble(member * 77 + i);
            }
            Array alone = Values.evaluate(
                    new Reduce(Reduction.SUM, Axes.of(0)), Values.array(DType.FLOAT64, Shape.of(7, 11), own));
            for (int i = 0; i < 11; i++) {
                assertThat(together.getDouble(member * 11 + i)).isEqualTo(alone.getDouble(i));
            }
        }
    }

    private static Array all(Reduction reduction, Array x) {
        return Values.evaluate(new Reduce(reduction, Axes.range(0, x.type().rank())), x);
    }

    private static Axes subset(int rank, SplittableRandom random) {
        int[] chosen = new int[rank];
        int n = 0;
        for (int i = 0; i < rank; i++) {
            if (random.nextBoolean()) {
                chosen[n++] = i;
            }
        }
        return Axes.of(Arrays.copyOf(chosen, n));
    }
}
