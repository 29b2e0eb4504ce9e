package dev.costate.numerics.ode;

import dev.costate.DType;
import dev.costate.Tensor;

/// The length of the first step, from the sizes of the state, of its slope and of the slope's change over a
/// small step.
///
/// Source: Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, II.4.
final class FirstStep {
    private static final double SMALL = 1e-5;
    private static final double FLAT = 1e-15;
    private static final double FALLBACK = 1e-6;

    private FirstStep() {}

    /// A positive length of at most `room`, by one evaluation of the field.
    ///
    /// @param slope `f(t, y)`
    /// @param direction 1, or -1 backwards in time, `f64[]`
    /// @param room how far it is to the end, `f64[]`
    /// @param order of the error estimate
    static Tensor length(
            Field f, Tensor t, Tensor y, Tensor slope, Tensor direction, Tensor room, Tolerance tolerance, int order) {
        Tensor scale = tolerance.scale(y, y);
        Tensor size = Tolerance.rootMeanSquare(y.div(scale));
        Tensor speed = Tolerance.rootMeanSquare(slope.div(scale));
        Tensor small = size.lt(SMALL).or(speed.lt(SMALL));
        Tensor guess = small.select(FALLBACK, size.div(small.select(1, speed)).mul(0.01))
                .minimum(room);
        Tensor step = guess.mul(direction);
        Tensor other = f.at(t.add(step), y.add(slope.mul(step.to(y.dtype()))));
        Tensor bend = Tolerance.rootMeanSquare(other.sub(slope).div(scale)).div(guess.maximum(Double.MIN_NORMAL));
        Tensor most = speed.maximum(bend);
        Tensor flat = most.le(FLAT);
        Tensor from = flat.select(1, most).rdiv(0.01).log().div(order + 1.0).exp();
        Tensor asked = flat.select(guess.mul(1e-3).maximum(FALLBACK), from);
        Tensor length = guess.mul(100).minimum(asked).minimum(room);
        // Where the small step left the field's domain, a much smaller one is tried.
        return length.isFinite().select(length, guess.mul(1e-3)).to(DType.FLOAT64);
    }
}
