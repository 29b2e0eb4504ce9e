package dev.costate;

/// An index or slice outside its axis, or of the wrong kind.
public final class IndexException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message what differs, where, and the likely cure
    public IndexException(String message) {
        super(message);
    }
}
