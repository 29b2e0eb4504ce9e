package dev.costate.studies.linearrnn;

import static dev.costate.Costate.grad;

import dev.costate.function.Fn1;
import java.util.Locale;
import java.util.Optional;

/// The document's gradient check: a gradient against central differences of the loss, by `np.isclose`.
///
/// @param gradient the gradient on trial
/// @param differences `(L(p + eps) - L(p - eps)) / (2 eps)` for either weight
record GradientCheck(Weights gradient, Weights differences) {
    /// Checks a gradient at the weights `w`.
    ///
    /// @param gradient the function on trial, such as the hand-written one
    /// @param eps the step of the differences
    static GradientCheck of(Fn1<Weights, Weights> gradient, Weights w, CountingData data, double eps) {
        return new GradientCheck(gradient.apply(w), differences(w, data, eps));
    }

    /// The gradient of the mean loss by reverse mode through the scan.
    static Weights autodiff(Weights w, CountingData data) {
        return grad((Weights v) -> LinearNet.loss(v, data)).apply(w);
    }

    /// What `np.isclose` allows beside `gradient`: `1e-8 + 1e-5 |gradient|`.
    static double tolerance(double gradient) {
        return 1e-8 + 1e-5 * Math.abs(gradient);
    }

    /// The document's complaint about the first component that is not close, or nothing.
    Optional<String> complaint() {
        double[] byHand = gradient.toDoubles();
        double[] numerical = differences.toDoubles();
        for (int p = 0; p < byHand.length; p++) {
            if (!(Math.abs(numerical[p] - byHand[p]) <= tolerance(byHand[p]))) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "Numerical gradient of %.6f is not close to the backpropagation gradient of %.6f!",
                        numerical[p],
                        byHand[p]));
            }
        }
        return Optional.empty();
    }

    private static Weights differences(Weights w, CountingData data, double eps) {
        double[] params = w.toDoubles();
        double[] slopes = new double[params.length];
        for (int p = 0; p < params.length; p++) {
            params[p] += eps;
            double plusLoss = lossAt(params, data);
            params[p] -= 2 * eps;
            double minLoss = lossAt(params, data);
            params[p] += eps;
            slopes[p] = (plusLoss - minLoss) / (2 * eps);
        }
        return Weights.of(slopes[0], slopes[1]);
    }

    private static double lossAt(double[] params, CountingData data) {
        return LinearNet.loss(Weights.of(params[0], params[1]), data).item();
    }
}
