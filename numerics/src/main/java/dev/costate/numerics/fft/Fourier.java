package dev.costate.numerics.fft;

import dev.costate.ArgumentException;
import dev.costate.Complex;
import dev.costate.Costate;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.ops.Creation;
import dev.costate.ops.Elementwise;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.function.UnaryOperator;

/// The discrete Fourier transform along an axis, of any length, with the conventions of `numpy.fft`.
///
/// Forward it is `X_k = sum_j x_j exp(-2 pi i j k / n)`, backward `x_j = 1/n sum_k X_k exp(2 pi i j k / n)`;
/// the other axes are members. It is linear, made of products with constant matrices, and so goes through
/// every transformation and is compiled as such. The relative error, in the norm, grows like `log n`, from
/// about 2e-16 in `FLOAT64`. Tables are made when a length is first seen, and kept.
///
/// ```java
/// import dev.costate.numerics.fft.*;
///
/// Complex spectrum = Fourier.rfft(Tensor.of(1.0, 0.0, -1.0, 0.0));
/// IO.println(spectrum);  // -> complex f64[3] {0+0i, 2+0i, 0+0i}
/// ```
public final class Fourier {
    private Fourier() {}

    /// The transform along the last axis: `[..., n] -> [..., n]`.
    public static Complex fft(Complex x) {
        return fft(x, -1);
    }

    /// The transform along `axis`.
    ///
    /// @throws ShapeException if there is no such axis, or it is empty
    public static Complex fft(Complex x, int axis) {
        return along("fft", x, axis, y -> Transforms.of(last(y), y.dtype()).apply(y));
    }

    /// The inverse of [#fft(Complex)].
    public static Complex ifft(Complex x) {
        return ifft(x, -1);
    }

    /// The inverse of [#fft(Complex, int)].
    ///
    /// @throws ShapeException if there is no such axis, or it is empty
    public static Complex ifft(Complex x, int axis) {
        return along("ifft", x, axis, y -> inverse(y).div(last(y)));
    }

    /// The frequencies 0 to `n/2` of the transform of real numbers, of which the others are the conjugates:
    /// `[..., n] -> [..., n / 2 + 1]`.
    public static Complex rfft(Tensor x) {
        return rfft(x, -1);
    }

    /// [#rfft(Tensor)] along `axis`.
    ///
    /// @throws ShapeException if there is no such axis, or it is empty
    public static Complex rfft(Tensor x, int axis) {
        Tensor real = Elementwise.toFloating(x);
        int n = extent("rfft", real, axis);
        if (n % 2 == 1) {
            Complex all = fft(Complex.real(real), axis);
            return map(all, t -> Layout.slice(t, axis, 0, n / 2 + 1));
        }
        // The even and the odd places as the parts of complex numbers, half as many.
        Complex z = along("rfft", pairs(real, axis), -1, Transforms.real(n / 2, real.dtype())::apply);
        return map(z, t -> Layout.moveAxis(t, -1, axis));
    }

    /// The real numbers, `n` of them, whose frequencies 0 to `n/2` are these: the inverse of [#rfft(Tensor)].
    public static Tensor irfft(Complex x, int n) {
        return irfft(x, n, -1);
    }

    /// [#irfft(Complex, int)] along `axis`.
    ///
    /// The imaginary parts of frequency 0 and, if `n` is even, of `n/2` have no meaning and are not looked at.
    /// NumPy cuts off or fills up other numbers of frequencies; here `n/2 + 1` are expected.
    ///
    /// @throws ShapeException if there is no such axis, or its extent is not `n/2 + 1`
    /// @throws ArgumentException if n is not positive
    public static Tensor irfft(Complex x, int n, int axis) {
        if (n < 1) {
            throw new ArgumentException("irfft: " + n + " numbers to make", "give 1 or more");
        }
        int frequencies = extent("irfft", x.re(), axis);
        if (frequencies != n / 2 + 1) {
            throw new ShapeException(
                    "irfft: " + frequencies + " frequencies of " + n + " real numbers in complex " + x.type(),
                    "" + n + " numbers have " + (n / 2 + 1) + " of them, and " + (2 * frequencies - 2) + " or "
                            + (2 * frequencies - 1) + " numbers have " + frequencies);
        }
        // The result is real; it stands in both parts until it is back in its place.
        Complex z = along("irfft", x, axis, y -> {
            Tensor numbers = n % 2 == 0 ? Transforms.real(n / 2, y.dtype()).inverse(y) : RealSpectrum.odd(y);
            return new Complex(numbers, numbers);
        });
        return z.re();
    }

    /// A number not below this whose transforms are fast: `2^k`, `3 2^k` or `5 2^k`, and even above 1.
    public static int fastLength(int least) {
        return least < 2 ? 1 : Bluestein.friendly(least);
    }

