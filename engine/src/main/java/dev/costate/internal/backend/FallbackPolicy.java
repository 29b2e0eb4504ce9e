package dev.costate.internal.backend;

import dev.costate.ArgumentException;
import dev.costate.Fallback;
import dev.costate.FallbackException;
import java.util.Locale;

/// What happens when something runs in a slower way than it should; the property `costate.fallback` says which.
public enum FallbackPolicy {
    /// Nothing.
    ALLOW,
    /// A line on the standard error stream.
    WARN,
    /// An error, if it is the interpreter.
    ERROR,
    /// An error.
    ERROR_PLAIN;

    /// The system property.
    public static final String PROPERTY = "costate.fallback";

    /// The policy that the property says now.
    ///
    /// @throws ArgumentException if it says none
    public static FallbackPolicy current() {
        return of(System.getProperty(PROPERTY, ALLOW.toString()));
    }

    private static FallbackPolicy of(String name) {
        for (FallbackPolicy policy : values()) {
            if (policy.toString().equals(name)) {
                return policy;
            }
        }
        throw new ArgumentException(PROPERTY + "=" + name + " names no policy; say allow, warn, error or error-plain");
    }

    /// Does what this says with `fallback`.
    ///
    /// @throws FallbackException if it is an error
    public void check(Fallback fallback) {
        if (isError(fallback)) {
            throw new FallbackException("jit: " + fallback + "; " + PROPERTY + "=" + this + " forbids it: "
                    + cure(fallback) + ", or say allow or warn");
        }
        if (this == WARN) {
            System.err.println("costate: jit: " + fallback);
        }
    }

    private boolean isError(Fallback fallback) {
        return switch (this) {
            case ALLOW, WARN -> false;
            case ERROR -> fallback.kind() == Fallback.Kind.INTERPRETER;
            case ERROR_PLAIN -> true;
        };
    }

    private static String cure(Fallback fallback) {
        return switch (fallback.kind()) {
            case INTERPRETER -> "turn off what asks for the interpreter";
            case PLAIN_LOOPS -> "write the operation in another way";
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
