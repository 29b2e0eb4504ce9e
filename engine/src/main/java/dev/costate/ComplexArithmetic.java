package dev.costate;

import dev.costate.ops.Creation;

/// Products, quotients, moduli and arguments of complex numbers.
///
/// Where squares are summed, numbers whose squares would overflow or vanish are first multiplied by a power of
/// two, which costs no digit. So a result overflows only if it is too large itself. (J. L. Blue, "A portable
/// Fortran program to find the Euclidean norm of a vector", ACM TOMS 4, 1978, has the idea; the constants here
/// leave room for a sum of two products of two such numbers.)
final class ComplexArithmetic {
    private ComplexArithmetic() {}

    /// `(a + bi)(c + di) = ac - bd + (ad + bc) i`.
    static Complex mul(Complex z, Complex w) {
        return new Complex(
                z.re().mul(w.re()).sub(z.im().mul(w.im())), z.re().mul(w.im()).add(z.im().mul(w.re())));
    }

    /// `z / w = z conj(w) / |w|^2`.
    ///
    /// By 0 each part of `z` is divided by the real part of `w`, as in C (infinite, or NaN for 0 / 0); a finite
    /// number by an infinite one is 0.
    static Complex div(Complex z, Complex w) {
        DType dtype = z.dtype().promote(w.dtype());
        Complex x = z.to(dtype);
        Complex y = w.to(dtype);
        Scaled top = scaled(x);
        Scaled bottom = scaled(y);
        Tensor zero = bottom.square().eq(0);
        Tensor factor = bottom.half().div(top.half());
        Complex regular = mul(top.z(), bottom.z().conj())
                .div(zero.select(one(y), bottom.square()))
                .mul(factor)
                .mul(factor);
        // Only where w is 0 is anything divided by its parts, and no derivative goes through that.
        Tensor pole = zero.select(y.re(), one(y)).stopGradient();
        Complex atPole = new Complex(
                x.re().stopGradient().div(pole), x.im().stopGradient().div(pole));
        Tensor vanishes = infinite(y).and(x.re().isFinite()).and(x.im().isFinite());
        return Complex.select(vanishes, Tree.zerosLike(regular), Complex.select(zero, atPole, regular));
    }

    /// `|z| = sqrt(a^2 + b^2)`; its derivative at 0 is 0. Infinite if a part is, even beside a NaN.
    static Tensor abs(Complex z) {
        Scaled scaled = scaled(z);
        Tensor square = scaled.square();
        Tensor zero = square.eq(0);
        Tensor root = zero.select(one(z), square).sqrt();
        Tensor modulus = zero.select(square, root).div(scaled.half()).div(scaled.half());
        return infinite(z).select(infinity(z), modulus);
    }

    /// The angle of `a + bi` with the positive real axis, from `-pi` to `pi`, by the signs of both parts, zeros
    /// included; its derivative at 0 is 0.
    static Tensor arg(Complex z) {
        Tensor zero = z.re().eq(0).and(z.im().eq(0));
        Tensor atZero = z.im().stopGradient().atan2(z.re().stopGradient());
        return zero.select(atZero, z.im().atan2(zero.select(one(z), z.re())));
    }

    /// The matrix product, by four real ones.
    static Complex matmul(Complex z, Complex w) {
        return new Complex(
                z.re().matmul(w.re()).sub(z.im().matmul(w.im())),
                z.re().matmul(w.im()).add(z.im().matmul(w.re())));
    }

    /// Numbers whose larger part may be squared.
    ///
    /// @param z `original half^2`
    /// @param half a power of two, mostly 1
    /// @param square `|z|^2`
    record Scaled(Complex z, Tensor half, Tensor square) {}

    /// `z` times a power of two for each number.
    static Scaled scaled(Complex z) {
        boolean single = z.dtype() == DType.FLOAT32;
        double large = single ? 0x1p60 : 0x1p500;
        double h = single ? 0x1p50 : 0x1p300;
        Tensor larger = z.re().abs().maximum(z.im().abs()).stopGradient();
        Tensor upward = larger.lt(1 / large).select(Creation.scalar(z.dtype(), h), one(z));
        Tensor half = larger.gt(large).select(Creation.scalar(z.dtype(), 1 / h), upward);
        Complex x = z.mul(half.square());
        return new Scaled(x, half, x.re().square().add(x.im().square()));
    }

    /// Where a part is infinite.
    static Tensor infinite(Complex z) {
        double infinity = Double.POSITIVE_INFINITY;
        return z.re().abs().eq(infinity).or(z.im().abs().eq(infinity));
    }

    static Tensor one(Complex z) {
        return Creation.scalar(z.dtype(), 1);
    }

    static Tensor infinity(Complex z) {
        return Creation.scalar(z.dtype(), Double.POSITIVE_INFINITY);
    }
}
