package dev.costate;

/// An index or slice outside its axis, or of the wrong kind.
public final class IndexException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message what differs, where, and the likely cure
    public IndexException(String message) {
        super(message);
    }

    /// For libraries on top of the engine: the message is the problem, the user's line, a semicolon and the cure.
    ///
    /// @param problem what differs, as `conv: the input is f32[3]`
    /// @param cure what to do, as `give it two axes`
    public IndexException(String problem, String cure) {
        this(problem + place() + "; " + cure);
    }
}
