package dev.costate.numerics.signal;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.Optional;

/// Smoothing by the polynomial nearest to each number's neighbours, or a derivative of it (Savitzky and
/// Golay, Anal. Chem. 36, 1964), as `scipy.signal.savgol_filter`.
///
/// @param window how many neighbours, the number itself among them; odd
/// @param degree of the polynomial, below `window`
/// @param derivative 0 to smooth, or the order of the derivative
/// @param spacing from one number to the next, for derivatives
/// @param boundary what stands beyond the ends; nothing there means that the polynomial of the first `window` numbers
///     gives all the first results, and that of the last the last (SciPy's `interp`)
public record SavitzkyGolay(int window, int degree, int derivative, double spacing, Optional<Boundary> boundary) {
    /// @throws ArgumentException if the window is not positive and odd, the degree not from 0 to below the window, the
    ///     derivative negative or the spacing 0 or not finite
    public SavitzkyGolay {
        if (window < 1 || window % 2 == 0 || degree < 0 || degree >= window) {
            throw new ArgumentException(
                    "SavitzkyGolay: a polynomial of degree " + degree + " in a window of " + window,
                    "the window is odd and larger than the degree");
        }
        if (derivative < 0 || spacing == 0 || !Double.isFinite(spacing)) {
            throw new ArgumentException(
                    "SavitzkyGolay: derivative " + derivative + ", spacing " + spacing,
                    "the order is 0 or more, the spacing not 0");
        }
    }

    /// Smoothing with polynomials of this degree.
    public static SavitzkyGolay of(int window, int degree) {
        return new SavitzkyGolay(window, degree, 0, 1, Optional.empty());
    }

    /// The same with the derivative of this order of numbers so far apart.
    public SavitzkyGolay derivative(int derivative, double spacing) {
        return new SavitzkyGolay(window, degree, derivative, spacing, boundary);
    }

    /// The same with a boundary.
    public SavitzkyGolay boundary(Boundary boundary) {
        return new SavitzkyGolay(window, degree, derivative, spacing, Optional.of(boundary));
    }

    /// What the neighbours count for the one in the middle, from left to right: `f64[window]`.
    public Tensor coefficients() {
        return Tensor.of(weights(window / 2));
    }

    /// What the numbers of a window count at one of its places.
    private double[] weights(int place) {
        if (derivative > degree) {
            return new double[window];
        }
        double[] points = new double[window];
        for (int j = 0; j < window; j++) {
            points[j] = j * spacing;
        }
        return PolynomialFit.weights(points, degree, place * spacing, derivative);
    }

    /// The filtered numbers along `axis`: the same shape.
    ///
    /// @throws ShapeException if there is no such axis, it is empty, or without a boundary shorter than the window
    public Tensor apply(Tensor x, int axis) {
        return Convolving.along("SavitzkyGolay", x, axis, y -> {
            int n = y.dim(-1);
            if (n < (boundary.isPresent() ? 1 : window)) {
                throw new ShapeException(
                        "SavitzkyGolay: axis " + axis + " of " + x.type() + " is too short for a window" + " of "
                                + window,
                        "take a smaller one, or a boundary");
            }
            double[] middle = weights(window / 2);
            return boundary.map(b -> Convolving.weighed(b.extend(y, window / 2), middle))
                    .orElseGet(() -> interpolated(y, middle));
        });
    }

    private Tensor interpolated(Tensor y, double[] middle) {
        int n = y.dim(-1);
        Tensor first = Layout.slice(y, -1, 0, window).matmul(edge(0, y.dtype()));
        Tensor last = Layout.slice(y, -1, n - window, n).matmul(edge(window - window / 2, y.dtype()));
        return Layout.concat(List.of(first, Convolving.weighed(y, middle), last), -1);
    }

    /// What the numbers of a window count for half of its places: `[window, window / 2]`.
    private Tensor edge(int start, DType dtype) {
        int half = window / 2;
        double[] table = new double[window * half];
        for (int place = 0; place < half; place++) {
            double[] w = weights(start + place);
            for (int j = 0; j < window; j++) {
                table[j * half + place] = w[j];
            }
        }
        return Tensor.of(table, Shape.of(window, half)).to(dtype);
    }
}
