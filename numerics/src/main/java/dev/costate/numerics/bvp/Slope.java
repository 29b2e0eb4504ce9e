package dev.costate.numerics.bvp;

import dev.costate.Tensor;

/// The right-hand side of `y' = f(x, y, p; q)`, written for one point.
///
/// It runs under `vmap` and `jit`: a Java `if` in it cannot depend on values.
///
/// @param <Y> the state: a tree of `float64`
/// @param <Q> the tree of constants
@FunctionalInterface
public interface Slope<Y, Q> {
    /// The slope `y'`: a tree like `y`.
    ///
    /// @param x the place, `f64[]`
    /// @param y the state
    /// @param p the unknown parameters, found together with the solution, `f64[k]`
    /// @param q the constants, by which the solution can be differentiated
    Y at(Tensor x, Y y, Tensor p, Q q);
}
