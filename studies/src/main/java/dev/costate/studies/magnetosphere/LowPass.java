package dev.costate.studies.magnetosphere;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.numerics.signal.Convolving;
import dev.costate.numerics.signal.Extent;
import dev.costate.ops.Creation;

/// The document's filter, `convolve(y, gaussian(width, deviation), mode='same') / sum`.
///
/// @param width the window's samples
/// @param deviation its standard deviation, in samples
record LowPass(int width, double deviation) {
    /// `scipy.signal.windows.gaussian(width, deviation, sym=True)`.
    Tensor window() {
        Tensor middle = Creation.arange(DType.FLOAT64, width).sub((width - 1) / 2.0);
        return middle.div(deviation).square().mul(-0.5).exp();
    }

    /// The filtered values, as many as there were. Beyond the ends `same` takes zeros.
    Tensor of(Tensor y) {
        Tensor window = window();
        return Convolving.convolve(y, window, Extent.SAME).div(window.sum());
    }

    /// By how much it multiplies a wave of `wave` radians a sample, in the limit of a whole Gaussian:
    /// `exp(-(wave deviation)^2 / 2)`.
    double transfer(double wave) {
        return Math.exp(-0.5 * Math.pow(wave * deviation, 2));
    }
}
