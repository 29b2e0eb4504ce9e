package dev.costate.nn.train;

/// Which values of a measure are the better ones. A NaN is never better than anything.
public enum Goal {
    /// The smaller, as of a loss.
    LOWEST,
    /// The larger, as of an accuracy.
    HIGHEST;

    /// Whether `value` is better than `other` by more than `margin`.
    boolean isBetter(double value, double other, double margin) {
        if (Double.isNaN(other)) {
            return !Double.isNaN(value);
        }
        return switch (this) {
            case LOWEST -> value < other - margin;
            case HIGHEST -> value > other + margin;
        };
    }
}
