package dev.costate.numerics.roots;

import dev.costate.Tensor;

/// What a search for `F(z) = 0` came to. That it failed is a value, too.
///
/// Of these only `value` has a derivative; that of the others is 0.
///
/// @param <Z> the type of the unknowns
/// @param value the root, or where the search ended
/// @param converged `bool[]`: whether it met its tolerance; elementwise searches give one for each element
/// @param iterations `int32[]`: how many steps it took
/// @param residual `T[]`: the largest `|F|` at the value; elementwise searches give `F` itself
public record Root<Z>(Z value, Tensor converged, Tensor iterations, Tensor residual) {
    /// The same with another value.
    public <Y> Root<Y> with(Y other) {
        return new Root<>(other, converged, iterations, residual);
    }
}
