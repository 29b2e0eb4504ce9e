package dev.costate.internal.functions;

import dev.costate.graph.Array;
import dev.costate.graph.UnaryFunction;

/// The elementary functions as [Functions] composes them, of plain numbers: what code that uses them will give.
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

    /// The function of each element, for those that [Functions#hasOwnBits].
    ///
    /// @param function the function
    /// @param x `FLOAT32` or `FLOAT64`
    public static Array each(UnaryFunction function, Array x) {
        Object result = Array.allocate(x.type());
        for (int i = 0; i < x.size(); i++) {
            switch (result) {
                case float[] y -> y[i] = at(function, (float) x.getDouble(i));
                case double[] y -> y[i] = at(function, x.getDouble(i));
                default -> throw new IllegalArgumentException(function.code() + " of " + x.type());
            }
        }
        return Array.wrap(x.type(), result);
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
