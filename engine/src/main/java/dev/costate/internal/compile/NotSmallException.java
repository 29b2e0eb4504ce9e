package dev.costate.internal.compile;

/// A loop turns out too large, or of a kind, for [ScalarLoops]; it runs kernel by kernel then.
final class NotSmallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotSmallException() {
        super(null, null, false, false);
    }
}
