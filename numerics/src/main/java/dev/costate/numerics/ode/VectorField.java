package dev.costate.numerics.ode;

import dev.costate.Tensor;

/// The right-hand side of `y' = f(t, y, p)`, as the user writes it.
///
/// It is traced, so it holds no Java conditions on values. The solution is differentiated by `p` and by what
/// the field closes over alike.
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
