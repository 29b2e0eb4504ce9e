package dev.costate.nn.layer;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.nn.state.StateName;

/// A [BatchNorm] with the statistics of its training; in a state dict it is PyTorch's `BatchNorm`, which has
/// both.
///
/// @param norm weights
/// @param statistics what training left
public record FrozenBatchNorm(
        @StateName("*") BatchNorm norm, @StateName("*") BatchNorm.Statistics statistics) implements Layer {
    /// One as before training, float32: what a state dict is loaded into.
    public FrozenBatchNorm(int channels) {
        this(DType.FLOAT32, channels);
    }

    /// One as before training: what a state dict is loaded into.
    public FrozenBatchNorm(DType dtype, int channels) {
        this(new BatchNorm(dtype, channels), new BatchNorm.Statistics(dtype, channels));
    }

    @Override
    public Tensor apply(Tensor x) {
        return norm.apply(x, statistics);
    }
}
