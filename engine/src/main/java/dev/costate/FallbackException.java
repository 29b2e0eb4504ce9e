package dev.costate;

/// A program would run in a slower way than the policy `costate.fallback` allows.
public final class FallbackException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message the operation, where, the reason, and the likely cure
    public FallbackException(String message) {
        super(message);
    }
}
