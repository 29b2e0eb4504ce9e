package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Gather;
import dev.costate.graph.ScatterAdd;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatherKernelsTest {
    private static final int CASES = 300;

    /// One random situation: `x: [B ++ D]`, starts `[B ++ I ++ [k]]`, windows `[B ++ I ++ W]`.
    private record Case(
            Shape batch, Shape inner, Shape positions, Axes indexedAxes, Shape window, Array starts, int seed) {
        static Case of(int seed) {
            SplittableRandom random = new SplittableRandom(seed);
            Shape batch = Values.randomShape(2, random);
            Shape inner = Values.randomShape(3, random);
            Shape positions = Values.randomShape(2, random);
            int k = random.nextInt(inner.rank() + 1);
            int[] order = Values.permutation(inner.rank(), random);
            int[] window = new int[inner.rank()];
            Arrays.setAll(window, i -> random.nextInt(inner.dim(i) + 1));
            Type type = new Type(DType.INT32, batch.concat(positions).concat(Shape.of(k)));
            // From far below to far above, so that some are clamped.
            int[] starts = random.ints(type.size(), -3, 7).toArray();
            Axes indexed = Axes.of(Arrays.copyOf(order, k));
            return new Case(batch, inner, positions, indexed, Shape.of(window), Array.wrap(type, starts), seed);
        }

        Shape windows() {
            return batch.concat(positions).concat(window);
        }

        /// Where the element of `windows` at `index` stands in `x`, by the definition.
        int[] source(int[] index) {
            int lead = batch.rank() + positions.rank();
            int[] from = new int[batch.rank() + inner.rank()];
            System.arraycopy(index, 0, from, 0, batch.rank());
            System.arraycopy(index, lead, from, batch.rank(), inner.rank());
            for (int j = 0; j < indexedAxes.size(); j++) {
                int[] at = Arrays.copyOf(index, lead + 1);
                at[lead] = j;
                int start = (int) starts.getLong(Values.offset(starts.type().shape(), at));
                int axis = indexedAxes.get(j);
                int last = inner.dim(axis) - window.dim(axis);
                from[batch.rank() + axis] += Math.max(0, Math.min(last, start));
            }
            return from;
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void gatherReadsWindowsByTheDefinition(DType dtype) {
        for (int seed = 0; seed < CASES; seed++) {
            Case c = Case.of(seed);
            Array x = Values.distinct(new Type(dtype, c.batch.concat(c.inner)));
            Axes sizes = Axes.of(c.window.dims());
            Array y = Values.evaluate(new Gather(c.batch.rank(), c.indexedAxes, sizes), x, c.starts);
            for (int[] index : Values.indices(c.windows())) {
                assertThat(y.getDouble(Values.offset(c.windows(), index)))
                        .as("%s at %s", c, Arrays.toString(index))
                        .isEqualTo(x.getDouble(Values.offset(x.type().shape(), c.source(index))));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = "BOOL", mode = EnumSource.Mode.EXCLUDE)
    void scatterAddAddsWindowsByTheDefinition(DType dtype) {
        for (int seed = 0; seed < CASES; seed++) {
            Case c = Case.of(seed);
            SplittableRandom random = new SplittableRandom(seed);
            Array x = Values.random(new Type(dtype, c.batch.concat(c.inner)), random);
            Array u = Values.random(new Type(dtype, c.windows()), random);
            Array before = Values.array(dtype, x.type().shape(), elements(x));
            Array y = Values.evaluate(new ScatterAdd(c.batch.rank(), c.indexedAxes), x, c.starts, u);
            double[] sums = elements(x);
            for (int[] index : Values.indices(c.windows())) {
                sums[Values.offset(x.type().shape(), c.source(index))] +=
                        u.getDouble(Values.offset(c.windows(), index));
            }
            assertThat(y).as("%s", c).isEqualTo(Values.array(dtype, x.type().shape(), sums));
            assertThat(x).as("the operand is not written").isEqualTo(before);
        }
    }

    private static double[] elements(Array x) {
        double[] elements = new double[x.size()];
        Arrays.setAll(elements, x::getDouble);
        return elements;
    }

    // The table lookup of an embedding, and its transpose.
    @Test
    void rowsOfATable() {
        Array table = Values.array(DType.FLOAT32, Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        Array rows = Values.array(DType.INT32, Shape.of(4, 1), 2, 0, 2, 99);
        assertThat(Values.evaluate(new Gather(0, Axes.of(0), Axes.of(1, 2)), table, rows))
                .isEqualTo(Values.array(DType.FLOAT32, Shape.of(4, 1, 2), 5, 6, 1, 2, 5, 6, 5, 6));
        Array u = Values.array(DType.FLOAT32, Shape.of(4, 1, 2), 1, 10, 2, 20, 3, 30, 4, 40);
        assertThat(Values.evaluate(new ScatterAdd(0, Axes.of(0)), Array.zeros(table.type()), rows, u))
                .isEqualTo(Values.array(DType.FLOAT32, Shape.of(3, 2), 2, 20, 0, 0, 8, 80));
    }

    @Test
    void floatsAreAddedInDoubleAndRoundedOnce() {
        Array x = Values.vector(DType.FLOAT32, 0x1p24);
        Array starts = Array.zeros(Type.of(DType.INT32, 3, 1));
        Array u = Values.array(DType.FLOAT32, Shape.of(3, 1), 1, 1, 1);
        // One by one, each 1 would be lost against 2^24, whose neighbour is 2^24 + 2.
        assertThat(Values.evaluate(new ScatterAdd(0, Axes.of(0)), x, starts, u))
                .isEqualTo(Values.vector(DType.FLOAT32, 0x1p24 + 4));
    }
}
