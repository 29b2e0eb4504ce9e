package dev.costate.numerics.pde;

import dev.costate.Complex;
import dev.costate.Tensor;
import dev.costate.function.Fn2;
import dev.costate.ops.Creation;

/// A linear equation `u_t = diffusion u_xx + drift u_x + reaction u + source`, whose coefficients depend on
/// place and time.
///
/// A coefficient may be any value that is differentiated around the solution. Coefficients that do not depend
/// on the time make a matrix that a compiled solution factors once for all steps.
///
/// @param <V> [Tensor] or [Complex]
@FunctionalInterface
public interface LinearEquation<V> {
    /// The coefficients.
    ///
    /// @param x the points, `[n]`
    /// @param t the time, `[]`
    Coefficients<V> at(Tensor x, Tensor t);

    /// `u_t = diffusivity u_xx`.
    static LinearEquation<Tensor> heat(Tensor diffusivity) {
        Tensor zero = Creation.scalar(diffusivity.dtype(), 0);
        return (_, _) -> new Coefficients<>(diffusivity, zero, zero, zero);
    }

    /// `u_t = -speed u_x`: what is at `x` goes to the right.
    static LinearEquation<Tensor> advection(Tensor speed) {
        Tensor zero = Creation.scalar(speed.dtype(), 0);
        return (_, _) -> new Coefficients<>(zero, speed.neg(), zero, zero);
    }

    /// `i psi_t = -1/2 psi_xx + V psi`, in units where the reduced Planck constant and the mass are 1.
    ///
    /// @param potential `V`, `[n]` or `[]`, real
    static LinearEquation<Complex> schroedinger(Tensor potential) {
        return schroedinger((_, _) -> potential);
    }

    /// `i psi_t = -1/2 psi_xx + V psi`, with a potential that depends on the points and the time.
    static LinearEquation<Complex> schroedinger(Fn2<Tensor, Tensor, Tensor> potential) {
        Complex half = Complex.of(0, 0.5);
        Complex zero = Complex.of(0, 0);
        return (x, t) -> new Coefficients<>(
                half, zero, Complex.real(potential.apply(x, t)).timesI().neg(), zero);
    }
}
