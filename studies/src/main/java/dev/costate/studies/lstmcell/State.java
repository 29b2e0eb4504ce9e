package dev.costate.studies.lstmcell;

import dev.costate.Tensor;

/// What the cell hands from step to step.
///
/// @param h the output
/// @param c the memory
record State(Tensor h, Tensor c) {
    /// The document's start, for as many cells side by side as `like` has elements.
    static State zero(Tensor like) {
        return new State(like.mul(0), like.mul(0));
    }
}
