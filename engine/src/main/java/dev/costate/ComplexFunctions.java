package dev.costate;

import static dev.costate.ComplexArithmetic.infinite;
import static dev.costate.ComplexArithmetic.infinity;
import static dev.costate.ComplexArithmetic.one;
import static dev.costate.ComplexArithmetic.scaled;

import dev.costate.ComplexArithmetic.Scaled;
import dev.costate.ops.Creation;
import org.jspecify.annotations.Nullable;

/// Analytic functions of complex numbers, with the principal values and the branch cuts of C and NumPy.
///
/// Along a cut the sign of a zero says on which side a number lies. (W. Kahan, "Branch cuts for complex
/// elementary functions, or much ado about nothing's sign bit", 1987.)
final class ComplexFunctions {
    /// Up to this whole exponent a power is a product.
    private static final int MULTIPLIED = 64;

    private ComplexFunctions() {}

    /// `e^z = e^a (cos b + i sin b)`; it overflows only where the result does.
    static Complex exp(Complex z) {
        Tensor limit = Creation.scalar(z.dtype(), z.dtype() == DType.FLOAT32 ? 88 : 709);
        Tensor excess = z.re().gt(limit).select(limit, Creation.scalar(z.dtype(), 0));
        Tensor modulus = z.re().sub(excess).exp();
        Tensor rest = excess.exp();
        return new Complex(
                modulus.mul(z.im().cos()).mul(rest),
                product(modulus, z.im().sin()).mul(rest));
    }

    /// `large small`, where a zero stays one beside an infinity: real numbers have real values to the end.
    private static Tensor product(Tensor large, Tensor small) {
        Tensor kept = small.eq(0).and(large.isFinite().not());
        return kept.select(small.mul(large.sign()), large.mul(small));
    }

    /// `ln z = ln |z| + i arg z`, the imaginary part from `-pi` to `pi`: cut along the negative real axis.
    ///
    /// Near `|z| = 1` the real part is `log1p(|z|^2 - 1) / 2`.
    static Complex log(Complex z) {
        Tensor wide = z.re().abs().ge(z.im().abs());
        Tensor larger = wide.select(z.re(), z.im());
        Tensor smaller = wide.select(z.im(), z.re());
        Tensor near = larger.abs().ge(0.5).and(larger.abs().lt(1.5));
        Tensor x = near.select(larger, one(z));
        Tensor y = near.select(smaller, Creation.scalar(z.dtype(), 0));
        Tensor close = x.sub(1).mul(x.add(1)).add(y.square()).log1p().mul(0.5);

        Scaled scaled = scaled(z);
        Tensor far = scaled.square().log().mul(0.5).sub(scaled.half().log().mul(2));
        Tensor modulus = infinite(z).select(infinity(z), near.select(close, far));
        return new Complex(modulus, ComplexArithmetic.arg(z));
    }

    /// The root with a real part that is not negative, cut along the negative real axis; its derivative at 0 is
    /// NaN.
    ///
    /// With `t = sqrt((|a| + |z|) / 2)` it is `t + i b/(2t)` for `a >= 0`, `|b|/(2t) +- i t` for `a < 0`.
    static Complex sqrt(Complex z) {
        Scaled scaled = scaled(z);
        Complex x = scaled.z();
        Tensor half = scaled.half();
        Tensor right = x.re().ge(0);
        Tensor extent = right.select(x.re(), x.re().neg());
        Tensor t = extent.add(scaled.square().sqrt()).mul(0.5).sqrt();
        Tensor other = x.im().div(t.eq(0).select(one(z), t).mul(2));
        Tensor sign = side(x.im());
        Tensor re = right.select(t, other.mul(sign)).div(half);
        Tensor im = right.select(other, t.mul(sign)).div(half);
        double infinity = Double.POSITIVE_INFINITY;
        Tensor vertical = z.im().abs().eq(infinity);
        return new Complex(vertical.select(Creation.scalar(z.dtype(), infinity), re), vertical.select(z.im(), im));
    }

