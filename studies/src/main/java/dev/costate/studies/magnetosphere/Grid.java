package dev.costate.studies.magnetosphere;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.numerics.signal.Differences;
import dev.costate.ops.Creation;

/// The document's distances, `np.linspace(5, 100, points)` in `R`, and `np.gradient` on them.
///
/// @param points how many
record Grid(int points) {
    static final double FROM = 5;
    static final double TO = 100;

    Tensor x() {
        return Creation.linspace(DType.FLOAT64, FROM, TO, points);
    }

    double step() {
        return (TO - FROM) / (points - 1);
    }

    /// `np.gradient(y, dx)`: central differences, one-sided ones at the ends.
    Tensor gradient(Tensor y) {
        return Differences.gradient(y, step(), 0, 1);
    }
}
