package dev.costate.cli;

/// A call of the program that cannot be carried out; the message is the one line the user reads.
final class WrongCall extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongCall(String message) {
        super(message);
    }
}
