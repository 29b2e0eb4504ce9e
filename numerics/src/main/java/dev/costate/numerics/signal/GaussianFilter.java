package dev.costate.numerics.signal;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;

/// Smoothing by a Gaussian, or the derivative of what is smoothed, as `scipy.ndimage.gaussian_filter1d`.
///
/// The weights are `exp(-j^2 / 2 sigma^2)`, normalised, for `|j| <= truncate sigma`, rounded; of a derivative
/// these times Hermite's polynomial.
///
/// @param sigma the Gaussian's standard deviation, in places
/// @param order 0 to smooth, or the order of the derivative
/// @param boundary what stands beyond the ends
/// @param truncate how many standard deviations the weights reach
public record GaussianFilter(double sigma, int order, Boundary boundary, double truncate) {
    /// @throws ArgumentException if sigma or truncate is not positive and finite, or the order negative
    public GaussianFilter {
        boolean positive = sigma > 0 && truncate > 0 && Double.isFinite(sigma) && Double.isFinite(truncate);
        if (!positive || order < 0 || truncate * sigma > 1e8) {
            throw new ArgumentException(
                    "GaussianFilter: sigma " + sigma + ", order " + order + ", truncate " + truncate,
                    "sigma and truncate are positive, the order is 0 or more");
        }
    }

    /// Smoothing with a standard deviation of `sigma` places, mirrored about the edges.
    public static GaussianFilter of(double sigma) {
        return new GaussianFilter(sigma, 0, new Boundary.Reflect(), 4);
    }

    /// The same with the derivative of this order.
    public GaussianFilter order(int order) {
        return new GaussianFilter(sigma, order, boundary, truncate);
    }

    /// The same with another boundary.
    public GaussianFilter boundary(Boundary boundary) {
        return new GaussianFilter(sigma, order, boundary, truncate);
    }

    /// The filtered numbers along `axis`: the same shape.
    ///
    /// @throws ShapeException if there is no such axis, or it is empty
    public Tensor apply(Tensor x, int axis) {
        return Convolving.along("GaussianFilter", x, axis, y -> {
            if (y.dim(-1) == 0) {
                throw new ShapeException(
                        "GaussianFilter: axis " + axis + " of " + x.type() + " is empty", "give a number or more");
            }
            double[] weights = weights();
            return Convolving.weighed(boundary.extend(y, weights.length / 2), weights);
        });
    }

    /// The window `exp(-j^2 / 2 sigma^2)` of `n` places, its middle at the middle, as
    /// `scipy.signal.windows.gaussian`: `[n]`.
    ///
    /// @throws ArgumentException if n is not positive, or sigma not positive and finite
    public static Tensor window(DType dtype, int n, double sigma) {
        if (n < 1 || !(sigma > 0) || !Double.isFinite(sigma)) {
            throw new ArgumentException("window: " + n + " places with sigma " + sigma, "both are positive and finite");
        }
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            double j = i - (n - 1) / 2.0;
            w[i] = Math.exp(-j * j / (2 * sigma * sigma));
        }
        return Tensor.of(w).to(dtype);
    }

    /// What the neighbours count, from left to right.
    private double[] weights() {
        int reach = (int) (truncate * sigma + 0.5);
        double[] w = new double[2 * reach + 1];
        double sum = 0;
        for (int j = -reach; j <= reach; j++) {
            w[j + reach] = Math.exp(-0.5 / (sigma * sigma) * j * j);
            sum += w[j + reach];
        }
        double[] factor = polynomial();
        for (int j = -reach; j <= reach; j++) {
            double q = 0;
            for (int k = order; k >= 0; k--) {
                q = q * -j + factor[k]; // at -j: a convolution's kernel, read from its end
            }
            w[j + reach] *= q / sum;
        }
        return w;
    }

    /// `q` with `(d/dx)^order exp(-x^2 / 2 sigma^2) = q(x) exp(-x^2 / 2 sigma^2)`: `q' - x q / sigma^2` for
    /// each order.
    private double[] polynomial() {
        double[] q = new double[order + 1];
        q[0] = 1;
        for (int step = 0; step < order; step++) {
            double[] next = new double[order + 1];
            for (int k = 0; k <= order; k++) {
                next[k] = (k < order ? (k + 1) * q[k + 1] : 0) - (k > 0 ? q[k - 1] / (sigma * sigma) : 0);
            }
            q = next;
        }
        return q;
    }
}
