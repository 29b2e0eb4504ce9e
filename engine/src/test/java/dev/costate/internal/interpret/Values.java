package dev.costate.internal.interpret;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.internal.rules.Typing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Arrays for tests, written out or random, and operations on them.
public final class Values {
    private Values() {}

    /// The array of these elements; integers up to 2^53.
    public static Array array(DType dtype, Shape shape, double... elements) {
        Type type = new Type(dtype, shape);
        Object storage = Array.allocate(type);
        for (int i = 0; i < elements.length; i++) {
            switch (storage) {
                case float[] s -> s[i] = (float) elements[i];
                case double[] s -> s[i] = elements[i];
                case int[] s -> s[i] = (int) elements[i];
                case long[] s -> s[i] = (long) elements[i];
                case boolean[] s -> s[i] = elements[i] != 0;
                default -> throw new AssertionError(dtype);
            }
        }
        if (elements.length != type.size()) {
            throw new IllegalArgumentException(elements.length + " elements for " + type);
        }
        return Array.wrap(type, storage);
    }

    public static Array vector(DType dtype, double... elements) {
        return array(dtype, Shape.of(elements.length), elements);
    }

    public static Array scalar(DType dtype, double element) {
        return array(dtype, Shape.scalar(), element);
    }

    public static Array longs(long... elements) {
        return Array.wrap(Type.of(DType.INT64, elements.length), elements.clone());
    }

    public static Array ints(int... elements) {
        return Array.wrap(Type.of(DType.INT32, elements.length), elements.clone());
    }

    public static Array booleans(boolean... elements) {
        return Array.wrap(Type.of(DType.BOOL, elements.length), elements.clone());
    }

    /// All elements differ, for the dtypes that have enough of them.
    public static Array distinct(Type type) {
        double[] elements = new double[type.size()];
        Arrays.setAll(elements, i -> type.dtype() == DType.BOOL ? Integer.bitCount(i * 7) & 1 : i + 1);
        return array(type.dtype(), type.shape(), elements);
    }

    /// Floating elements between -2 and 2 of full precision, small integers, random booleans.
    public static Array random(Type type, SplittableRandom random) {
        Object storage = Array.allocate(type);
        for (int i = 0; i < type.size(); i++) {
            switch (storage) {
                case float[] s -> s[i] = (float) random.nextDouble(-2, 2);
                case double[] s -> s[i] = random.nextDouble(-2, 2);
                case int[] s -> s[i] = random.nextInt(-9, 10);
                case long[] s -> s[i] = random.nextInt(-9, 10);
                case boolean[] s -> s[i] = random.nextBoolean();
                default -> throw new AssertionError(type);
            }
        }
        return Array.wrap(type, storage);
    }

    /// A shape of up to `maxRank` axes of extents 0 to 4, of 0 seldom.
    public static Shape randomShape(int maxRank, SplittableRandom random) {
        int[] dims = new int[random.nextInt(maxRank + 1)];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = random.nextInt(12) == 0 ? 0 : random.nextInt(1, 5);
        }
        return Shape.of(dims);
    }

    /// A random order of `0 .. n-1`.
    public static int[] permutation(int n, SplittableRandom random) {
        int[] p = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            p[i] = p[j];
            p[j] = i;
        }
        return p;
    }

    /// The only result of `op`, evaluated alone, of the type that [Typing] promises.
    public static Array evaluate(Op op, Array... operands) {
        return evaluateAll(op, operands).getFirst();
    }

    public static List<Array> evaluateAll(Op op, Array... operands) {
        List<Type> types =
                Typing.infer(op, Arrays.stream(operands).map(Array::type).toList());
        List<Array> results = Interpreter.evaluate(op, List.of(operands), types, Origin.UNKNOWN);
        if (!results.stream().map(Array::type).toList().equals(types)) {
            throw new AssertionError(op.name() + " gives " + results + ", not " + types);
        }
        return results;
    }

    /// The graph of one operation on inputs of these types.
    public static Graph graph(Op op, Type... inputs) {
        GraphBuilder builder = new GraphBuilder();
        int[] operands = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            operands[i] = builder.input(inputs[i], "");
        }
        int before = builder.valueCount();
        int first = builder.add(op, operands, Origin.UNKNOWN);
        int[] outputs = new int[builder.valueCount() - before];
        Arrays.setAll(outputs, i -> first + i);
        return builder.build(outputs);
    }

    /// The row-major number of the element at `index`.
    public static int offset(Shape shape, int[] index) {
        int offset = 0;
        for (int k = 0; k < index.length; k++) {
            if (index[k] < 0 || index[k] >= shape.dim(k)) {
                throw new IndexOutOfBoundsException(Arrays.toString(index) + " in " + shape);
            }
            offset = offset * shape.dim(k) + index[k];
        }
        return offset;
    }

    /// The indices of `shape` in row-major order.
    public static List<int[]> indices(Shape shape) {
        List<int[]> all = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            int[] index = new int[shape.rank()];
            int rest = i;
            for (int k = index.length - 1; k >= 0; k--) {
                index[k] = rest % shape.dim(k);
                rest /= shape.dim(k);
            }
            all.add(index);
        }
        return all;
    }
}
