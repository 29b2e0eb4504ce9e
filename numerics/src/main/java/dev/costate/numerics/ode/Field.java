package dev.costate.numerics.ode;

import dev.costate.Tensor;

/// The right-hand side of `y' = f(t, y)` on flat vectors, its parameters bound: what a [Method] sees.
@FunctionalInterface
public interface Field {
    /// The derivative of the state by time: `f64[], f[n] -> f[n]`.
    ///
    /// @param t the time, always `float64`
    /// @param y the state
    Tensor at(Tensor t, Tensor y);
}
