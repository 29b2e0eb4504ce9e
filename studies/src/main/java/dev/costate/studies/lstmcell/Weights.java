package dev.costate.studies.lstmcell;

import dev.costate.Tensor;
import dev.costate.Tree;

/// The twelve numbers of the cell, or a gradient with respect to them.
///
/// @param forget of the gate that keeps the memory
/// @param input of the gate that lets the candidate in
/// @param output of the gate that lets the memory out
/// @param candidate of what is offered to the memory
record Weights(Gate forget, Gate input, Gate output, Gate candidate) {
    /// The document's.
    static final Weights DOCUMENT =
            new Weights(Gate.of(0, 0, -100), Gate.of(0, 100, 100), Gate.of(0, 100, 0), Gate.of(-100, 50, 0));

    /// All of them times `scale`: the same gates, less hard driven.
    Weights scaled(Tensor scale) {
        return Tree.map(this, weight -> weight.mul(scale));
    }
}
