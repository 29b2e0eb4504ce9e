package dev.costate.internal.interpret;

import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Comparison;

/// Comparisons, and the choice between two values by a truth value.
public final class ChoiceKernels {
    private ChoiceKernels() {}

    /// `y[i] = a[i] ? b[i]`, where `?` is the comparison.
    public static Array compare(Comparison comparison, Array a, Array b, Type result) {
        boolean[] y = new boolean[result.size()];
        switch (a.storage()) {
            case float[] x -> floats(comparison, x, (float[]) b.storage(), y);
            case double[] x -> doubles(comparison, x, (double[]) b.storage(), y);
            case int[] x -> {
                int[] z = (int[]) b.storage();
                for (int i = 0; i < y.length; i++) {
                    y[i] = holds(comparison, Integer.compare(x[i], z[i]));
                }
            }
            case long[] x -> {
                long[] z = (long[]) b.storage();
                for (int i = 0; i < y.length; i++) {
                    y[i] = holds(comparison, Long.compare(x[i], z[i]));
                }
            }
            case boolean[] x -> {
                boolean[] z = (boolean[]) b.storage();
                for (int i = 0; i < y.length; i++) {
                    y[i] = holds(comparison, Boolean.compare(x[i], z[i]));
                }
            }
            default -> throw new AssertionError(a.type());
        }
        return Array.wrap(result, y);
    }

    /// `y[i] = p[i] ? a[i] : b[i]`.
    public static Array select(Array p, Array a, Array b, Type result) {
        boolean[] c = (boolean[]) p.storage();
        Object y = Array.allocate(result);
        switch (y) {
            case float[] r -> {
                float[] s = (float[]) a.storage();
                float[] t = (float[]) b.storage();
                for (int i = 0; i < r.length; i++) {
                    r[i] = c[i] ? s[i] : t[i];
                }
            }
            case double[] r -> {
                double[] s = (double[]) a.storage();
                double[] t = (double[]) b.storage();
                for (int i = 0; i < r.length; i++) {
                    r[i] = c[i] ? s[i] : t[i];
                }
            }
            case int[] r -> {
                int[] s = (int[]) a.storage();
                int[] t = (int[]) b.storage();
                for (int i = 0; i < r.length; i++) {
                    r[i] = c[i] ? s[i] : t[i];
                }
            }
            case long[] r -> {
                long[] s = (long[]) a.storage();
                long[] t = (long[]) b.storage();
                for (int i = 0; i < r.length; i++) {
                    r[i] = c[i] ? s[i] : t[i];
                }
            }
            case boolean[] r -> {
                boolean[] s = (boolean[]) a.storage();
                boolean[] t = (boolean[]) b.storage();
                for (int i = 0; i < r.length; i++) {
                    r[i] = c[i] ? s[i] : t[i];
                }
            }
            default -> throw new AssertionError(result);
        }
        return Array.wrap(result, y);
    }

    private static boolean holds(Comparison comparison, int order) {
        return switch (comparison) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
        };
    }

    private static void floats(Comparison comparison, float[] a, float[] b, boolean[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = holds(comparison, a[i], b[i]);
        }
    }

    private static void doubles(Comparison comparison, double[] a, double[] b, boolean[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] = holds(comparison, a[i], b[i]);
        }
    }

    // Not by Double.compare, which orders NaN above all and -0 below 0.
    private static boolean holds(Comparison comparison, double a, double b) {
        return switch (comparison) {
            case EQ -> a == b;
            case NE -> a != b;
            case LT -> a < b;
            case LE -> a <= b;
            case GT -> a > b;
            case GE -> a >= b;
        };
    }
}
