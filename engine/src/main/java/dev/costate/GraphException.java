package dev.costate;

/// A graph that is malformed, or text that is not a graph.
public final class GraphException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message what differs, where, and the likely cure
    public GraphException(String message) {
        super(message);
    }
}
