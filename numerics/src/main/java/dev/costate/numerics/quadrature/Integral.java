package dev.costate.numerics.quadrature;

import dev.costate.Tensor;
import java.util.Arrays;
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
        INTERVALS(1),
        /// The function was infinite or NaN somewhere.
        NOT_FINITE(2);

        private final int code;

        Failure(int code) {
            this.code = code;
        }

        /// What stands for it in [Integral#failure].
        public int code() {
            return code;
        }
    }

    /// The failure of one integral, nothing if there is none.
    public Optional<Failure> reason() {
        long code = failure.itemLong();
        return Arrays.stream(Failure.values())
                .filter(reason -> reason.code == code)
                .findFirst();
    }
}
