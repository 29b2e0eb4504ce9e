package dev.costate.numerics.bvp;

import dev.costate.Tensor;

/// The boundary conditions `g(y(a), y(b), p; q) = 0`: as many as there are components and unknown parameters.
///
/// They need not be separated: each may look at both ends, as periodic ones do.
///
/// @param <Q> the tree of constants
@FunctionalInterface
public interface Conditions<Q> {
    /// What should be zero, `f64[n + k]`.
    ///
    /// @param left the state at the left end, `f64[n]`
    /// @param right the state at the right end, `f64[n]`
    /// @param p the unknown parameters, `f64[k]`
    /// @param q the constants
    Tensor at(Tensor left, Tensor right, Tensor p, Q q);
}
