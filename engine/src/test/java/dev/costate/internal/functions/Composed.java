package dev.costate.internal.functions;

import dev.costate.graph.UnaryFunction;

/// The elementary functions as [Functions] composes them, of plain numbers.
public final class Composed {
    private static final SingleArithmetic SINGLE = new SingleArithmetic();
    private static final DoubleArithmetic DOUBLE = new DoubleArithmetic();

    private Composed() {}

    /// The function in `FLOAT32`.
    public static float at(UnaryFunction function, float x) {
        return (Float) Functions.apply(function, (Number) x, SINGLE);
    }

    /// The function in `FLOAT64`.
    public static double at(UnaryFunction function, double x) {
        return (Double) Functions.apply(function, (Number) x, DOUBLE);
    }

    /// The predicate of a `FLOAT32`.
    static boolean test(UnaryFunction predicate, float x) {
        return Functions.test(predicate, (Number) x, SINGLE);
    }

    /// The predicate of a `FLOAT64`.
    static boolean test(UnaryFunction predicate, double x) {
        return Functions.test(predicate, (Number) x, DOUBLE);
    }
}
