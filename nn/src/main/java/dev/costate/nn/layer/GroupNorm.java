package dev.costate.nn.layer;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import java.util.Optional;

/// `(x - mean) / sqrt(var + eps) weight + bias` over groups of channels of each example, `[n,channels,...]`.
///
/// Source: Wu and He, Group normalization, arXiv 1803.08494.
///
/// @param groups how many groups; as many as channels is instance normalisation
/// @param weight `[channels]`
/// @param bias `[channels]`
/// @param eps what keeps the quotient finite
public record GroupNorm(int groups, Tensor weight, Tensor bias, double eps) implements Layer {
    private static final double EPS = 1e-5;

    /// Ones and zeros at first, float32.
    public GroupNorm(int groups, int channels) {
        this(groups, DType.FLOAT32, channels);
    }

    /// Ones and zeros at first.
    ///
    /// @throws IllegalArgumentException if the channels are no multiple of the groups
    public GroupNorm(int groups, DType dtype, int channels) {
        this(groups, Creation.ones(dtype, Shape.of(channels)), Creation.zeros(dtype, Shape.of(channels)), EPS);
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(
                    "GroupNorm: " + channels + " channels cannot be divided into " + groups + " groups");
        }
    }

    @Override
    public Tensor apply(Tensor x) {
        var channels = weight.dim(0);
        if (x.rank() < 2 || x.dim(1) != channels) {
            throw new IllegalArgumentException("GroupNorm of " + channels + " channels: the input is " + x.shape()
                    + "; its axis 1 has to be " + channels);
        }
        var each = x.size() / x.dim(0) / groups;
        var normal = Normalising.over(x.reshape(x.dim(0), groups, each), eps, 2).reshape(x.shape());
        return Normalising.scaled(normal, Optional.of(weight), Optional.of(bias));
    }
}
