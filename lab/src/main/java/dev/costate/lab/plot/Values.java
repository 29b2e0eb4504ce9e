package dev.costate.lab.plot;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/// An immutable row of numbers.
public final class Values {
    private final double[] values;

    private Values(double[] values) {
        this.values = values;
    }

    /// A copy of `values`.
    public static Values of(double... values) {
        return new Values(values.clone());
    }

    /// A copy of `values`.
    public static Values of(Collection<? extends Number> values) {
        return new Values(values.stream().mapToDouble(Number::doubleValue).toArray());
    }

    /// The numbers 0, 1, ..., `size - 1`.
    public static Values indices(int size) {
        return tabulate(size, i -> i);
    }

    /// The numbers `f(0), f(1), ..., f(size - 1)`.
    public static Values tabulate(int size, DoubleUnaryOperator f) {
        var values = new double[size];
        for (var i = 0; i < size; i++) {
            values[i] = f.applyAsDouble(i);
        }
        return new Values(values);
    }

    /// How many numbers there are.
    public int size() {
        return values.length;
    }

    /// The number at `index`.
    ///
    /// @throws IndexOutOfBoundsException if there is none
    public double get(int index) {
        return values[index];
    }

    /// The numbers in order.
    public DoubleStream stream() {
        return Arrays.stream(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
