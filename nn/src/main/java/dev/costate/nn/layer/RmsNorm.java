package dev.costate.nn.layer;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import java.util.stream.IntStream;

/// `x / sqrt(mean(x^2) + eps) weight` over the last axes of each example.
///
/// Shapes: `[...] ++ D -> [...] ++ D` with a weight of the shape `D`; an input that ends otherwise is an
/// [IllegalArgumentException].
///
/// Source: Zhang and Sennrich, Root mean square layer normalization, arXiv 1910.07467.
///
/// @param weight the shape of the last axes
/// @param eps what keeps the quotient finite
public record RmsNorm(Tensor weight, double eps) implements Layer {
    /// PyTorch's: the distance from 1 to the next number.
    private static double eps(DType dtype) {
        return dtype == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
    }

    /// Over last axes of these extents, ones at first, float32.
    public RmsNorm(int... dims) {
        this(DType.FLOAT32, dims);
    }

    /// Over last axes of these extents, ones at first.
    public RmsNorm(DType dtype, int... dims) {
        this(Creation.ones(dtype, Shape.of(dims)), eps(dtype));
    }

    @Override
    public Tensor apply(Tensor x) {
        var rank = weight.rank();
        if (x.rank() < rank || !x.shape().slice(x.rank() - rank, x.rank()).equals(weight.shape())) {
            throw new IllegalArgumentException("RmsNorm over " + weight.shape() + ": the input is " + x.shape()
                    + "; its last axes have to be " + weight.shape());
        }
        var axes = IntStream.range(x.rank() - rank, x.rank()).toArray();
        var dims = x.shape().dims().clone();
        for (var axis : axes) {
            dims[axis] = 1;
        }
        return x.mul(x.square().mean(axes).add(eps).rsqrt().reshape(dims)).mul(weight);
    }
}
