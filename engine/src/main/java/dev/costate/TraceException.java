package dev.costate;

/// A traced value used where its transformation does not allow it: a Java `if`, a leak, a non-scalar under
/// `grad`.
public final class TraceException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message what differs, where, and the likely cure
    public TraceException(String message) {
        super(message);
    }
}
