package dev.costate.nn.layer;

import dev.costate.Tensor;

/// Means and variances along axes.
final class Normalising {
    private Normalising() {}

    /// `(x - mean) / sqrt(var + eps)` along `axes`, none negative.
    static Tensor over(Tensor x, double eps, int... axes) {
        var dims = x.shape().dims().clone();
        for (var axis : axes) {
            dims[axis] = 1;
        }
        var centred = x.sub(x.mean(axes).reshape(dims));
        var variance = centred.square().mean(axes).reshape(dims);
        return centred.mul(variance.add(eps).rsqrt());
    }
}
