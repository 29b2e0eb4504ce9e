package dev.costate;

/// A number that an operation does not take, such as a negative scale or a probability over 1.
public final class ArgumentException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message which number, where, and the likely cure
    public ArgumentException(String message) {
        super(message);
    }
}
