package dev.costate.numerics.ode;

import dev.costate.Tensor;

/// Why a solution ends before its time. It is a value, never an exception: in a batch of members each has its own.
public enum Failure {
    /// None: the solution is complete.
    NONE("complete"),
    /// As many steps were tried as there may be.
    STEP_LIMIT("the step limit was reached; raise maxSteps, loosen the tolerance or try an implicit method"),
    /// The error asks for steps shorter than the least, or than time can be told apart by: a singularity, or a
    /// tolerance below the rounding errors.
    STEP_TOO_SMALL("the step became too small; is there a singularity, or is the tolerance below rounding errors?"),
    /// The field or the state is infinite or NaN, however short the step.
    NOT_FINITE("the field or the state is not finite"),
    /// Newton's iteration of an implicit method does not converge, however short the step.
    NEWTON_FAILED("Newton's iteration does not converge");

    private final String text;

    Failure(String text) {
        this.text = text;
    }

    /// The number that stands for it in tensors: 0 for [#NONE].
    public int code() {
        return ordinal();
    }

    /// What happened, and the likely cure.
    public String text() {
        return text;
    }

    /// The failure that a code stands for.
    ///
    /// @param code `i32[]`, whose value is known
    /// @throws IllegalArgumentException if no failure has this code
    public static Failure of(Tensor code) {
        long value = code.itemLong();
        if (value < 0 || value >= values().length) {
            throw new IllegalArgumentException(
                    "failure: there is none of code " + value + "; expected 0 to " + (values().length - 1));
        }
        return values()[(int) value];
    }
}
