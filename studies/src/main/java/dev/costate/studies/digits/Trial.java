package dev.costate.studies.digits;

import static dev.costate.Costate.jit;

import dev.costate.nn.layer.Sequential;
import dev.costate.nn.train.History;

/// One training of one net.
///
/// @param kind of the net
/// @param net after the last step
/// @param history of the training; its validation is on the test digits, and no choice was made by it
record Trial(Kind kind, Sequential net, History history) {
    /// The share of digits read right.
    double accuracy(Batch digits) {
        return jit((Sequential n, Batch d) -> TrainingChapter.accuracy(n, d))
                .apply(net, digits)
                .item();
    }

    /// The digit each image is read as.
    int[] read(Batch digits) {
        return jit((Sequential n, Batch d) -> n.apply(d.images()).argMax(1))
                .apply(net, digits)
                .toInts();
    }
}
