package dev.costate;

import dev.costate.graph.Array;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.trace.TensorBridge;
import dev.costate.internal.trace.Trace;
import dev.costate.internal.trace.Value;
import java.util.Locale;

/// A tensor's numbers as Java sees them.
final class HostValues {
    private static final int SUMMARISE_FROM = 200;
    private static final int EDGE = 3;

    private HostValues() {}

    static Array single(Tensor t) {
        if (t.size() != 1) {
            throw Problem.shape(
                    "item",
                    Problem.describe(t) + " has " + t.size() + " elements, not one",
                    "reduce it or get one element");
        }
        return Trace.require(t, "item");
    }

    static double[] doubles(Tensor t) {
        Array a = Trace.require(t, "toDoubles");
        double[] r = new double[a.size()];
        for (int i = 0; i < r.length; i++) {
            r[i] = a.getDouble(i);
        }
        return r;
    }

    static float[] floats(Tensor t) {
        Array a = Trace.require(t, "toFloats");
        float[] r = new float[a.size()];
        for (int i = 0; i < r.length; i++) {
            r[i] = (float) a.getDouble(i);
        }
        return r;
    }

    static int[] ints(Tensor t) {
        long[] longs = longs("toInts", t);
        int[] r = new int[longs.length];
        for (int i = 0; i < r.length; i++) {
            r[i] = (int) longs[i];
            if (r[i] != longs[i]) {
                throw Problem.dtype("toInts", "element " + i + " is " + longs[i] + ", which is no int", "use toLongs");
            }
        }
        return r;
    }

    static long[] longs(Tensor t) {
        return longs("toLongs", t);
    }

    private static long[] longs(String operation, Tensor t) {
        if (t.dtype().isFloating()) {
            throw Problem.dtype(
                    operation, "the tensor is " + Problem.describe(t), "round or convert it with to(INT64) first");
        }
        Array a = Trace.require(t, operation);
        long[] r = new long[a.size()];
        for (int i = 0; i < r.length; i++) {
            r[i] = a.getLong(i);
        }
        return r;
    }

    static boolean[] booleans(Tensor t) {
        Array a = Trace.require(t, "toBooleans");
        boolean[] r = new boolean[a.size()];
        for (int i = 0; i < r.length; i++) {
            r[i] = a.getBoolean(i);
        }
        return r;
    }

    static String print(Tensor t) {
        Array a = Trace.known(t);
        String traced = TensorBridge.value(t) instanceof Value.Traced(Trace trace, int _)
                ? " (traced by " + trace.transformation() + ")"
                : "";
        if (a == null) {
            return Problem.describe(t) + traced;
        }
        StringBuilder out = new StringBuilder(t.type().toString()).append(' ');
        print(a, 0, 0, a.size() > SUMMARISE_FROM, out);
        return out.append(traced).toString();
    }

    private static void print(Array a, int axis, int at, boolean summarise, StringBuilder out) {
        Shape shape = a.type().shape();
        if (axis == shape.rank()) {
            out.append(element(a, at));
            return;
        }
        int step = shape.slice(axis + 1, shape.rank()).size();
        int n = shape.dim(axis);
        out.append('{');
        for (int i = 0; i < n; i++) {
            if (i > 0) {
                out.append(", ");
            }
            if (summarise && n > 2 * EDGE && i == EDGE) {
                out.append("..., ");
                i = n - EDGE;
            }
            print(a, axis + 1, at + i * step, summarise, out);
        }
        out.append('}');
    }

    private static String element(Array a, int i) {
        return switch (a.type().dtype()) {
            case BOOL -> Boolean.toString(a.getBoolean(i));
            case INT32, INT64 -> Long.toString(a.getLong(i));
            case FLOAT32, FLOAT64 -> number(a.getDouble(i), a.type().dtype());
        };
    }

    private static String number(double x, DType dtype) {
        if (x == Math.rint(x) && Math.abs(x) < 1e7) {
            return x == 0 && 1 / x < 0 ? "-0" : Long.toString((long) x);
        }
        String shortest = dtype == DType.FLOAT32 ? Float.toString((float) x) : Double.toString(x);
        if (!Double.isFinite(x) || shortest.length() <= 8) {
            return shortest;
        }
        double m = Math.abs(x);
        return m >= 1e-4 && m < 1e7
                ? String.format(Locale.ROOT, "%." + Math.max(1, 7 - (int) Math.floor(Math.log10(m)) - 1) + "f", x)
                : String.format(Locale.ROOT, "%.6e", x);
    }
}
