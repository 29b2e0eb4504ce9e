package dev.costate.nn.optim;

/// When a minimisation ends.
///
/// @param iterations the most steps
/// @param evaluations when this many evaluations are reached there is no further step, and no longer search
/// @param gradient it has arrived where no element of the gradient is larger, `tolerance_grad` of PyTorch
/// @param change it stands where no parameter and not the value change by more, `tolerance_change` of PyTorch
public record Limits(int iterations, int evaluations, double gradient, double change) {
    public Limits {
        if (iterations < 1 || evaluations < 1) {
            throw new IllegalArgumentException(
                    "limits: " + iterations + " iterations, " + evaluations + " evaluations; expected at least 1");
        }
        if (!(gradient >= 0 && change >= 0)) {
            throw new IllegalArgumentException(
                    "limits: gradient " + gradient + ", change " + change + "; expected tolerances of at least 0");
        }
    }

    /// At most this many steps with twice as many evaluations, and PyTorch's tolerances: 1e-7 of the gradient and 1e-9
    /// of a change.
    public static Limits of(int iterations) {
        return new Limits(iterations, 2 * iterations + 1, 1e-7, 1e-9);
    }

    /// These with other limits to the evaluations.
    public Limits withEvaluations(int most) {
        return new Limits(iterations, most, gradient, change);
    }

    /// These with other tolerances.
    public Limits withTolerances(double ofGradient, double ofChange) {
        return new Limits(iterations, evaluations, ofGradient, ofChange);
    }
}
