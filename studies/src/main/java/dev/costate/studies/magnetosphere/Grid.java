package dev.costate.studies.magnetosphere;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.List;

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
        Tensor inner = part(y, 2, points).sub(part(y, 0, points - 2)).mul(0.5);
        Tensor first = part(y, 1, 2).sub(part(y, 0, 1));
        Tensor last = part(y, points - 1, points).sub(part(y, points - 2, points - 1));
        return Layout.concat(List.of(first, inner, last), 0).div(step());
    }

    private static Tensor part(Tensor y, int from, int to) {
        return Layout.slice(y, 0, from, to);
    }
}
