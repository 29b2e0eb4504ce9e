package dev.costate;

/// A parameter tree whose structure is not what was expected; the message has the path of the first difference.
public final class TreeException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message what differs, where, and the likely cure
    public TreeException(String message) {
        super(message);
    }
}
