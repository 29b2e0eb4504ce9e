package dev.costate.nn.layer;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import java.util.stream.IntStream;

/// `(x - mean) / sqrt(var + eps) weight + bias` over the last axes of each example; the variance is that of
/// `n`, not `n - 1`, values.
///
/// Source: Ba, Kiros and Hinton, Layer normalization, arXiv 1607.06450.
///
/// @param weight the shape of the last axes
/// @param bias the same shape
/// @param eps what keeps the quotient finite
public record LayerNorm(Tensor weight, Tensor bias, double eps) implements Layer {
    private static final double EPS = 1e-5;

    /// Over last axes of these extents, ones and zeros at first, float32.
    public LayerNorm(int... dims) {
        this(DType.FLOAT32, dims);
    }

    /// Over last axes of these extents.
    public LayerNorm(DType dtype, int... dims) {
        this(Creation.ones(dtype, Shape.of(dims)), Creation.zeros(dtype, Shape.of(dims)), EPS);
    }

    @Override
    public Tensor apply(Tensor x) {
        var rank = weight.rank();
        if (x.rank() < rank || !x.shape().slice(x.rank() - rank, x.rank()).equals(weight.shape())) {
            throw new IllegalArgumentException("LayerNorm over " + weight.shape() + ": the input is " + x.shape()
                    + "; its last axes have to be " + weight.shape());
        }
        return Normalising.over(
                        x, eps, IntStream.range(x.rank() - rank, x.rank()).toArray())
                .mul(weight)
                .add(bias);
    }
}
