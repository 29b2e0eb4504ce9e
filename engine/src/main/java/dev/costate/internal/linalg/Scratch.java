package dev.costate.internal.linalg;

/// Numbers that a thread keeps for its routines.
final class Scratch {
    private static final double[] NONE = {};
    private static final ThreadLocal<double[]> OWN = ThreadLocal.withInitial(() -> NONE);

    private Scratch() {}

    /// At least `length` numbers of this thread's, of any value; no other routine may be running on it.
    static double[] own(int length) {
        if (length == 0) {
            return NONE;
        }
        double[] scratch = OWN.get();
        if (scratch.length < length) {
            scratch = new double[length];
            OWN.set(scratch);
        }
        return scratch;
    }
}
