package dev.costate.numerics.quadrature;

import dev.costate.Tensor;
import java.util.Optional;

/// An integral and how far to trust it.
///
/// @param value the integral: `[]`; infinite or NaN where the function was so
/// @param error an estimate of its error, mostly too large: `[]`
/// @param evaluations of the function until the error was small enough: `int32[]`
/// @param failure 0, or a code of [Failure]: `int32[]`
public record Integral(Tensor value, Tensor error, Tensor evaluations, Tensor failure) {
    /// Why an error is not as small as was asked for.
    public enum Failure {
        /// There were as many intervals as were allowed.
        INTERVALS,
        /// The function was infinite or NaN somewhere.
        NOT_FINITE;

        int code() {
            return ordinal() + 1;
        }
    }

    /// The failure of one integral, nothing if there is none.
    public Optional<Failure> reason() {
        int code = (int) failure.itemLong();
        return code == 0 ? Optional.empty() : Optional.of(Failure.values()[code - 1]);
    }
}
