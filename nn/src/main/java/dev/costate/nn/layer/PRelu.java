package dev.costate.nn.layer;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;

/// `x` where positive, else `weight x`, with a slope that is learned: one for all, or one for each channel,
/// axis 1.
///
/// Source: He, Zhang, Ren and Sun, Delving deep into rectifiers, arXiv 1502.01852.
///
/// @param weight `[1]` or `[channels]`
public record PRelu(Tensor weight) implements Layer {
    private static final double SLOPE = 0.25;

    /// This many slopes of 1/4, float32.
    public PRelu(int slopes) {
        this(DType.FLOAT32, slopes);
    }

    /// This many slopes of 1/4.
    public PRelu(DType dtype, int slopes) {
        this(Creation.full(dtype, Shape.of(slopes), SLOPE));
    }

    @Override
    public Tensor apply(Tensor x) {
        var slopes = weight.dim(0);
        if (slopes > 1 && (x.rank() < 2 || x.dim(1) != slopes)) {
            throw new IllegalArgumentException(
                    "PRelu of " + slopes + " channels: the input is " + x.shape() + "; its axis 1 has to be " + slopes);
        }
        var slope = slopes == 1 ? weight.reshape() : Normalising.along(weight, x);
        return x.gt(0).select(x, x.mul(slope));
    }
}
