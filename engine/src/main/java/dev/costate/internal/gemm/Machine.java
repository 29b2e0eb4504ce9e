package dev.costate.internal.gemm;

import jdk.incubator.vector.FloatVector;

/// The tiles for the machine this runs on.
final class Machine {
    /// For float32.
    static final Tiles FLOATS = tiles(new Float32());
    /// For float64.
    static final Tiles DOUBLES = tiles(new Float64());

    private Machine() {}

    /// Vector tiles if the module of the Vector API is there, else plain ones.
    private static Tiles tiles(Elements elements) {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? new VectorTiles(elements, Species.bits(), true)
                : new PlainTiles(elements);
    }

    /// A class of its own, since it cannot be loaded without the module.
    private static final class Species {
        private Species() {}

        /// The size of the vectors that the machine does best with.
        static int bits() {
            return FloatVector.SPECIES_PREFERRED.vectorBitSize();
        }
    }
}
