package dev.costate.numerics.ode;

import dev.costate.Tensor;
import java.util.Arrays;

/// Why a solution ends before its time. It is a value, never an exception: in a batch of members each has its
/// own.
public enum Failure {
    /// None: the solution is complete.
    NONE(0, "complete"),
    /// As many steps were tried as there may be.
    STEP_LIMIT(1, "the step limit was reached; raise maxSteps, loosen the tolerance or try an implicit method"),
    /// The error asks for steps shorter than the least, or than time can be told apart by: a singularity, or
    /// a tolerance below the rounding errors.
    STEP_TOO_SMALL(2, "the step became too small; is there a singularity, or is the tolerance below rounding errors?"),
    /// The field or the state is infinite or NaN, however short the step.
    NOT_FINITE(3, "the field or the state is not finite"),
    /// Newton's iteration of an implicit method does not converge, however short the step.
    NEWTON_FAILED(4, "Newton's iteration does not converge");

    private final int code;
    private final String text;

    Failure(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /// The number that stands for it in tensors: 0 for [#NONE].
    public int code() {
        return code;
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
        return Arrays.stream(values())
                .filter(f -> f.code == value)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "failure: there is none of code " + value + "; expected 0 to " + (values().length - 1)));
    }
}
