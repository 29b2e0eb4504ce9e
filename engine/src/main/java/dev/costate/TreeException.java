package dev.costate;

/// A parameter tree whose structure is not what was expected; the message has the path of the first difference.
public final class TreeException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message what differs, where, and the likely cure
    public TreeException(String message) {
        super(message);
    }

    /// For libraries on top of the engine: the message is the problem, the user's line, a semicolon and the cure.
    ///
    /// @param problem what differs, as `conv: the input is f32[3]`
    /// @param cure what to do, as `give it two axes`
    public TreeException(String problem, String cure) {
        this(problem + place() + "; " + cure);
    }
}
