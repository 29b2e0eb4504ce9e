package dev.costate.nn.layer;

import dev.costate.Tensor;
import java.util.Arrays;
import java.util.Optional;

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

    /// `[channels]` as what goes along axis 1 of `x`.
    static Tensor along(Tensor channels, Tensor x) {
        var dims = new int[x.rank() - 1];
        Arrays.fill(dims, 1);
        dims[0] = channels.dim(0);
        return channels.reshape(dims);
    }

    /// `x weight + bias`, both `[channels]` along axis 1.
    static Tensor scaled(Tensor x, Optional<Tensor> weight, Optional<Tensor> bias) {
        var y = weight.map(w -> x.mul(along(w, x))).orElse(x);
        return bias.map(b -> y.add(along(b, x))).orElse(y);
    }
}
