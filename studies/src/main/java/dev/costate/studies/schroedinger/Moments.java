package dev.costate.studies.schroedinger;

import dev.costate.Complex;
import dev.costate.Tensor;
import dev.costate.numerics.pde.Grid;

/// The norm, the mean and the standard deviation of the position, as the document sums them up.
///
/// @param norm `[...]`
/// @param mean `[...]`
/// @param deviation `[...]`
record Moments(Tensor norm, Tensor mean, Tensor deviation) {
    /// Of wave functions `[..., n]`.
    static Moments of(Complex psi, Grid grid) {
        Tensor density = psi.absSquared();
        Tensor x = grid.positions();
        Tensor mean = grid.sum(density.mul(x));
        Tensor square = grid.sum(density.mul(x.square()));
        return new Moments(grid.sum(density), mean, square.sub(mean.square()).sqrt());
    }
}
