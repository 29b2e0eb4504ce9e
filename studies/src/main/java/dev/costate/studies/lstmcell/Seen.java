package dev.costate.studies.lstmcell;

import dev.costate.Tensor;

/// What there is to see of the cell at a step, or of all steps, stacked along axis 0.
///
/// @param f the forget gate
/// @param i the input gate
/// @param o the output gate
/// @param g the candidate, `tanh` of what goes into it
/// @param c the memory
/// @param h the output before any rounding
record Seen(Tensor f, Tensor i, Tensor o, Tensor g, Tensor c, Tensor h) {}
