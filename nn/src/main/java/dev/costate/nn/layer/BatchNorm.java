package dev.costate.nn.layer;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import java.util.Optional;
import java.util.stream.IntStream;

/// `(x - mean) / sqrt(var + eps) weight + bias` for each channel of `[n,channels]` or `[n,channels,...]`: in
/// training with mean and variance of the batch, afterwards with running ones.
///
/// Nothing changes in place: the running statistics are a record of their own, which goes through the
/// training loop beside the weights. An optimiser never sees them.
///
/// ```java
/// import dev.costate.*;
/// import dev.costate.nn.layer.*;
///
/// BatchNorm norm = new BatchNorm(3);
/// var before = new BatchNorm.Statistics(3);
/// var trained = norm.train(Tensor.ones(4, 3), before);
/// IO.println(trained.next().runningMean());  // -> f32[3] {0.1, 0.1, 0.1}
/// ```
///
/// Source: Ioffe and Szegedy, Batch normalization, arXiv 1502.03167.
///
/// @param weight `[channels]`, if there is one
/// @param bias `[channels]`, if there is one
/// @param momentum how much of the running statistics each batch replaces
/// @param eps what keeps the quotient finite
public record BatchNorm(Optional<Tensor> weight, Optional<Tensor> bias, double momentum, double eps) {
    private static final double MOMENTUM = 0.1;
    private static final double EPS = 1e-5;

    /// What training leaves for afterwards.
    ///
    /// @param runningMean `[channels]`
    /// @param runningVar `[channels]`, the estimate with `n - 1`
    /// @param numBatchesTracked how many batches there were, `i64[]`
    public record Statistics(Tensor runningMean, Tensor runningVar, Tensor numBatchesTracked) {
        /// Zeros, ones and no batch, float32.
        public Statistics(int channels) {
            this(DType.FLOAT32, channels);
        }

        /// Zeros, ones and no batch.
        public Statistics(DType dtype, int channels) {
            this(
                    Creation.zeros(dtype, Shape.of(channels)),
                    Creation.ones(dtype, Shape.of(channels)),
                    Creation.scalar(DType.INT64, 0));
        }
    }

    /// What a batch comes to in training.
    ///
    /// @param out the shape of the batch
    /// @param next the statistics after it
    public record Trained(Tensor out, Statistics next) {}

    /// Ones and zeros at first, float32.
    public BatchNorm(int channels) {
        this(DType.FLOAT32, channels);
    }

    /// Ones and zeros at first.
    public BatchNorm(DType dtype, int channels) {
        this(
                Optional.of(Creation.ones(dtype, Shape.of(channels))),
                Optional.of(Creation.zeros(dtype, Shape.of(channels))),
                MOMENTUM,
                EPS);
    }

    /// One that only normalises.
    public static BatchNorm withoutWeights() {
        return new BatchNorm(Optional.empty(), Optional.empty(), MOMENTUM, EPS);
    }

    /// With the statistics of the batch, and into the running ones.
    ///
    /// @param x `[n,channels,...]`, at least two values a channel
    /// @param before the statistics before this batch
    public Trained train(Tensor x, Statistics before) {
        var channels = checked(x, before);
        var each = x.size() / Math.max(1, channels);
        if (each < 2) {
            throw new IllegalArgumentException("BatchNorm: the input is " + x.shape() + ", " + each
                    + " value a channel, which has no variance; train with larger batches");
        }
        var axes = IntStream.range(0, x.rank()).filter(axis -> axis != 1).toArray();
        var mean = x.mean(axes);
        var centred = x.sub(Normalising.along(mean, x));
        var variance = centred.square().mean(axes);
        var normal = centred.mul(Normalising.along(variance.add(eps).rsqrt(), x));
        var unbiased = variance.mul((double) each / (each - 1));
        return new Trained(
                Normalising.scaled(normal, weight, bias),
                new Statistics(
                        moved(before.runningMean, mean),
                        moved(before.runningVar, unbiased),
                        before.numBatchesTracked.add(1)));
    }

    private Tensor moved(Tensor running, Tensor batch) {
        return running.mul(1 - momentum).add(batch.stopGradient().mul(momentum));
    }

    /// With running statistics, as after training.
    ///
    /// @param x `[n,channels,...]`
    public Tensor apply(Tensor x, Statistics statistics) {
        checked(x, statistics);
        var centred = x.sub(Normalising.along(statistics.runningMean, x));
        var normal =
                centred.mul(Normalising.along(statistics.runningVar.add(eps).rsqrt(), x));
        return Normalising.scaled(normal, weight, bias);
    }

    /// A layer that applies these statistics: what a trained net is made of.
    public FrozenBatchNorm frozen(Statistics statistics) {
        return new FrozenBatchNorm(this, statistics);
    }

    private int checked(Tensor x, Statistics statistics) {
        var channels = statistics.runningMean.dim(0);
        weight.ifPresent(w -> {
            if (!w.shape().equals(statistics.runningMean.shape())) {
                throw new IllegalArgumentException("BatchNorm of " + w.dim(0) + " channels: the statistics are of "
                        + channels + "; take those of new Statistics(" + w.dim(0) + ")");
            }
        });
        if (x.rank() < 2 || x.dim(1) != channels) {
            throw new IllegalArgumentException("BatchNorm of " + channels + " channels: the input is " + x.shape()
                    + "; its axis 1 has to be " + channels);
        }
        return channels;
    }
}
