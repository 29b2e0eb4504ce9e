package dev.costate.numerics.pde;

/// The coefficients of `u_t = diffusion u_xx + drift u_x + reaction u + source` at one time, each at all
/// points of the grid or a single number.
///
/// @param <V> [dev.costate.Tensor] or [dev.costate.Complex]
/// @param diffusion `[n]` or `[]`
/// @param drift `[n]` or `[]`
/// @param reaction `[n]` or `[]`
/// @param source `[n]` or `[]`
public record Coefficients<V>(V diffusion, V drift, V reaction, V source) {}
