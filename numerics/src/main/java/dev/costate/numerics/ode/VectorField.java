package dev.costate.numerics.ode;

import dev.costate.Tensor;

/// The right-hand side of `y' = f(t, y, p)`, as the user writes it.
///
/// What it is to be differentiated by comes through `p`, since rules of derivatives may not close over traced
/// values.
///
/// @param <Y> the state: a tree of one floating dtype
/// @param <P> the parameters: any tree
@FunctionalInterface
public interface VectorField<Y, P> {
    /// The derivative of the state by time: a tree like `y`.
    ///
    /// @param t the time, a scalar of the state's dtype
    /// @param y the state
    /// @param p the parameters
    Y at(Tensor t, Y y, P p);
}
