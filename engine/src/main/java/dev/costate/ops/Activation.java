package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.internal.trace.Problem;

/// Nonlinearities of networks, composed so that they neither overflow nor lose digits.
public final class Activation {
    private Activation() {}

    /// `max(x, 0)`; the derivative at 0 is 0, as in PyTorch, and a NaN stays a NaN.
    public static Tensor relu(Tensor x) {
        Problem.present("relu", "the tensor", x);
        return Elementwise.select(x.le(0), Creation.zerosLike(x), x);
    }

    /// `x` where positive, else `slope x`; the derivative at 0 is `slope`.
    public static Tensor leakyRelu(Tensor x, double slope) {
        Problem.present("leakyRelu", "the tensor", x);
        return Elementwise.select(x.gt(0), x, x.mul(slope));
    }

    /// `x` where positive, else `alpha (e^x - 1)` (Clevert et al. 2016); the derivative at 0 is `alpha`.
    public static Tensor elu(Tensor x, double alpha) {
        Problem.present("elu", "the tensor", x);
        Tensor negative = Elementwise.select(x.gt(0), Creation.zerosLike(x), x);
        return Elementwise.select(x.gt(0), x, negative.expm1().mul(alpha));
    }

    /// `ln(1 + e^x)`; its derivative is [Tensor#sigmoid], at 0 and far out too.
    public static Tensor softplus(Tensor x) {
        Problem.present("softplus", "the tensor", x);
        // ln(1 + e^-|x|) + max(x, 0), with |x| and the maximum as choices of analytic pieces that meet
        // smoothly at 0.
        Tensor positive = x.gt(0);
        Tensor magnitude = Elementwise.select(positive, x.neg(), x);
        return Elementwise.select(positive, x, Creation.zerosLike(x))
                .add(magnitude.exp().log1p());
    }

    /// `x sigmoid(x)`.
    public static Tensor silu(Tensor x) {
        Problem.present("silu", "the tensor", x);
        return x.mul(x.sigmoid());
    }

    /// `x Phi(x)` with the normal distribution function, exact form (Hendrycks and Gimpel 2016).
    public static Tensor gelu(Tensor x) {
        Problem.present("gelu", "the tensor", x);
        return x.mul(0.5).mul(x.mul(Math.sqrt(0.5)).neg().erfc());
    }

    /// `e^x / sum e^x` along `axis`.
    public static Tensor softmax(Tensor x, int axis) {
        Layout.axis("softmax", x, axis);
        Tensor f = Elementwise.toFloating(x);
        Tensor shifted = f.sub(Reductions.max(f, true, axis).stopGradient()).exp();
        return shifted.div(Reductions.sum(shifted, true, axis));
    }

    /// `x - ln sum e^x` along `axis`.
    public static Tensor logSoftmax(Tensor x, int axis) {
        Layout.axis("logSoftmax", x, axis);
        Tensor f = Elementwise.toFloating(x);
        Tensor shifted = f.sub(Reductions.max(f, true, axis).stopGradient());
        return shifted.sub(Reductions.sum(shifted.exp(), true, axis).log());
    }

    /// 1 at place `x` of a new last axis of extent `classes`, else 0; all 0 where `x` is outside.
    public static Tensor oneHot(Tensor x, int classes, DType dtype) {
        boolean truth = Problem.present("oneHot", "the tensor", x).dtype() == DType.BOOL;
        if (classes < 0) {
            throw Problem.shape("oneHot", "the number of classes is negative: " + classes, "");
        }
        Tensor places = Creation.arange(truth ? DType.INT32 : x.dtype(), classes);
        return Layout.unsqueeze(x, -1).eq(places).to(dtype);
    }
}
