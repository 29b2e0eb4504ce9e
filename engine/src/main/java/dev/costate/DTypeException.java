package dev.costate;

/// An element type that an operation does not take.
public final class DTypeException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message what differs, where, and the likely cure
    public DTypeException(String message) {
        super(message);
    }

    /// For libraries on top of the engine: the message is the problem, the user's line, a semicolon and the cure.
    ///
    /// @param problem what differs, as `conv: the input is f32[3]`
    /// @param cure what to do, as `give it two axes`
    public DTypeException(String problem, String cure) {
        this(problem + place() + "; " + cure);
    }
}
