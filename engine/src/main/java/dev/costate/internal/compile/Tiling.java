package dev.costate.internal.compile;

/// How many vectors a cluster does side by side.
///
/// @param bytes the size of a lane, 4 or 8
/// @param jam how many rows of the last outer axis
/// @param chunks how many vectors along the spine
/// @param anyLength whether the code does any number of elements along the spine, its only loop
record Tiling(int bytes, int jam, int chunks, boolean anyLength) {
    Tiling(int bytes, int jam, int chunks) {
        this(bytes, jam, chunks, false);
    }
}
