package dev.costate;

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
}
