package dev.costate.internal.interpret;

import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.UnaryFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/// Functions of one and of two numbers, element by element.
///
/// The arithmetic that programs are made of has a loop each, of `float`s in `float`, which gives the same
/// number as `double` rounded once; everything else calls its scalar function.
public final class ElementwiseKernels {
    private ElementwiseKernels() {}

    /// `y[i] = f(x[i])`.
    public static Array unary(UnaryFunction f, Array x, Type result) {
        Object y = Array.allocate(result);
        switch (x.storage()) {
            case float[] a when y instanceof boolean[] p -> predicate(f, a, p);
            case double[] a when y instanceof boolean[] p -> predicate(f, a, p);
            case float[] a -> floats(ScalarReals.of(f), a, (float[]) y);
            case double[] a -> doubles(ScalarReals.of(f), a, (double[]) y);
            case int[] a -> ints(ScalarIntegers.of(f), a, (int[]) y);
            case long[] a -> longs(ScalarIntegers.of(f), a, (long[]) y);
            case boolean[] a -> not(a, (boolean[]) y);
            default -> throw new AssertionError(x.type());
        }
        return Array.wrap(result, y);
    }

    /// `y[i] = f(a[i], b[i])`.
    public static Array binary(BinaryFunction f, Array a, Array b, Type result) {
        Object y = Array.allocate(result);
        switch (y) {
            case float[] r -> floats(f, (float[]) a.storage(), (float[]) b.storage(), r);
            case double[] r -> doubles(f, (double[]) a.storage(), (double[]) b.storage(), r);
            case int[] r -> ints(ScalarIntegers.of(f, 32), (int[]) a.storage(), (int[]) b.storage(), r);
            case long[] r -> longs(ScalarIntegers.of(f, 64), (long[]) a.storage(), (long[]) b.storage(), r);
            case boolean[] r -> booleans(f, (boolean[]) a.storage(), (boolean[]) b.storage(), r);
            default -> throw new AssertionError(result);
        }
        return Array.wrap(result, y);
    }

    private static void predicate(UnaryFunction f, float[] x, boolean[] y) {
        boolean nan = f == UnaryFunction.IS_NAN;
        for (int i = 0; i < y.length; i++) {
            y[i] = nan ? Float.isNaN(x[i]) : Float.isFinite(x[i]);
        }
    }

    private static void predicate(UnaryFunction f, double[] x, boolean[] y) {
        boolean nan = f == UnaryFunction.IS_NAN;
        for (int i = 0; i < y.length; i++) {
            y[i] = nan ? Double.isNaN(x[i]) : Double.isFinite(x[i]);
        }
    }

    private static void floats(DoubleUnaryOperator f, float[] x, float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) f.applyAsDouble(x[i]);
        }
    }

    private static void doubles(DoubleUnaryOperator f, double[] x, double[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = f.applyAsDouble(x[i]);
        }
    }

    private static void ints(LongUnaryOperator f, int[] x, int[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = (int) f.applyAsLong(x[i]);
        }
    }

    private static void longs(LongUnaryOperator f, long[] x, long[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = f.applyAsLong(x[i]);
        }
    }

    private static void not(boolean[] x, boolean[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = !x[i];
        }
    }

    private static void floats(BinaryFunction f, float[] a, float[] b, float[] y) {
        switch (f) {
            case ADD -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] = a[i] + b[i];
                }
            }
            case SUB -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] = a[i] - b[i];
                }
            }
            case MUL -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] = a[i] * b[i];
                }
            }
            case DIV -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] = a[i] / b[i];
                }
            }
            case MAX -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] = Math.max(a[i], b[i]);
                }
            }
            case MIN -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] = Math.min(a[i], b[i]);
                }
            }
            case REM, POW, ATAN2, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> {
                DoubleBinaryOperator g = ScalarReals.of(f);
                for (int i = 0; i < y.length; i++) {
                    y[i] = (float) g.applyAsDouble(a[i], b[i]);
                }
            }
        }
    }

    private static void doubles(BinaryFunction f, double[] a, double[] b, double[] y) {
        switch (f) {
            case ADD -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] = a[i] + b[i];
                }
            }
            case SUB -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] = a[i] - b[i];
                }
            }
            case MUL -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] = a[i] * b[i];
                }
            }
            case DIV -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] = a[i] / b[i];
                }
            }
            case MAX -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] = Math.max(a[i], b[i]);
                }
            }
            case MIN -> {
                for (int i = 0; i < y.length; i++) {
                    y[i] = Math.min(a[i], b[i]);
                }
            }
            case REM, POW, ATAN2, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> {
                DoubleBinaryOperator g = ScalarReals.of(f);
                for (int i = 0; i < y.length; i++) {
                    y[i] = g.applyAsDouble(a[i], b[i]);
                }
            }
        }
    }

    private static void ints(LongBinaryOperator f, int[] a, int[] b, int[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = (int) f.applyAsLong(a[i], b[i]);
        }
    }

    private static void longs(LongBinaryOperator f, long[] a, long[] b, long[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = f.applyAsLong(a[i], b[i]);
        }
    }

    private static void booleans(BinaryFunction f, boolean[] a, boolean[] b, boolean[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = switch (f) {
                case AND -> a[i] && b[i];
                case OR -> a[i] || b[i];
                case XOR -> a[i] ^ b[i];
                case ADD, SUB, MUL, DIV, REM, POW, ATAN2, MAX, MIN, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL ->
                    throw new AssertionError(f + " takes no booleans");
            };
        }
    }
}
