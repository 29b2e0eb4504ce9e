package dev.costate.bench.workload;

/// The unit in which the speed of a workload is told.
///
/// @param unit such as `run-epochs/s` or `ns/step`
/// @param amount the work of a call; a duration is divided by it, a rate multiplied
/// @param isRate whether more is better
public record Figure(String unit, double amount, boolean isRate) {
    /// Checks its arguments.
    ///
    /// @throws IllegalArgumentException if the amount is not positive
    public Figure {
        if (!(amount > 0)) {
            throw new IllegalArgumentException(
                    "figure: a call does %s %s; it must be positive".formatted(amount, unit));
        }
    }

    /// So much work in a second: `amount / seconds`.
    public static Figure rate(String unit, double amount) {
        return new Figure(unit, amount, true);
    }

    /// Nanoseconds for one of the call's `count` parts: `1e9 seconds / count`.
    public static Figure nanoseconds(String unit, double count) {
        return new Figure(unit, count / 1e9, false);
    }

    /// Milliseconds a call.
    public static Figure milliseconds() {
        return new Figure("ms", 1e-3, false);
    }

    /// Seconds a call.
    public static Figure seconds() {
        return new Figure("s", 1, false);
    }

    /// The figure of a call that takes `seconds`.
    public double of(double seconds) {
        return isRate ? amount / seconds : seconds / amount;
    }
}
