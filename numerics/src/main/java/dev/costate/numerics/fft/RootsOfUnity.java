package dev.costate.numerics.fft;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.Tensor;

/// Tables of powers of `w = exp(-2 pi i / n)`, each number within an ulp.
///
/// They become tensors without an operation: what an operation gives while a program is traced is of that
/// program, but these are kept for others.
record RootsOfUnity(double[] re, double[] im) {
    /// What power of `w` stands at a place.
    interface Exponent {
        long at(int row, int column);
    }

    /// `w^(exponent at (row, column))`, row by row.
    static RootsOfUnity table(long n, int rows, int columns, Exponent exponent) {
        double[] re = new double[rows * columns];
        double[] im = new double[rows * columns];
        for (int i = 0, at = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++, at++) {
                long k = exponent.at(i, j) % n;
                re[at] = cosine(k, n);
                // sin t = cos(t - pi/2)
                im[at] = -cosine(Math.floorMod(4 * k - n, 4 * n), 4 * n);
            }
        }
        return new RootsOfUnity(re, im);
    }

    /// All of them in a row.
    Complex as(DType dtype) {
        return new Complex(tensor(re, dtype), tensor(im, dtype));
    }

    static Tensor tensor(double[] values, DType dtype) {
        if (dtype == DType.FLOAT64) {
            return Tensor.of(values);
        }
        float[] single = new float[values.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = (float) values[i];
        }
        return Tensor.of(single);
    }

    /// `cos(2 pi k / n)` for `0 <= k < n`, of an angle below `pi/4`, or the sine of one: so nothing is lost
    /// next to the zeros, and numbers that are equal in different octants are equal here.
    static double cosine(long k, long n) {
        long angle = 8 * Math.min(k, n - k); // in units of 2 pi / 8n, up to pi
        return angle > 2 * n ? -cosineToRight(4 * n - angle, n) : cosineToRight(angle, n);
    }

    /// The cosine of an angle up to `pi/2`.
    private static double cosineToRight(long angle, long n) {
        double unit = 2 * Math.PI / (8.0 * n);
        return angle <= n ? Math.cos(angle * unit) : Math.sin((2 * n - angle) * unit);
    }
}
