package dev.costate.studies.backpropbyhand;

import dev.costate.Tensor;

/// The values between the weights and the cost, or something for each of them.
record Links(Tensor z1, Tensor a1, Tensor z2, Tensor y) {
    static Links zero() {
        var zero = Tensor.scalar(0);
        return new Links(zero, zero, zero, zero);
    }

    double[] toDoubles() {
        return new double[] {z1.item(), a1.item(), z2.item(), y.item()};
    }
}
