package dev.costate.studies.magnetosphere;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Convolutions;
import dev.costate.ops.Creation;
import dev.costate.ops.Window;

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
        Tensor kernel = window.flip(0).div(window.sum()).reshape(1, 1, width);
        Window along = Window.over(1).padding(new int[] {width / 2}, new int[] {(width - 1) / 2});
        return Convolutions.convolve(y.unsqueeze(0), kernel, along).squeeze(0);
    }

    /// By how much it multiplies a wave of `wave` radians a sample, in the limit of a whole Gaussian:
    /// `exp(-(wave deviation)^2 / 2)`.
    double transfer(double wave) {
        return Math.exp(-0.5 * Math.pow(wave * deviation, 2));
    }
}
