package dev.costate;

import dev.costate.graph.Origin;
import dev.costate.internal.trace.UserCode;

/// What the engine throws for a misuse: one message that names the operation, the values, the place and the
/// cure.
public abstract sealed class CostateException extends RuntimeException
        permits ArgumentException,
                ShapeException,
                DTypeException,
                IndexException,
                TreeException,
                TraceException,
                NonFiniteException,
                GraphException,
                FallbackException {
    private static final long serialVersionUID = 1L;

    CostateException(String message) {
        super(message);
    }

    /// ` at Net.java:12`: the line of the user's code that is calling Costate, as messages of libraries on top of
    /// the engine have it before the semicolon; empty if no line is known.
    public static String place() {
        Origin origin = UserCode.caller();
        return origin.isKnown() ? " at " + origin : "";
    }
}
