package dev.costate.studies.lstmcell;

import dev.costate.Tensor;

/// What goes into a gate: `Wh h + Wx x + b`, all of them numbers.
///
/// @param h the weight of the last output
/// @param x the weight of the input
/// @param b the offset
record Gate(Tensor h, Tensor x, Tensor b) {
    static Gate of(double h, double x, double b) {
        return new Gate(Tensor.scalar(h), Tensor.scalar(x), Tensor.scalar(b));
    }

    Tensor apply(Tensor lastOutput, Tensor input) {
        return lastOutput.mul(h).add(input.mul(x)).add(b);
    }
}
