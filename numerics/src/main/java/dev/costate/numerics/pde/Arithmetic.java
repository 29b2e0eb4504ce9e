package dev.costate.numerics.pde;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Layout;
import dev.costate.ops.Tridiagonals;
import java.util.List;

/// What differs between real and complex numbers.
sealed interface Arithmetic<V> {
    /// `a b`, element by element.
    V mul(V a, V b);

    /// A number of this dtype.
    V number(DType dtype, double value);

    /// The solution of tridiagonal equations.
    V solve(V lower, V diagonal, V upper, V right);

    /// The dtype and the extents of `v`.
    Tensor leaf(V v);

    /// Real numbers.
    record Real() implements Arithmetic<Tensor> {
        @Override
        public Tensor mul(Tensor a, Tensor b) {
            return a.mul(b);
        }

        @Override
        public Tensor number(DType dtype, double value) {
            return Tensor.scalar(dtype, value);
        }

        @Override
        public Tensor solve(Tensor lower, Tensor diagonal, Tensor upper, Tensor right) {
            return Tridiagonals.solve(lower, diagonal, upper, right);
        }

        @Override
        public Tensor leaf(Tensor v) {
            return v;
        }
    }

    /// Complex numbers.
    record Imaginary() implements Arithmetic<Complex> {
        @Override
        public Complex mul(Complex a, Complex b) {
            return a.mul(b);
        }

        @Override
        public Complex number(DType dtype, double value) {
            return Complex.of(value, 0).to(dtype);
        }

        @Override
        public Complex solve(Complex lower, Complex diagonal, Complex upper, Complex right) {
            return Tridiagonals.solve(lower, diagonal, upper, right);
        }

        @Override
        public Tensor leaf(Complex v) {
            return v.re();
        }
    }

    default V add(V a, V b) {
        return Tree.map(a, b, Tensor::add);
    }

    default V sub(V a, V b) {
        return Tree.map(a, b, Tensor::sub);
    }

    default V neg(V a) {
        return Tree.map(a, Tensor::neg);
    }

    /// `a` times a real number.
    default V times(V a, Tensor factor) {
        return Tree.map(a, part -> part.mul(factor));
    }

    /// A part along the axis, in Python's notation.
    default V get(V a, String index) {
        return Tree.map(a, part -> part.get(index));
    }

    /// The parts one after the other.
    default V concat(V a, V b) {
        return Tree.map(a, b, (x, y) -> Layout.concat(List.of(x, y), 0));
    }
}
