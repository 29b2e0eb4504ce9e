package dev.costate.internal.compile;

import jdk.incubator.vector.VectorShape;

/// Whether the machine can run vector code: the module `jdk.incubator.vector` is there, and vectors are worth
/// it.
public final class VectorModule {
    private static final boolean PRESENT = find();

    private VectorModule() {}

    private static boolean find() {
        if ("off".equals(System.getProperty("costate.vector"))) {
            return false;
        }
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            return true;
        }
        System.err.println("costate: compiled programs run as plain loops, several times slower;"
                + " for vector code start java with --add-modules jdk.incubator.vector");
        return false;
    }

    /// Whether vector code can run. Asked for the first time where it cannot, it prints one line that says so.
    public static boolean isPresent() {
        return PRESENT;
    }

    /// How many numbers of so many bytes a vector holds.
    ///
    /// [Lanes] would tell too, but takes some 20 ms to load, and a plan of scalars needs nothing else of it.
    public static int lanes(int bytes) {
        return PRESENT ? VectorShape.preferredShape().vectorBitSize() / (bytes * Byte.SIZE) : 1;
    }
}
