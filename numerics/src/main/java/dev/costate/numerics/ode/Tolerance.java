package dev.costate.numerics.ode;

import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import java.util.Arrays;
import java.util.Optional;

/// What an error is measured by: `absolute + relative max(|y_before|, |y_after|)`, component by component.
///
/// @param relative `f64[]`, or `f64[n]` for each component
/// @param absolute `f64[]`, or `f64[n]` for each component
public record Tolerance(Tensor relative, Tensor absolute) {
    /// One for all components.
    ///
    /// @throws IllegalArgumentException if one is negative or not finite, or both are 0
    public static Tolerance of(double relative, double absolute) {
        boolean valid = relative >= 0 && absolute >= 0 && relative + absolute > 0;
        if (!valid || Double.isInfinite(relative + absolute)) {
            throw new IllegalArgumentException("tolerance: relative " + relative + ", absolute " + absolute
                    + "; expected finite numbers of at least 0, one of them above");
        }
        return new Tolerance(Tensor.scalar(DType.FLOAT64, relative), Tensor.scalar(DType.FLOAT64, absolute));
    }

    /// One for each component.
    ///
    /// @param relative `f[n]`
    /// @param absolute `f[n]`
    /// @throws ShapeException if their shapes differ
    /// @throws IllegalArgumentException if an element is known to be negative or not finite, or both are 0
    public static Tolerance of(Tensor relative, Tensor absolute) {
        if (!relative.shape().equals(absolute.shape())) {
            throw new ShapeException(
                    "tolerance: relative " + relative.type() + ", absolute " + absolute.type(),
                    "expected two of one shape");
        }
        Optional<double[]> small = Known.of(absolute);
        Known.of(relative)
                .ifPresent(r -> small.ifPresent(a -> {
                    for (int i = 0; i < r.length; i++) {
                        of(r[i], a[i]);
                    }
                }));
        return new Tolerance(relative.to(DType.FLOAT64), absolute.to(DType.FLOAT64));
    }

    /// What an error of 1 is, component by component: `f[n], f[n] -> f[n]`. A component that is 0 and has no
    /// absolute tolerance counts as the smallest normal number, so that it may stay 0.
    public Tensor scale(Tensor before, Tensor after) {
        Tensor size = before.abs().maximum(after.abs());
        Tensor scale = size.mul(relative.to(size.dtype())).add(absolute.to(size.dtype()));
        boolean neverZero = Known.of(absolute.to(size.dtype()))
                .filter(each -> Arrays.stream(each).allMatch(x -> x > 0))
                .isPresent();
        return neverZero ? scale : scale.maximum(size.dtype() == DType.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL);
    }

    /// The root mean square of an error in units of [#scale]: at most 1 for a step that is accepted. `f[n] ->
    /// f64[]`.
    public Tensor norm(Tensor error, Tensor before, Tensor after) {
        return rootMeanSquare(error.div(scale(before, after)));
    }

    /// The root of the mean of squares: `f[n] -> f64[]`, 0 for no elements.
    public static Tensor rootMeanSquare(Tensor x) {
        if (x.size() == 0) {
            return Tensor.scalar(DType.FLOAT64, 0);
        }
        return x.square().mean().to(DType.FLOAT64).sqrt();
    }
}
