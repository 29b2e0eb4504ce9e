package dev.costate.studies.tutorialnetwork;

import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.ops.Creation;

/// Gradients by central differences of sixth order.
///
/// ```
/// f'(x) = (45 (f(x+h) - f(x-h)) - 9 (f(x+2h) - f(x-2h)) + f(x+3h) - f(x-3h)) / (60 h) + O(h^6)
/// ```
/// At `h = .01` the formula is wrong by `1e-12 f^(7) / 140`, and rounding makes about `1e-16 f / h`: both far below
/// what two-point differences can reach.
final class Differences {
    private static final double H = 0.01;
    private static final int[] OFFSETS = {-3, -2, -1, 1, 2, 3};
    private static final int[] COEFFICIENTS = {-1, 9, -45, 45, -9, 1};

    private Differences() {}

    /// The gradient of `f` at `at`, all evaluations in one call for each offset.
    static <T> T gradient(Fn1<T, Tensor> f, T at) {
        var raveled = Tree.ravel(at);
        Tensor x = raveled.vector();
        Tensor directions = Creation.eye(DType.FLOAT64, x.size());
        var values = vmap((Tensor moved) -> f.apply(raveled.unravel().apply(moved)));
        Tensor sum = Creation.zerosLike(x);
        for (int i = 0; i < OFFSETS.length; i++) {
            Tensor moved = x.add(directions.mul(OFFSETS[i] * H));
            sum = sum.add(values.apply(moved).mul(COEFFICIENTS[i]));
        }
        return raveled.unravel().apply(sum.div(60 * H));
    }
}
