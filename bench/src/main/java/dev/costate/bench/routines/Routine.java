package dev.costate.bench.routines;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.numerics.fft.Fourier;
import dev.costate.ops.Creation;
import dev.costate.ops.LinearAlgebra;
import dev.costate.ops.Spectra;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A routine on float64 arrays; `routines_peer.py` has the same ones under the same keys.
///
/// Contenders are free in signs and in the order of rows, so results are compared by a number that does not depend on
/// these: the *sign of agreement* of each.
enum Routine {
    /// `a x = b` for one right-hand side.
    SOLVE(
            "solve, one right side",
            a -> List.of(a, a.get("...,0")),
            x -> List.of(LinearAlgebra.solve(x.get(0), x.get(1).unsqueeze(-1))),
            y -> total(y.get(0).square()),
            shapes(10_000, 8),
            shapes(1, 8, 64, 256, 512)),
    /// `P a = L U`.
    LU(
            "LU",
            List::of,
            x -> List.of(LinearAlgebra.lu(x.get(0)).packed()),
            y -> logarithms(y.get(0)),
            shapes(1, 32, 64, 128, 256, 512, 1024)),
    /// `a = L L'`.
    CHOLESKY(
            "Cholesky",
            a -> List.of(Numbers.positive(a)),
            x -> List.of(LinearAlgebra.cholesky(x.get(0))),
            y -> logarithms(y.get(0)),
            shapes(1, 32, 64, 128, 256, 512, 1024)),
    /// `L x = b` for as many right-hand sides as rows.
    TRIANGLE(
            "triangle, n right sides",
            a -> List.of(Numbers.triangle(a), a),
            x -> List.of(LinearAlgebra.triangularSolve(x.get(0), x.get(1), true, false, false)),
            y -> total(y.get(0).square()),
            shapes(1, 32, 64, 128, 256, 512, 1024)),
    /// `a = Q R`.
    QR(
            "QR",
            List::of,
            x -> {
                var factors = Spectra.qr(x.get(0));
                return List.of(factors.q(), factors.r());
            },
            y -> logarithms(y.get(1)) + participation(y.get(0)),
            shapes(10_000, 8),
            shapes(1, 64, 256, 512)),
    /// `a V = V diag(w)`, symmetric.
    EIGH(
            "eigh",
            a -> List.of(Numbers.symmetric(a)),
            x -> {
                var eigen = Spectra.eigh(x.get(0));
                return List.of(eigen.values(), eigen.vectors());
            },
            y -> total(y.get(0).abs()) + participation(y.get(1)),
            shapes(10_000, 8),
            shapes(1, 64, 256, 512)),
    /// `a = U diag(s) V'`.
    SVD(
            "svd",
            List::of,
            x -> {
                var parts = Spectra.svd(x.get(0));
                return List.of(parts.u(), parts.s(), parts.vt());
            },
            y -> total(y.get(1)) + participation(y.get(0)) + participation(y.get(2)),
            shapes(10_000, 8),
            shapes(1, 64, 256, 512)),
    /// The discrete Fourier transform of complex sequences.
    FFT(
            "fft, complex",
            a -> List.of(a.get("0"), a.get("1")),
            x -> {
                var transformed = Fourier.fft(Complex.of(x.get(0), x.get(1)));
                return List.of(transformed.re(), transformed.im());
            },
            y -> total(y.get(0).abs()) + total(y.get(1).abs()),
            sequences(1, 1000, 1009, 1024, 65_536, 1_048_576),
            sequences(1000, 64),
            sequences(100, 1000));

    private static final int COMPLEX = 2;

    private final String title;
    // Functions of their arguments alone, and lists that nobody changes.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Fn1<Tensor, List<Tensor>> input;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Fn1<List<Tensor>, List<Tensor>> call;

    @SuppressWarnings("ImmutableEnumChecker")
    private final ToDoubleFunction<List<Tensor>> sign;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Shape> shapes;

    @SafeVarargs
    Routine(
            String title,
            Fn1<Tensor, List<Tensor>> input,
            Fn1<List<Tensor>, List<Tensor>> call,
            ToDoubleFunction<List<Tensor>> sign,
            List<Shape>... shapes) {
        this.title = title;
        this.input = input;
        this.call = call;
        this.sign = sign;
        var all = new ArrayList<Shape>();
        for (var some : shapes) {
            all.addAll(some);
        }
        this.shapes = List.copyOf(all);
    }

    String title() {
        return title;
    }

    /// The shapes of the numbers it is timed on.
    List<Shape> shapes() {
        return shapes;
    }

    /// What it is given, made of even numbers of one of the [#shapes].
    List<Tensor> input(Tensor numbers) {
        return input.apply(numbers);
    }

    /// What is timed.
    List<Tensor> call(List<Tensor> input) {
        return call.apply(input);
    }

    /// The number by which results are compared.
    double sign(List<Tensor> output) {
        return sign.applyAsDouble(output);
    }

    /// How a shape is written in a table: `512`, `10,000 of 8`.
    String extent(Shape shape) {
        var batch = this == FFT ? shape.dim(1) : shape.rank() == 3 ? shape.dim(0) : 1;
        var n = shape.dim(shape.rank() - 1);
        return batch == 1 ? "%,d".formatted(n) : "%,d of %,d".formatted(batch, n);
    }

    private static List<Shape> shapes(int batch, int... extents) {
        var shapes = new ArrayList<Shape>();
        for (var n : extents) {
            shapes.add(batch == 1 ? Shape.of(n, n) : Shape.of(batch, n, n));
        }
        return shapes;
    }

    private static List<Shape> sequences(int batch, int... extents) {
        var shapes = new ArrayList<Shape>();
        for (var n : extents) {
            shapes.add(Shape.of(COMPLEX, batch, n));
        }
        return shapes;
    }

    private static double total(Tensor x) {
        return x.sum().item();
    }

    /// The sum of the logarithms of what is on the diagonals, by magnitude.
    private static double logarithms(Tensor a) {
        var diagonal = a.mul(Creation.eye(DType.FLOAT64, a.dim(-1))).sum(-1);
        return total(diagonal.abs().log());
    }

    /// The sum of the fourth powers of orthonormal vectors' components: how few components they consist of.
    private static double participation(Tensor vectors) {
        return total(vectors.square().square());
    }
}
