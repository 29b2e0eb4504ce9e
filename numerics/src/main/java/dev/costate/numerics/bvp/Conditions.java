package dev.costate.numerics.bvp;

import dev.costate.Tensor;

/// The boundary conditions `g(y(a), y(b), p; q) = 0`: as many as the state has numbers and there are unknown
/// parameters.
///
/// They need not be separated: each may look at both ends, as periodic ones do.
///
/// @param <Y> the state: a tree of `float64`
/// @param <Q> the tree of constants
@FunctionalInterface
public interface Conditions<Y, Q> {
    /// What should be zero, `f64[n + k]`.
    ///
    /// @param left the state at the left end, `n` numbers
    /// @param right the state at the right end
    /// @param p the unknown parameters, `f64[k]`
    /// @param q the constants
    Tensor at(Y left, Y right, Tensor p, Q q);
}
