package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Concatenate;
import dev.costate.graph.Op;
import dev.costate.graph.Pad;
import dev.costate.graph.Reshape;
import dev.costate.graph.Reverse;
import dev.costate.graph.Slice;
import dev.costate.graph.Transpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every operation against its definition, index by index, on random shapes.
class LayoutKernelsTest {
    private static final int CASES = 300;

    @ParameterizedTest
    @EnumSource(DType.class)
    void broadcastRepeatsAlongTheAxesItDoesNotName(DType dtype) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Shape shape = Values.randomShape(5, random);
            Axes axes = subset(shape.rank(), random);
            int[] dims = LayoutKernels.pick(shape.dims(), axes);
            Array x = Values.distinct(Type.of(dtype, dims));
            check(seed, new Broadcast(shape, axes), x, index -> LayoutKernels.pick(index, axes));
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void transposePermutesTheAxes(DType dtype) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Shape shape = Values.randomShape(5, random);
            Axes permutation = Axes.of(Values.permutation(shape.rank(), random));
            check(seed, new Transpose(permutation), Values.distinct(new Type(dtype, shape)), index -> {
                int[] from = new int[index.length];
                for (int i = 0; i < from.length; i++) {
                    from[permutation.get(i)] = index[i];
                }
                return from;
            });
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void sliceStepsFromItsStart(DType dtype) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Shape shape = Values.randomShape(4, random);
            int[] starts = new int[shape.rank()];
            int[] limits = new int[shape.rank()];
            int[] strides = new int[shape.rank()];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = random.nextInt(shape.dim(i) + 1);
                limits[i] = random.nextInt(starts[i], shape.dim(i) + 1);
                strides[i] = random.nextInt(5) == 0 ? Integer.MAX_VALUE : random.nextInt(1, 4);
            }
            Op slice = new Slice(Axes.of(starts), Axes.of(limits), Axes.of(strides));
            check(seed, slice, Values.distinct(new Type(dtype, shape)), index -> {
                int[] from = new int[index.length];
                Arrays.setAll(from, i -> starts[i] + index[i] * strides[i]);
                return from;
            });
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void reverseMirrorsTheAxesItNames(DType dtype) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Shape shape = Values.randomShape(4, random);
            Axes axes = subset(shape.rank(), random);
            check(seed, new Reverse(axes), Values.distinct(new Type(dtype, shape)), index -> {
                int[] from = new int[index.length];
                Arrays.setAll(from, i -> axes.contains(i) ? shape.dim(i) - 1 - index[i] : index[i]);
                return from;
            });
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void reshapeKeepsTheOrder(DType dtype) {
        Array x = Values.distinct(Type.of(dtype, 2, 6));
        Array y = Values.evaluate(new Reshape(Shape.of(3, 1, 4)), x);
        for (int i = 0; i < 12; i++) {
            assertThat(y.getDouble(i)).isEqualTo(x.getDouble(i));
        }
        Array one = Values.scalar(dtype, 1);
        assertThat(Values.evaluate(new Reshape(Shape.of(1, 1)), one)).isEqualTo(Values.array(dtype, Shape.of(1, 1), 1));
        assertThat(Values.evaluate(new Reshape(Shape.of(5, 0)), Array.zeros(Type.of(dtype, 0, 2))))
                .isEqualTo(Array.zeros(Type.of(dtype, 5, 0)));
    }

    /// Element `index` of `op` on `x` stands at `source(index)` in `x`.
    private static void check(int seed, Op op, Array x, UnaryOperator<int[]> source) {
        Array y = Values.evaluate(op, x);
        for (int[] index : Values.indices(y.type().shape())) {
            double expected = x.getDouble(Values.offset(x.type().shape(), source.apply(index)));
            assertThat(y.getDouble(Values.offset(y.type().shape(), index)))
                    .as("seed %d: %s of %s at %s", seed, op, x, Arrays.toString(index))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void padSurroundsAndDilates(DType dtype) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Shape shape = Values.randomShape(4, random);
            int rank = shape.rank();
            Axes low = axes(rank, 3, random);
            Axes high = axes(rank, 3, random);
            Axes interior = axes(rank, 3, random);
            Array x = Values.distinct(new Type(dtype, shape));
            Array y = Values.evaluate(new Pad(low, high, interior), x, Values.scalar(dtype, 0));
            Shape padded = y.type().shape();
            for (int[] index : Values.indices(padded)) {
                boolean inside = true;
                int[] from = new int[rank];
                for (int i = 0; i < rank; i++) {
                    int at = index[i] - low.get(i);
                    from[i] = Math.floorDiv(at, interior.get(i) + 1);
                    inside &= at >= 0 && at % (interior.get(i) + 1) == 0 && from[i] < shape.dim(i);
                }
                assertThat(y.getDouble(Values.offset(padded, index)))
                        .as("seed %d: %s to %s at %s", seed, x, y, Arrays.toString(index))
                        .isEqualTo(inside ? x.getDouble(Values.offset(shape, from)) : 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void concatenateJoinsInOrder(DType dtype) {
        for (int seed = 0; seed < CASES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Shape rest = Values.randomShape(3, random);
            int axis = random.nextInt(rest.rank() + 1);
            List<Array> operands = new ArrayList<>();
            for (int n = random.nextInt(1, 5); n > 0; n--) {
                operands.add(Values.random(new Type(dtype, rest.insert(axis, random.nextInt(4))), random));
            }
            Array y = Values.evaluate(new Concatenate(axis), operands.toArray(new Array[0]));
            int before = 0;
            for (Array x : operands) {
                for (int[] index : Values.indices(x.type().shape())) {
                    int[] to = index.clone();
                    to[axis] += before;
                    assertThat(y.getDouble(Values.offset(y.type().shape(), to)))
                            .as("seed %d", seed)
                            .isEqualTo(x.getDouble(Values.offset(x.type().shape(), index)));
                }
                before += x.type().shape().dim(axis);
            }
            assertThat(y.type().shape().dim(axis)).isEqualTo(before);
        }
    }

    @Test
    void operandsAreNotWritten() {
        Array x = Values.vector(DType.FLOAT32, 1, 2, 3);
        Values.evaluate(new Reverse(Axes.of(0)), x);
        Values.evaluate(new Pad(Axes.of(1), Axes.of(1), Axes.of(1)), x, Values.scalar(DType.FLOAT32, 9));
        assertThat(x).isEqualTo(Values.vector(DType.FLOAT32, 1, 2, 3));
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

    private static Axes axes(int rank, int bound, SplittableRandom random) {
        return Axes.of(random.ints(rank, 0, bound).toArray());
    }
}
