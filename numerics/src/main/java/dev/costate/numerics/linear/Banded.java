package dev.costate.numerics.linear;

import static dev.costate.Costate.customJvp;

import dev.costate.Jvp;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.ops.Elementwise;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Linear equations with band matrices, in the storage of LAPACK and of SciPy's `solve_banded`.
///
/// A matrix of `n` columns with `lower` diagonals below and `upper` ones above is `[lower + upper + 1, n]`:
/// `bands[upper + i - j, j]` is the element in row `i` and column `j`. What lies outside the matrix is not
/// read.
public final class Banded {
    private Banded() {}

    private record Equations(Tensor bands, Tensor b) {}

    /// The solution of `a x = b` by Gaussian elimination with partial pivoting, in a time proportional to
    /// `n (lower + 1) (lower + upper + 1)`. A singular matrix gives infinite or NaN numbers.
    ///
    /// The derivative is the implicit function's, `a dx = db - da x`, by the factors that are there.
    ///
    /// ```java
    /// import dev.costate.numerics.linear.*;
    ///
    /// // rows 2 1 0, 1 2 1, 0 1 2
    /// Tensor bands = Tensor.of(new double[][] {{0, 1, 1}, {2, 2, 2}, {1, 1, 0}});
    /// Tensor x = Banded.solve(1, 1, bands, Tensor.of(4.0, 8.0, 8.0));  // 1 2 3
    /// ```
    ///
    /// @param lower diagonals below the main one
    /// @param upper diagonals above it
    /// @param bands `[lower + upper + 1, n]`
    /// @param b `[n]` or `[n, k]`; use [dev.costate.Costate#vmap] for batches
    /// @return like `b`
    /// @throws ShapeException if the shapes do not fit
    /// @throws IllegalArgumentException if a number of diagonals is negative or there are more than rows
    public static Tensor solve(int lower, int upper, Tensor bands, Tensor b) {
        check(lower, upper, bands, b);
        Tensor floating = Elementwise.toFloating(bands);
        Tensor right = Elementwise.toFloating(b);
        var dtype = floating.dtype().promote(right.dtype());
        Tensor columns = b.rank() == 1 ? right.unsqueeze(1) : right;
        Tensor x = customJvp(
                        (Equations s) -> BandFactors.of(rows(lower, upper, s.bands()), lower)
                                .solve(s.b()),
                        (s, ds) -> {
                            var factors = BandFactors.of(rows(lower, upper, s.bands()), lower);
                            Tensor value = factors.solve(s.b());
                            Tensor rest = ds.b().sub(multiply(lower, upper, ds.bands(), value));
                            return new Jvp<>(value, factors.solve(rest));
                        })
                .apply(new Equations(floating.to(dtype), columns.to(dtype)));
        return b.rank() == 1 ? x.squeeze(1) : x;
    }

    /// The product `a x`.
    ///
    /// @param lower diagonals below the main one
    /// @param upper diagonals above it
    /// @param bands `[lower + upper + 1, n]`
    /// @param x `[n]` or `[n, k]`
    /// @return like `x`
    /// @throws ShapeException if the shapes do not fit
    /// @throws IllegalArgumentException if a number of diagonals is negative or there are more than rows
    public static Tensor multiply(int lower, int upper, Tensor bands, Tensor x) {
        check(lower, upper, bands, x);
        Tensor sum = null;
        for (int r = 0; r <= lower + upper; r++) {
            Tensor band = bands.get(r);
            Tensor products = (x.rank() == 1 ? band : band.unsqueeze(1)).mul(x);
            Tensor term = shifted(products, r - upper);
            sum = sum == null ? term : sum.add(term);
        }
        return Objects.requireNonNull(sum);
    }

    /// The rows, `[n, lower + upper + 1]`: row `i` from column `i - lower` on, zeros outside the matrix.
    private static Tensor rows(int lower, int upper, Tensor bands) {
        List<Tensor> columns = new ArrayList<>();
        for (int c = 0; c <= lower + upper; c++) {
            columns.add(shifted(bands.get(lower + upper - c), lower - c));
        }
        return Layout.stack(columns, 1);
    }

    /// What stood at `i - by` at `i`, along the first axis, zeros where nothing did.
    private static Tensor shifted(Tensor x, int by) {
        int n = x.dim(0);
        int[] low = new int[x.rank()];
        int[] high = new int[x.rank()];
        low[0] = Math.max(0, by);
        high[0] = Math.max(0, -by);
        return Layout.pad(Layout.slice(x, 0, Math.max(0, -by), n - Math.max(0, by)), low, high);
    }

    private static void check(int lower, int upper, Tensor bands, Tensor b) {
        boolean fits = bands.rank() == 2 && (b.rank() == 1 || b.rank() == 2) && b.dim(0) == bands.dim(1);
        if (!fits || bands.dim(0) != lower + upper + 1) {
            throw new ShapeException(
                    "banded: bands " + bands.type() + " and right side " + b.type() + " with " + lower
                            + " diagonals below and " + upper + " above",
                    "give [lower + upper + 1, n] and [n] or [n, k]");
        }
        if (lower < 0 || upper < 0 || Math.max(lower, upper) >= bands.dim(1)) {
            throw new IllegalArgumentException("banded: " + lower + " diagonals below and " + upper
                    + " above, of a matrix of " + bands.dim(1) + " rows; it has from 0 to one less than rows");
        }
    }
}
