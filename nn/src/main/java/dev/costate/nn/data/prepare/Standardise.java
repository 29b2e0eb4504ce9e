package dev.costate.nn.data.prepare;

import dev.costate.DType;
import dev.costate.Tensor;

/// Columns of mean 0 and variance 1: `z = (x - mean) / deviation`.
///
/// It is fitted to the examples for training alone, and then applied to all. A tree of two tensors: it goes
/// through transformations and into files like the weights of a net.
///
/// ```java
/// import dev.costate.nn.data.prepare.*;
///
/// Tensor x = Tensor.of(new double[][] {{1, 5}, {3, 5}});
/// Standardise unit = Standardise.fit(x);
/// IO.println(unit.apply(x));  // -> f64[2,2] {{-1, 0}, {1, 0}}
/// IO.println(unit.invert(unit.apply(x)).identical(x));  // -> true
/// ```
///
/// @param mean `[columns]`
/// @param deviation `[columns]`, the root of the mean square from the mean; 1 for a constant column
public record Standardise(Tensor mean, Tensor deviation) {
    /// The mean and deviation of the columns of `x`.
    ///
    /// A column counts as constant if its variance is no more than rounding makes of a constant one of `n`
    /// numbers: `n eps variance + (n eps mean)^2`, the rule of scikit-learn's `StandardScaler`.
    ///
    /// @param x floating, `[examples, columns]`
    /// @throws IllegalArgumentException if `x` is no floating matrix, or without examples
    public static Standardise fit(Tensor x) {
        if (x.rank() != 2 || !x.dtype().isFloating() || x.dim(0) == 0) {
            throw new IllegalArgumentException(
                    "Standardise: " + x.type() + "; expected a floating matrix with at least one row");
        }
        var n = x.dim(0);
        var eps = x.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
        var mean = x.mean(0);
        var variance = x.var(0);
        var constant = variance.le(variance.mul(n * eps).add(mean.mul(n * eps).square()));
        return new Standardise(mean, constant.select(1, variance.sqrt()));
    }

    /// Examples in units of the deviation from the mean: `[..., columns]` -> the same.
    public Tensor apply(Tensor x) {
        return x.sub(mean).div(deviation);
    }

    /// The examples that [#apply] made `z` of: `[..., columns]` -> the same.
    public Tensor invert(Tensor z) {
        return z.mul(deviation).add(mean);
    }
}
