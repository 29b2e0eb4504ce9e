package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Dot;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DotKernelsTest {
    private static final Dot MATMUL = new Dot(Axes.of(), Axes.of(), Axes.of(1), Axes.of(0));

    // Bit by bit: sums go in the order of the contracted axes, whatever the layout of the operands.
    @ParameterizedTest
    @EnumSource(value = DType.class, names = "BOOL", mode = EnumSource.Mode.EXCLUDE)
    void contractionsByTheDefinition(DType dtype) {
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Shape batch = Values.randomShape(2, random);
            Shape contract = Values.randomShape(2, random);
            Shape aFree = Values.randomShape(2, random);
            Shape bFree = Values.randomShape(2, random);
            Operand a = Operand.of(dtype, batch, contract, aFree, random);
            Operand b = Operand.of(dtype, batch, contract, bFree, random);
            Array y = Values.evaluate(new Dot(a.batch, b.batch, a.contract, b.contract), a.value, b.value);
            Shape result = batch.concat(aFree).concat(bFree);
            assertThat(y.type().shape()).isEqualTo(result);
            double[] expected = new double[result.size()];
            for (int[] index : Values.indices(result)) {
                int[] of = Arrays.copyOf(index, batch.rank());
                int[] row = Arrays.copyOfRange(index, batch.rank(), batch.rank() + aFree.rank());
                int[] column = Arrays.copyOfRange(index, batch.rank() + aFree.rank(), index.length);
                for (int[] k : Values.indices(contract)) {
                    expected[Values.offset(result, index)] += a.at(of, k, row) * b.at(of, k, column);
                }
            }
            assertThat(y).as("seed %d: %s with %s", seed, a, b).isEqualTo(Values.array(dtype, result, expected));
        }
    }

    /// An array whose batch, contracted and free axes stand in a random order.
    private record Operand(Array value, Axes batch, Axes contract, Axes free) {
        static Operand of(DType dtype, Shape batch, Shape contract, Shape free, SplittableRandom random) {
            Shape ordered = batch.concat(contract).concat(free);
            Axes place = Axes.of(Values.permutation(ordered.rank(), random));
            Shape shape = Shape.of(LayoutKernels.pick(ordered.dims(), place.inverse()));
            int[] axes = place.toArray();
            int used = batch.rank() + contract.rank();
            // Free axes appear in the result in the order in which they stand in the operand.
            int[] rest = Arrays.copyOfRange(axes, used, axes.length);
            Arrays.sort(rest);
            int[] dims = shape.dims();
            for (int i = 0; i < rest.length; i++) {
                dims[rest[i]] = free.dim(i);
            }
            return new Operand(
                    Values.random(Type.of(dtype, dims), random),
                    Axes.of(Arrays.copyOf(axes, batch.rank())),
                    Axes.of(Arrays.copyOfRange(axes, batch.rank(), used)),
                    Axes.of(rest));
        }

        double at(int[] batchIndex, int[] contractIndex, int[] freeIndex) {
            int[] index = new int[value.type().rank()];
            put(batchIndex, batch, index);
            put(contractIndex, contract, index);
            put(freeIndex, free, index);
            return value.getDouble(Values.offset(value.type().shape(), index));
        }

        private static void put(int[] values, Axes axes, int[] index) {
            for (int i = 0; i < values.length; i++) {
                index[axes.get(i)] = values[i];
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,13,5", "207,3,1", "1,3,207", "9,64,7", "64,9,8", "20,0,3"})
    void matrixProducts(int m, int k, int n) {
        SplittableRandom random = new SplittableRandom(m + 1000 * k + n);
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64}) {
            Array a = Values.random(Type.of(dtype, m, k), random);
            Array b = Values.random(Type.of(dtype, k, n), random);
            double[] expected = new double[m * n];
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    for (int l = 0; l < k; l++) {
                        expected[i * n + j] += a.getDouble(i * k + l) * b.getDouble(l * n + j);
                    }
                }
            }
            assertThat(Values.evaluate(MATMUL, a, b)).isEqualTo(Values.array(dtype, Shape.of(m, n), expected));
        }
    }

    @Test
    void integersWrap() {
        Array a = Values.ints(Integer.MAX_VALUE, 65536);
        Array b = Values.ints(3, 65537);
        Dot inner = new Dot(Axes.of(), Axes.of(), Axes.of(0), Axes.of(0));
        assertThat(Values.evaluate(inner, a, b)).isEqualTo(Values.scalar(DType.INT32, Integer.MIN_VALUE + 65533));
        assertThat(Values.evaluate(inner, Values.longs(Long.MAX_VALUE, 5), Values.longs(3, 7)))
                .isEqualTo(Array.wrap(Type.scalar(DType.INT64), new long[] {Long.MIN_VALUE + 32}));
    }

    @Test
    void zeroDoesNotHideANan() {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            Array a = Values.array(dtype, Shape.of(1, 2), 0, 1);
            Array b = Values.array(dtype, Shape.of(2, 2), Double.NaN, Double.POSITIVE_INFINITY, 1, 1);
            Array y = Values.evaluate(MATMUL, a, b);
            assertThat(y.getDouble(0)).isNaN();
            assertThat(y.getDouble(1)).isNaN();
        }
    }

    @Test
    void floatsAreAccumulatedInDouble() {
        Array a = Values.array(DType.FLOAT32, Shape.of(1, 4), 0x1p24, 1, 1, 1);
        Array b = Values.array(DType.FLOAT32, Shape.of(4, 1), 1, 1, 1, 1);
        assertThat(Values.evaluate(MATMUL, a, b)).isEqualTo(Values.array(DType.FLOAT32, Shape.of(1, 1), 0x1p24 + 4));
    }

    @Test
    void aMemberOfABatchGetsWhatItGetsAlone() {
        SplittableRandom random = new SplittableRandom(5);
        Array a = Values.random(Type.of(DType.FLOAT64, 6, 31, 17), random);
        Array b = Values.random(Type.of(DType.FLOAT64, 6, 17, 2), random);
        Array together = Values.evaluate(new Dot(Axes.of(0), Axes.of(0), Axes.of(2), Axes.of(1)), a, b);
        for (int member = 0; member < 6; member++) {
            Array alone = Values.evaluate(MATMUL, member(a, member), member(b, member));
            assertThat(member(together, member)).isEqualTo(alone);
        }
        // One left factor for all: the members' columns stand side by side in long rows, while a product of
        // short rows is computed as its mirror image.
        Array shared = member(a, 0);
        Array wide = Values.evaluate(new Dot(Axes.of(), Axes.of(), Axes.of(1), Axes.of(1)), shared, b);
        for (int i = 0; i < 31; i++) {
            for (int member = 0; member < 6; member++) {
                Array alone = Values.evaluate(MATMUL, shared, member(b, member));
                assertThat(wide.getDouble((i * 6 + member) * 2)).isEqualTo(alone.getDouble(i * 2));
                assertThat(wide.getDouble((i * 6 + member) * 2 + 1)).isEqualTo(alone.getDouble(i * 2 + 1));
            }
        }
    }

    private static Array member(Array x, int member) {
        Shape shape = x.type().shape().remove(0);
        double[] own = new double[shape.size()];
        Arrays.setAll(own, i -> x.getDouble(member * own.length + i));
        return Values.array(x.type().dtype(), shape, own);
    }
}
