package dev.costate.graph;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/// A random program in the making: its values so far, with a bound on the magnitude of each floating one.
final class RandomProgram {
    /// A value within this bound is tame.
    static final double TAME = 4;

    private static final int MAX_SIZE = 300;

    final Random random;
    final RandomGraphs.Options options;
    /// How deep this one is nested.
    final int depth;

    private final GraphBuilder builder = new GraphBuilder();
    private final List<Double> bounds = new ArrayList<>();
    private final BitSet used = new BitSet();

    RandomProgram(Random random, RandomGraphs.Options options, int depth) {
        this.random = random;
        this.options = options;
        this.depth = depth;
    }

    int input(Type type, String name) {
        bounds.add(TAME);
        return builder.input(type, name);
    }

    /// Adds an operation whose floating results are bounded by `bound`.
    int add(Op op, double bound, int... operands) {
        int line = 1 + random.nextInt(99);
        Origin origin = random.nextInt(8) == 0 ? Origin.UNKNOWN : Origin.of("Random.java", line);
        int first = builder.add(op, operands, origin);
        for (int operand : operands) {
            used.set(operand);
        }
        while (bounds.size() < builder.valueCount()) {
            bounds.add(bound);
        }
        return first;
    }

    Graph build(int... outputs) {
        return builder.build(outputs);
    }

    Type type(int value) {
        return builder.type(value);
    }

    double bound(int value) {
        return bounds.get(value);
    }

    int valueCount() {
        return builder.valueCount();
    }

    static <T> T choose(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    <T> T choose(List<T> list) {
        return choose(random, list);
    }

    Shape shape() {
        int[] dims = new int[random.nextInt(4)];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = options.empty() && random.nextInt(25) == 0 ? 0 : 1 + random.nextInt(options.maxExtent());
        }
        return Shape.of(dims);
    }

    DType dtype(Predicate<DType> kind, DType otherwise) {
        List<DType> fit = options.dtypes().stream().filter(kind).toList();
        return fit.isEmpty() ? otherwise : choose(fit);
    }

    DType floatingDType() {
        return dtype(DType::isFloating, DType.FLOAT32);
    }

    /// A value of such a type, rather a late or an unused one; a new constant of type `otherwise` if there is none.
    int value(Predicate<Type> kind, DType otherwise) {
        for (int tries = 0; tries < 20 && valueCount() > 0; tries++) {
            int value = Math.max(random.nextInt(valueCount()), random.nextInt(valueCount()));
            if (used.get(value) && tries % 2 == 0) {
                continue;
            }
            if (kind.test(type(value)) && type(value).size() <= MAX_SIZE) {
                return value;
            }
        }
        for (int tries = 0; tries < 100; tries++) {
            Type type = new Type(otherwise, shape());
            if (kind.test(type)) {
                return constant(type);
            }
        }
        throw new IllegalStateException("no " + otherwise + " is of the kind that is wanted");
    }

    /// Any value.
    int any() {
        return value(_ -> true, floatingDType());
    }

    /// A tame floating value.
    int floating() {
        return tame(value(t -> t.dtype().isFloating(), floatingDType()));
    }

    /// An integer value.
    int integer() {
        return value(t -> t.dtype().isInteger(), dtype(DType::isInteger, DType.INT32));
    }

    /// A value of a type with axes.
    int ranked() {
        int value = value(t -> t.rank() > 0, floatingDType());
        return type(value).dtype().isFloating() ? tame(value) : value;
    }

    int constant(Type type) {
        return add(new Constant(RandomGraphs.array(type, random)), 1.5);
    }

    /// `value` in every element of `shape`.
    int fill(DType dtype, Shape shape, double value) {
        int scalar = add(new Constant(Array.scalar(dtype, value)), Math.abs(value));
        return shape.rank() == 0 ? scalar : add(new Broadcast(shape, Axes.of()), Math.abs(value), scalar);
    }

    /// `shift + scale * value`.
    int affine(int value, double scale, double shift) {
        Type t = type(value);
        double bound = Math.abs(scale) * bound(value);
        int scaled = scale == 1
                ? value
                : add(new Binary(BinaryFunction.MUL), bound, value, fill(t.dtype(), t.shape(), scale));
        return shift == 0
                ? scaled
                : add(
                        new Binary(BinaryFunction.ADD),
                        bound + Math.abs(shift),
                        scaled,
                        fill(t.dtype(), t.shape(), shift));
    }

    int unary(UnaryFunction function, double bound, int value) {
        return add(new Unary(function), bound, value);
    }

    /// The sine, which is within 1.
    int sine(int value) {
        return unary(UnaryFunction.SIN, 1, value);
    }

    /// `value`, brought within [#TAME].
    int tame(int value) {
        if (!type(value).dtype().isFloating() || bound(value) <= TAME) {
            return value;
        }
        return switch (random.nextInt(3)) {
            case 0 -> sine(value);
            case 1 -> unary(UnaryFunction.TANH, 1, value);
            default -> Double.isInfinite(bound(value)) ? sine(value) : affine(value, 1 / bound(value), 0);
        };
    }

    /// Something of type `target` made of `value`, tame if floating. In a smooth program nothing discrete is
    /// made of something floating: then it is a constant.
    int fit(int value, Type target) {
        DType from = type(value).dtype();
        if (options.smooth() && from.isFloating() && !target.dtype().isFloating()) {
            return constant(target);
        }
        int converted = tame(convert(tame(value), target.dtype()));
        Type now = type(converted);
        if (now.equals(target)) {
            return converted;
        }
        if (now.size() == target.size() && random.nextBoolean()) {
            return add(new Reshape(target.shape()), bound(converted), converted);
        }
        int scalar = mean(converted);
        return target.rank() == 0 ? scalar : add(new Broadcast(target.shape(), Axes.of()), bound(scalar), scalar);
    }

    /// A conversion; what was an integer is unbounded.
    int convert(int value, DType dtype) {
        DType from = type(value).dtype();
        if (from == dtype) {
            return value;
        }
        double bound = from.isFloating() ? bound(value) : from == DType.BOOL ? 1 : Double.POSITIVE_INFINITY;
        return add(new Convert(dtype), bound, value);
    }

    /// The mean of floating elements, the sum of integers, whether any boolean holds.
    int mean(int value) {
        Type t = type(value);
        if (t.rank() == 0) {
            return value;
        }
        Axes axes = Axes.range(0, t.rank());
        int n = Math.max(1, t.size());
        Reduction reduction = t.dtype() == DType.BOOL ? Reduction.ANY : Reduction.SUM;
        int sum = add(new Reduce(reduction, axes), n * bound(value), value);
        return t.dtype().isFloating() ? affine(sum, 1.0 / n, 0) : sum;
    }

    /// A scalar that depends on every floating value that nothing else was made of, so on most of the program.
    int energy() {
        int last = valueCount();
        int sum = mean(floating());
        for (int value = 0; value < last; value++) {
            if (type(value).dtype().isFloating() && !used.get(value)) {
                int term = mean(tame(affine(tame(value), 0.5 + random.nextDouble(), 0)));
                int converted = convert(term, type(sum).dtype());
                sum = add(new Binary(BinaryFunction.ADD), bound(sum) + bound(converted), sum, converted);
            }
        }
        return sum;
    }
}
