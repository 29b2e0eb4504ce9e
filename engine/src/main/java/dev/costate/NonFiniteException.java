package dev.costate;

/// Thrown, while the search for them is on, by the first operation that makes a NaN or an infinity out of
/// finite inputs.
///
/// The message names the operation, the user's line, the element and the operands' values there, and, inside
/// `scan` or `vmap`, the step and the batch index.
public final class NonFiniteException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message the finding
    public NonFiniteException(String message) {
        super(message);
    }
}
