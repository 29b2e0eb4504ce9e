package dev.costate;

/// An element type that an operation does not take.
public final class DTypeException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message what differs, where, and the likely cure
    public DTypeException(String message) {
        super(message);
    }
}
