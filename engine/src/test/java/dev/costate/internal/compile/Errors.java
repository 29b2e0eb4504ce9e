package dev.costate.internal.compile;

import static dev.costate.DType.FLOAT64;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Compare;
import dev.costate.graph.Comparison;
import dev.costate.graph.Convert;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.Select;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import java.util.SplittableRandom;

/// Adds random errors to the values of a graph that is being built.
///
/// Errors are computed in `FLOAT64`. Where an intermediate result of another order could leave the range, the
/// value becomes NaN, for nothing can be said of it then.
final class Errors {
    final GraphBuilder builder = new GraphBuilder();
    private final SplittableRandom random;

    Errors(SplittableRandom random) {
        this.random = random;
    }

    DType dtype(int value) {
        return builder.type(value).dtype();
    }

    int add(Op op, int... operands) {
        return builder.add(op, operands, Origin.UNKNOWN);
    }

    /// `|x|` in `FLOAT64`, 0 where it is infinite or NaN.
    int magnitude(int x) {
        int wide = wide(x);
        int finite = add(new Unary(UnaryFunction.IS_FINITE), wide);
        return add(new Select(), finite, add(new Unary(UnaryFunction.ABS), wide), fill(wide, 0));
    }

    int reduce(int x, Reduction reduction, Axes axes) {
        return add(new Reduce(reduction, axes), x);
    }

    /// `y (1 + units eps r)` with r within 1, and a step of the denormal numbers.
    int relative(int y, double units) {
        int wide = wide(y);
        int size = multiply(magnitude(y), units * epsilon(y));
        int amount = binary(BinaryFunction.ADD, size, fill(wide, smallest(y)));
        int isZero = add(new Compare(Comparison.EQ), wide, fill(wide, 0));
        return shifted(y, add(new Select(), isZero, fill(wide, 0), amount));
    }

    /// `y + eps (1 + sqrt n) / 2 r sum`, where y sums n terms up and `sum` their magnitudes.
    int absolute(int y, int sum, int terms) {
        double share = epsilon(y) * (1 + Math.sqrt(terms)) / 2;
        int amount = binary(BinaryFunction.ADD, multiply(sum, share), fill(sum, terms * smallest(y)));
        int inside = add(new Compare(Comparison.LT), sum, fill(sum, largest(y)));
        return unlessLost(inside, shifted(y, amount));
    }

    /// `y (1 + eps (1 + sqrt n) / 2 r)`, where y is a product of n factors, any part of which may come first.
    int product(int y, int x, Axes axes, int factors) {
        int size = magnitude(x);
        int one = fill(size, 1);
        int isZero = add(new Compare(Comparison.EQ), size, fill(size, 0));
        int large = reduce(binary(BinaryFunction.MAX, size, one), Reduction.PROD, axes);
        int small = binary(BinaryFunction.MIN, add(new Select(), isZero, one, size), one);
        small = reduce(small, Reduction.PROD, axes);
        int inside = add(
                new Binary(BinaryFunction.AND),
                add(new Compare(Comparison.LT), large, fill(large, largest(y))),
                add(new Compare(Comparison.GT), small, fill(small, smallest(y) / epsilon(y) * 8)));
        return unlessLost(inside, relative(y, (1 + Math.sqrt(factors)) / 2));
    }

    /// `y` plus a random part of `amount`; an infinite one stays.
    private int shifted(int y, int amount) {
        Type type = builder.type(amount);
        double[] parts = new double[type.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = 2 * random.nextDouble() - 1;
        }
        int part = builder.constant(Array.wrap(type, parts), Origin.UNKNOWN);
        int error = binary(BinaryFunction.MUL, amount, part);
        int sum = binary(BinaryFunction.ADD, wide(y), error);
        return dtype(y) == FLOAT64 ? sum : add(new Convert(dtype(y)), sum);
    }

    /// What may be anything, NaN too, is not the same in all samples.
    private int unlessLost(int inside, int y) {
        return add(new Select(), inside, y, fill(y, random.nextBoolean() ? Double.NaN : 0));
    }

    private int wide(int x) {
        return dtype(x) == FLOAT64 ? x : add(new Convert(FLOAT64), x);
    }

    private int multiply(int x, double by) {
        return binary(BinaryFunction.MUL, x, fill(x, by));
    }

    private int binary(BinaryFunction function, int a, int b) {
        return add(new Binary(function), a, b);
    }

    /// `value` in every element of something like `x`.
    private int fill(int x, double value) {
        Shape shape = builder.type(x).shape();
        int scalar = builder.constant(Array.scalar(dtype(x), value), Origin.UNKNOWN);
        return shape.rank() == 0 ? scalar : add(new Broadcast(shape, Axes.of()), scalar);
    }

    private double epsilon(int y) {
        return dtype(y) == FLOAT64 ? 0x1p-52 : 0x1p-23;
    }

    private double smallest(int y) {
        return dtype(y) == FLOAT64 ? Double.MIN_VALUE : Float.MIN_VALUE;
    }

    private double largest(int y) {
        return (dtype(y) == FLOAT64 ? Double.MAX_VALUE : Float.MAX_VALUE) / 8;
    }
}
