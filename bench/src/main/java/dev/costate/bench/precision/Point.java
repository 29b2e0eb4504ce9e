package dev.costate.bench.precision;

/// A solution of an equation: what it cost and how wrong it is.
///
/// @param equation the equation's key
/// @param contender whose it is
/// @param method the method's name
/// @param tolerance the relative tolerance that was asked for
/// @param seconds of a solution, the median
/// @param error at the end, by the size of the component that is wrong most; NaN if it gave up
/// @param evaluations how often the field was evaluated
public record Point(
        String equation,
        String contender,
        String method,
        double tolerance,
        double seconds,
        double error,
        long evaluations) {
    /// Contender and method: a line in the picture.
    String series() {
        return contender + ", " + method;
    }
}
