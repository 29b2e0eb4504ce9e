package dev.costate.numerics.ode;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.TraceException;
import java.util.Optional;

/// Values that can be checked already: those that no transformation traces.
public final class Known {
    private Known() {}

    /// The elements of a tensor; none while they are traced.
    public static Optional<double[]> of(Tensor x) {
        try {
            return Optional.of(x.to(DType.FLOAT64).toDoubles());
        } catch (TraceException _) {
            return Optional.empty();
        }
    }
}
