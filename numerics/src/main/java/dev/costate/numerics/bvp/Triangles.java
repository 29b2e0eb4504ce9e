package dev.costate.numerics.bvp;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.List;

/// Many small matrices with their first columns made triangles by Householder's reflections, all at once: the
/// matrices lie along the last axis, one element of all of them side by side.
///
/// @param rows the upper rows without the zeros before the diagonal: of row `r` the columns from `r` on, `f64[w
///     - r, h]`
/// @param rest the lower rows without the triangle's columns, `f64[rows - n, w - n, h]`
record Triangles(List<Tensor> rows, Tensor rest) {
    Triangles {
        rows = List.copyOf(rows);
    }

    /// Of matrices `f64[rows, w, h]`, whose first `n < rows` columns become triangles.
    static Triangles of(Tensor matrices, int n) {
        List<Tensor> done = new ArrayList<>();
        Tensor left = matrices;
        for (int j = 0; j < n; j++) {
            Tensor column = left.get(":, 0");
            Tensor largest = column.abs().max(0);
            Tensor scaled = column.div(largest.eq(0).select(1, largest));
            Tensor first = scaled.get(0);
            Tensor length = scaled.square().sum(0).sqrt();
            Tensor norm = first.lt(0).select(length.neg(), length);
            Tensor head = first.add(norm);
            Tensor v = Layout.concat(List.of(head.unsqueeze(0), scaled.get("1:")), 0);
            // v'v = 2 norm head, so that the reflection is I - v v' / (norm head)
            Tensor square = norm.mul(head);
            Tensor dots = v.unsqueeze(1).mul(left).sum(0).div(square.eq(0).select(1, square));
            Tensor reflected = left.sub(v.unsqueeze(1).mul(dots));
            done.add(reflected.get(0));
            left = reflected.get("1:, 1:");
        }
        return new Triangles(done, left);
    }

    /// The solutions `x` of `U x = rest of the upper rows`, `f64[n, w - n, h]`.
    Tensor solved() {
        int n = rows.size();
        List<Tensor> x = new ArrayList<>();
        for (int r = n - 1; r >= 0; r--) {
            Tensor row = rows.get(r);
            Tensor sum = Layout.slice(row, 0, n - r, row.dim(0));
            for (int c = r + 1; c < n; c++) {
                sum = sum.sub(row.get(c - r).mul(x.get(c - r - 1)));
            }
            x.addFirst(sum.div(row.get(0)));
        }
        return Layout.stack(x, 0);
    }

    /// Whether a column of a triangle is a combination of those before it, as far as rounding can tell,
    /// `bool[]`.
    Tensor dependent() {
        Tensor any = Tensor.scalar(DType.BOOL, 0);
        int n = rows.size();
        for (int c = 0; c < n; c++) {
            Tensor square = rows.get(c).get(0).square();
            for (int r = 0; r < c; r++) {
                square = square.add(rows.get(r).get(c - r).square());
            }
            Tensor least = square.sqrt().mul(2 * n * Math.ulp(1.0));
            any = any.or(rows.get(c).get(0).abs().gt(least).all().not());
        }
        return any;
    }
}
