package dev.costate;

/// A number that an operation does not take, such as a negative scale or a probability over 1.
public final class ArgumentException extends CostateException {
    private static final long serialVersionUID = 1L;

    /// @param message which number, where, and the likely cure
    public ArgumentException(String message) {
        super(message);
    }

    /// For libraries on top of the engine: the message is the problem, the user's line, a semicolon and the cure.
    ///
    /// @param problem which number, as `conv: the input is f32[3]`
    /// @param cure what to do, as `give it two axes`
    public ArgumentException(String problem, String cure) {
        this(problem + place() + "; " + cure);
    }
}