    /// 1 or -1 by the sign, that of a zero included.
    private static Tensor side(Tensor x) {
        Tensor minus = Creation.scalar(x.dtype(), -1);
        Tensor fixed = x.stopGradient();
        return fixed.atan2(minus).lt(0).select(minus, minus.neg());
    }

    /// `z^n` by repeated squaring; `z^0` is 1.
    static Complex pow(Complex z, int n) {
        @Nullable Complex result = null;
        Complex square = z;
        for (long left = Math.abs((long) n); left > 0; left >>= 1) {
            if ((left & 1) != 0) {
                result = result == null ? square : ComplexArithmetic.mul(result, square);
            }
            if (left > 1) {
                square = square(square);
            }
        }
        if (result == null) {
            return new Complex(Creation.onesLike(z.re()), Creation.zerosLike(z.im()));
        }
        return n < 0 ? reciprocal(result) : result;
    }

    /// `z^p = |z|^p (cos p arg z + i sin p arg z)`, by repeated squaring for whole `p` up to 64; 0 to a
    /// positive power is 0.
    static Complex pow(Complex z, double p) {
        if (p == Math.rint(p) && Math.abs(p) <= MULTIPLIED) {
            return pow(z, (int) p);
        }
        Tensor zero = z.re().eq(0).and(z.im().eq(0)).and(Tensor.scalar(p > 0));
        Complex base = new Complex(zero.select(one(z), z.re()), z.im());
        Scaled scaled = scaled(base);
        Tensor factor = scaled.half().pow(-p);
        Tensor modulus = scaled.square().pow(p / 2).mul(factor).mul(factor);
        Tensor angle = ComplexArithmetic.arg(base).mul(p);
        Complex power = new Complex(modulus.mul(angle.cos()), product(modulus, angle.sin()));
        return Complex.select(zero, Tree.zerosLike(power), power);
    }

    /// `z^2 = (a - b)(a + b) + 2ab i`.
    static Complex square(Complex z) {
        Tensor product = z.re().mul(z.im());
        return new Complex(z.re().sub(z.im()).mul(z.re().add(z.im())), product.add(product));
    }

    /// `1 / z`.
    static Complex reciprocal(Complex z) {
        Complex ones = new Complex(Creation.onesLike(z.re()), Creation.zerosLike(z.im()));
        return ComplexArithmetic.div(ones, z);
    }

    /// `sin z = sin a cosh b + i cos a sinh b`.
    static Complex sin(Complex z) {
        return new Complex(product(z.im().cosh(), z.re().sin()), z.im().sinh().mul(z.re().cos()));
    }

    /// `cos z = cos a cosh b - i sin a sinh b`.
    static Complex cos(Complex z) {
        return new Complex(
                z.im().cosh().mul(z.re().cos()),
                product(z.im().sinh(), z.re().sin()).neg());
    }

    /// `sinh z = sinh a cos b + i cosh a sin b`.
    static Complex sinh(Complex z) {
        return new Complex(z.re().sinh().mul(z.im().cos()), product(z.re().cosh(), z.im().sin()));
    }

    /// `cosh z = cosh a cos b + i sinh a sin b`.
    static Complex cosh(Complex z) {
        return new Complex(z.re().cosh().mul(z.im().cos()), product(z.re().sinh(), z.im().sin()));
    }

    /// `tanh z = (T + i sin b cos b / cosh^2 a) / (cos^2 b + T^2 sin^2 b)`, `T = tanh a`; nothing in it
    /// overflows.
    static Complex tanh(Complex z) {
        Tensor t = z.re().tanh();
        Tensor sin = z.im().sin();
        Tensor cos = z.im().cos();
        Tensor q = z.re().abs().mul(-2).exp();
        Tensor root = q.add(1).reciprocal();
        Tensor sech2 = q.mul(4).mul(root.square());
        Tensor below = cos.square().add(t.square().mul(sin.square()));
        return new Complex(t.div(below), sin.mul(cos).mul(sech2).div(below));
    }
}
