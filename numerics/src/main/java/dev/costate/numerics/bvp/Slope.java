package dev.costate.numerics.bvp;

import dev.costate.Tensor;

/// The right-hand side of `y' = f(x, y, p; q)`, written for one point.
///
/// It runs under `vmap` and `jit`: a Java `if` in it cannot depend on values.
///
/// @param <Q> the tree of constants
@FunctionalInterface
public interface Slope<Q> {
    /// The slope `y'`, `f64[n]`.
    ///
    /// @param x the place, `f64[]`
    /// @param y the state, `f64[n]`
    /// @param p the unknown parameters, found together with the solution, `f64[k]`
    /// @param q the constants, by which the solution can be differentiated
    Tensor at(Tensor x, Tensor y, Tensor p, Q q);
}
