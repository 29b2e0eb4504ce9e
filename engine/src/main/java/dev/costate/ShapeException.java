package dev.costate;

/// Shapes, ranks or axes that do not fit an operation.
public final class ShapeException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message what differs, where, and the likely cure
    public ShapeException(String message) {
        super(message);
    }
}
