package dev.costate.numerics.fft;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Contraction;
import java.util.ArrayList;
import java.util.List;

/// The transform of a length `n = r1 r2 ...` by matrices of the sides `r1, r2, ...` (Cooley and Tukey, Math.
/// Comp. 19, 1965).
///
/// With `n = r m`, `j = j1 m + j2` and `k = k1 + r k2` the sum over `j1` is a product with the matrix
/// `w_r^(j1 k1)`; what it gives is turned by `w_n^(j2 k1)`, and the sum over `j2` is a transform of the
/// length `m`. Each pass takes the leading digit off the places and adds a digit of the frequencies, lowest
/// first, at the end; a transposition puts these into order. Matrices, rather than butterflies, because
/// products are what the engine is fastest at: more arithmetic, in fewer passes over memory.
///
/// @param stages the passes
record MixedRadix(List<Stage> stages) implements Transform {
    /// @param matrix `w_r^(j1 k1)`, `[r, r]` in a row
    /// @param turns `w_n^(j2 k1)`, `[m, 1, r]` in a row
    private record Stage(int r, Complex matrix, Complex turns) {}

    static MixedRadix of(Radices radices, DType dtype) {
        List<Stage> stages = new ArrayList<>();
        int n = radices.factors().stream().reduce(1, (a, b) -> a * b);
        for (int r : radices.factors()) {
            int m = n / r;
            RootsOfUnity matrix = RootsOfUnity.table(r, r, r, (j, k) -> (long) j * k);
            RootsOfUnity turns = RootsOfUnity.table(n, r, m, (j, k) -> (long) j * k);
            stages.add(new Stage(r, matrix.as(dtype), turns.as(dtype)));
            n = m;
        }
        return new MixedRadix(List.copyOf(stages));
    }

    @Override
    public Complex apply(Complex x) {
        int rest = x.shape().dim(0);
        int done = 1;
        Complex y = x;
        for (Stage stage : stages) {
            int r = stage.r;
            rest /= r;
            y = product(stage.matrix.reshape(r, r), y.reshape(done, r, rest)); // [r, done, rest]
            y = rest == 1 ? y : y.mul(stage.turns.reshape(r, 1, rest));
            done *= r;
        }
        return y.reshape(done);
    }

    /// `[r, r] x [k, r, m] -> [r, k, m]`.
    private static Complex product(Complex matrix, Complex x) {
        return new Complex(
                first(matrix.re(), x.re()).sub(first(matrix.im(), x.im())),
                first(matrix.im(), x.re()).add(first(matrix.re(), x.im())));
    }

    private static Tensor first(Tensor matrix, Tensor x) {
        return Contraction.tensordot(matrix, x, new int[] {1}, new int[] {1});
    }

    @Override
    public long size() {
        return stages.stream()
                .mapToLong(s -> 2L * (s.matrix.re().size() + s.turns.re().size()))
                .sum();
    }
}
