package dev.costate.nn.data;

import java.io.IOException;

/// A file that is not what its format asks for: `digits.npy: byte 10: ...`.
public final class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /// @param message the file, the place in it, and what is wrong there
    public MalformedFileException(String message) {
        super(message);
    }

    /// @param message the file, the place in it, and what is wrong there
    /// @param cause what noticed it
    public MalformedFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
