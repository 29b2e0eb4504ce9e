package dev.costate.nn.optim;

import dev.costate.Tensor;

/// Why a minimisation ended.
public enum End {
    /// It goes on.
    NONE(0),
    /// No element of the gradient is larger than [Limits#gradient].
    GRADIENT(1),
    /// The slope along the direction is hardly negative: above `-change` of [Limits].
    SLOPE(2),
    /// No parameter changed by more than [Limits#change].
    STEP(3),
    /// The value changed by less than [Limits#change].
    VALUE(4),
    /// The line search found no point that is low enough; the parameters are those before it.
    LINE_SEARCH(5),
    /// The value or its slope is not finite; the parameters are the last ones where both were.
    NOT_FINITE(6),
    /// As many steps were made as [Limits#iterations] allows.
    ITERATIONS(7),
    /// As many evaluations were made as [Limits#evaluations] allows.
    EVALUATIONS(8);

    private final int number;

    End(int number) {
        this.number = number;
    }

    /// The reason that a number in [Minimisation#end] or [Minimum#end] stands for.
    ///
    /// @throws IllegalArgumentException if it stands for none
    public static End of(int number) {
        for (End end : values()) {
            if (end.number == number) {
                return end;
            }
        }
        throw new IllegalArgumentException(
                "end: " + number + " stands for no reason; expected 0 to " + EVALUATIONS.number);
    }

    /// The number that stands for this, `i32[]`.
    Tensor number() {
        return Hyper.count(number);
    }
}
