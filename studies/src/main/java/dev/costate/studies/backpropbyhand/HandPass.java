package dev.costate.studies.backpropbyhand;

/// Forward and backward by hand, in plain arithmetic.
///
/// @param z1 `w1 x`
/// @param a1 `max(z1, 0)`
/// @param z2 `w2 a1 + b`
/// @param y `1 / (1 + e^-z2)`
/// @param cost `(y - t)^2 / 2`
/// @param dy `dC/dy = y - t`
/// @param dz2 `dC/dz2 = dC/dy y (1 - y)`, which is `dC/db`
/// @param da1 `dC/da1 = dC/dz2 w2`
/// @param dz1 `dC/dz1 = dC/da1`, or 0 where the neuron is off
/// @param dw2 `dC/dw2 = dC/dz2 a1`
/// @param dw1 `dC/dw1 = dC/dz1 x`
record HandPass(
        double z1,
        double a1,
        double z2,
        double y,
        double cost,
        double dy,
        double dz2,
        double da1,
        double dz1,
        double dw2,
        double dw1) {
    static HandPass of(Weights w, Data data) {
        double w1 = w.w1().item();
        double w2 = w.w2().item();
        double z1 = w1 * data.x();
        double a1 = Math.max(z1, 0);
        double z2 = w2 * a1 + w.b().item();
        double y = 1 / (1 + Math.exp(-z2));
        double dy = y - data.target();
        double dz2 = dy * y * (1 - y);
        double da1 = dz2 * w2;
        double dz1 = z1 > 0 ? da1 : 0;
        return new HandPass(z1, a1, z2, y, dy * dy / 2, dy, dz2, da1, dz1, dz2 * a1, dz1 * data.x());
    }

    /// `dC/dw1, dC/dw2, dC/db`.
    double[] gradient() {
        return new double[] {dw1, dw2, dz2};
    }

    /// The document's last line, `(y - 1) y (1 - y) (-5) 3`: without the derivative of the ReLU.
    double documentW1(Weights w, Data data) {
        return dz2 * w.w2().item() * data.x();
    }
}
