package dev.costate.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Sort;
import dev.costate.internal.interpret.SortKernels;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The digits' order against the merges' of the interpreter.
class AxisOrderTest {
    /// How the numbers of a row are spread, as a function of random bits.
    private enum Spread implements LongUnaryOperator {
        ANY {
            @Override
            public long applyAsLong(long bits) {
                return bits;
            }
        },
        /// Alike in their upper halves.
        LOW {
            @Override
            public long applyAsLong(long bits) {
                return bits >>> 32;
            }
        },
        /// Alike in their lower halves.
        HIGH {
            @Override
            public long applyAsLong(long bits) {
                return bits << 32;
            }
        },
        FEW {
            @Override
            public long applyAsLong(long bits) {
                return bits % 5;
            }
        },
        TWO_UPPER_HALVES {
            @Override
            public long applyAsLong(long bits) {
                return (bits & 1L << 40) | (bits & 0xFFF);
            }
        }
    }

    private record Layout(int outer, int n, int inner) {
        Shape shape() {
            return Shape.of(outer, n, inner);
        }
    }

    private static final List<Layout> LAYOUTS = List.of(
            new Layout(1, 1, 1),
            new Layout(2, 3, 1),
            new Layout(1, 48, 1),
            new Layout(1, 49, 2),
            new Layout(3, 207, 1),
            new Layout(2, 300, 3),
            new Layout(1, 4098, 1));

    static Stream<DType> dtypes() {
        return Stream.of(DType.values());
    }

    /// Bits as they come, so that there are NaNs of all kinds, infinities and zeros of both signs among them.
    private static Array array(Type type, Spread spread, SplittableRandom random) {
        Object storage = Array.allocate(type);
        for (int i = 0; i < type.size(); i++) {
            long bits = spread.applyAsLong(random.nextLong());
            boolean special = random.nextInt(20) == 0;
            switch (storage) {
                case boolean[] b -> b[i] = (bits & 1) == 0;
                case int[] k -> k[i] = (int) (spread == Spread.HIGH ? bits >>> 32 : bits);
                case long[] k -> k[i] = bits;
                case float[] f -> f[i] = special ? -0f : Float.intBitsToFloat((int) bits);
                case double[] d -> d[i] = special ? -0.0 : Double.longBitsToDouble(bits);
                default -> throw new AssertionError(type);
            }
        }
        return Array.wrap(type, storage);
    }

    @ParameterizedTest
    @MethodSource("dtypes")
    void equalsTheMerges(DType dtype) {
        SplittableRandom random = new SplittableRandom(dtype.hashCode());
        for (Layout layout : LAYOUTS) {
            for (Spread spread : Spread.values()) {
                Array x = array(new Type(dtype, layout.shape()), spread, random);
                for (int count : new int[] {1, 2, layout.n / 10, layout.n / 2, layout.n - 1, layout.n}) {
                    if (count >= 1 && count <= layout.n) {
                        check(layout, x, count, false);
                        check(layout, x, count, true);
                    }
                }
            }
        }
    }

    private static void check(Layout layout, Array x, int count, boolean descending) {
        Type type = x.type().withShape(Shape.of(layout.outer, count, layout.inner));
        List<Type> types = List.of(type, type.withDType(DType.INT32));
        List<Array> expected = SortKernels.sort(new Sort(1, count, descending), x, types);
        // Not at the beginning of their arrays.
        Object shifted = Array.allocate(new Type(x.type().dtype(), Shape.of(x.size() + 3)));
        System.arraycopy(x.storage(), 0, shifted, 3, x.size());
        Object values = Array.allocate(new Type(x.type().dtype(), Shape.of(type.size() + 2)));
        int[] places = new int[type.size() + 1];
        AxisOrder.Rows rows = new AxisOrder.Rows(layout.n, layout.inner, count, descending);
        AxisOrder.rows(rows, 0, layout.outer * layout.inner, shifted, 3, values, 2, places, 1);
        Object own = Array.allocate(type);
        System.arraycopy(values, 2, own, 0, type.size());
        int[] ownPlaces = java.util.Arrays.copyOfRange(places, 1, places.length);
        String what = x.type() + " first " + count + (descending ? " descending" : " ascending");
        assertThat(ownPlaces).as(what).isEqualTo((int[]) expected.get(1).storage());
        assertThat(Array.wrap(type, own)).as(what).isEqualTo(expected.get(0));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "INT64"})
    void allocatesNothingTheSecondTime(DType dtype) {
        Array x = array(Type.of(dtype, 5000), Spread.ANY, new SplittableRandom(1));
        Object values = Array.allocate(x.type());
        int[] places = new int[5000];
        AxisOrder.Rows rows = new AxisOrder.Rows(5000, 1, 5000, false);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        AxisOrder.rows(rows, 0, 1, x.storage(), 0, values, 0, places, 0);
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int run = 0; run < 10; run++) {
            AxisOrder.rows(rows, 0, 1, x.storage(), 0, values, 0, places, 0);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5000);
    }

    @Test
    void candidatesKeepTheFirst() {
        RadixOrder order = new RadixOrder();
        SplittableRandom random = new SplittableRandom(7);
        int n = 1000;
        long[] entries = order.entries(n);
        for (int i = 0; i < n; i++) {
            entries[i] = random.nextLong() << 32 | i;
        }
        long[] sorted = java.util.Arrays.copyOf(entries, n);
        java.util.Arrays.sort(sorted);
        long[] unsigned = java.util.stream.LongStream.of(sorted)
                .map(e -> e ^ Long.MIN_VALUE)
                .sorted()
                .map(e -> e ^ Long.MIN_VALUE)
                .toArray();
        int left = order.candidates(n, 20);
        assertThat(left).isBetween(20, 48);
        order.sort(0, left);
        assertThat(java.util.Arrays.copyOf(order.entries(n), 20)).isEqualTo(java.util.Arrays.copyOf(unsigned, 20));
    }
}
