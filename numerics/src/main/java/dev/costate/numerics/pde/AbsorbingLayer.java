package dev.costate.numerics.pde;

import dev.costate.Complex;
import dev.costate.Tensor;

/// A layer before both ends of the grid in which a wave dies away: `psi_t = ... - W psi` with
///
/// ```
/// W = strength (depth / width)^3        depth: how far inside the layer
/// ```
///
/// It sets in smoothly, so that little comes back of it. Of a wave of wave number `k` the amplitude
/// `exp(-strength width / (2 k))` is left after the way to the end and back, so that slow waves die sooner;
/// very slow ones, whose wave length is about the layer's width, are turned back by it.
///
/// Also called a complex absorbing potential: U. V. Riss and H.-D. Meyer, "Reflection-free complex absorbing
/// potentials", Journal of Physics B 28, 1995.
///
/// @param width of the layer, above 0
/// @param strength what `W` is at the end, above 0
public record AbsorbingLayer(double width, double strength) {
    /// @throws IllegalArgumentException if a number is not positive and finite
    public AbsorbingLayer {
        if (!(width > 0 && strength > 0) || !Double.isFinite(width + strength)) {
            throw new IllegalArgumentException(
                    "absorbing layer: width " + width + " and strength " + strength + "; both are positive numbers");
        }
    }

    /// `W` at the points.
    public Tensor profile(Grid grid) {
        Tensor x = grid.positions();
        Tensor left = x.rsub(grid.from() + width).div(width).maximum(0);
        Tensor right = x.sub(grid.to() - width).div(width).maximum(0);
        return left.pow(3).add(right.pow(3)).mul(strength);
    }

    /// The equation with the layer.
    public LinearEquation<Complex> on(Grid grid, LinearEquation<Complex> equation) {
        Tensor profile = profile(grid);
        return (x, t) -> {
            Coefficients<Complex> at = equation.at(x, t);
            return new Coefficients<>(at.diffusion(), at.drift(), at.reaction().sub(profile), at.source());
        };
    }
}
