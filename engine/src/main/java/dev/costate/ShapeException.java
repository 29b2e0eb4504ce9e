package dev.costate;

/// Shapes, ranks or axes that do not fit an operation.
public final class ShapeException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message what differs, where, and the likely cure
    public ShapeException(String message) {
        super(message);
    }

    /// For libraries on top of the engine: the message is the problem, the user's line, a semicolon and the cure.
    ///
    /// @param problem what differs, as `conv: the input is f32[3]`
    /// @param cure what to do, as `give it two axes`
    public ShapeException(String problem, String cure) {
        this(problem + place() + "; " + cure);
    }
}