    /// The frequencies at the places of [#fft(Complex)]'s result in cycles a unit, `0, 1, ..., -2, -1` over `n
    /// spacing`: `[n]`.
    ///
    /// @param n how many numbers were transformed
    /// @param spacing from one number to the next
    /// @throws ArgumentException if n is not positive, or the spacing 0 or not finite
    public static Tensor frequencies(DType dtype, int n, double spacing) {
        sampled("frequencies", n, spacing);
        double[] f = new double[n];
        for (int k = 0; k < n; k++) {
            f[k] = (k < (n + 1) / 2 ? k : k - n) / (n * spacing);
        }
        return Tensor.of(f).to(dtype);
    }

    /// The frequencies at the places of [#rfft(Tensor)]'s result, `0, 1, ..., n/2` over `n spacing`.
    ///
    /// @throws ArgumentException if n is not positive, or the spacing 0 or not finite
    public static Tensor realFrequencies(DType dtype, int n, double spacing) {
        sampled("realFrequencies", n, spacing);
        double[] f = new double[n / 2 + 1];
        for (int k = 0; k < f.length; k++) {
            f[k] = k / (n * spacing);
        }
        return Tensor.of(f).to(dtype);
    }

    /// Rolled so that frequency 0 is in the middle, at `n / 2`.
    public static Tensor shift(Tensor x, int axis) {
        return Layout.roll(x, extent("shift", x, axis) / 2, axis);
    }

    /// [#shift(Tensor, int)] of both parts.
    public static Complex shift(Complex x, int axis) {
        return map(x, t -> shift(t, axis));
    }

    /// The inverse of [#shift(Tensor, int)].
    public static Tensor unshift(Tensor x, int axis) {
        return Layout.roll(x, -(extent("unshift", x, axis) / 2), axis);
    }

    /// The inverse of [#shift(Complex, int)].
    public static Complex unshift(Complex x, int axis) {
        return map(x, t -> unshift(t, axis));
    }

    /// `sum_k X_k exp(2 pi i j k / n)` of `[n]`: the transform with real and imaginary parts exchanged, before
    /// and after.
    static Complex inverse(Complex x) {
        Complex y = Transforms.of(last(x), x.dtype()).apply(new Complex(x.im(), x.re()));
        return new Complex(y.im(), y.re());
    }

    /// Applies what transforms `[n]` to each member of the other axes.
    private static Complex along(String name, Complex x, int axis, Fn1<Complex, Complex> transform) {
        int n = extent(name, x.re(), axis);
        Complex last = map(x, t -> Layout.moveAxis(t, axis, -1));
        Shape members = last.shape().slice(0, last.shape().rank() - 1);
        Complex rows = last.reshape(members.size(), n);
        // No member at all still says how long a result is.
        Complex y = members.size() == 1
                ? transform.apply(rows.reshape(n))
                : members.size() == 0
                        ? map(
                                transform.apply(Complex.real(Creation.zeros(x.dtype(), Shape.of(n)))),
                                t -> t.mul(0).unsqueeze(0).broadcastTo(0, t.dim(0)))
                        : Costate.vmap(transform).apply(rows);
        Shape result = members.insert(members.rank(), last(y));
        return map(y, t -> Layout.moveAxis(t.reshape(result), -1, axis));
    }

    /// The numbers at even and at odd places, along the last axis.
    private static Complex pairs(Tensor x, int axis) {
        Tensor moved = Layout.moveAxis(x, axis, -1);
        Shape shape = moved.shape();
        int last = shape.rank() - 1;
        int half = shape.dim(last) / 2;
        List<Tensor> parts = Layout.unstack(
                moved.reshape(shape.remove(last).insert(last, half).insert(last + 1, 2)), -1);
        return new Complex(parts.get(0), parts.get(1));
    }

    private static int extent(String name, Tensor x, int axis) {
        int n = x.dim(Layout.axis(name, x, axis));
        if (n == 0) {
            throw new ShapeException(
                    name + ": axis " + axis + " of " + x.type() + " is empty", "give a number or more");
        }
        return n;
    }

    private static void sampled(String name, int n, double spacing) {
        if (n < 1 || spacing == 0 || !Double.isFinite(spacing)) {
            throw new ArgumentException(
                    name + ": " + n + " numbers with a spacing of " + spacing, "both are positive and finite");
        }
    }

    static int last(Complex x) {
        return x.shape().dim(x.shape().rank() - 1);
    }

    static Complex map(Complex x, UnaryOperator<Tensor> f) {
        return new Complex(f.apply(x.re()), f.apply(x.im()));
    }
}
