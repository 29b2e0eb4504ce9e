package dev.costate;

import dev.costate.graph.Array;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.trace.Trace;

/// A tensor's numbers as Java sees them.
final class HostValues {
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
}
