package dev.costate.numerics.linear;

import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanReverse;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Indexing;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.List;

/// The LU factors of a band matrix by partial pivoting.
///
/// Elimination sees a window of `lower + 1` rows, from the diagonal to `lower + upper` columns right of it;
/// each step takes the row with the largest pivot out of it and lets the next one in.
///
/// @param upper the rows of `U` from the diagonal on, `[n, w]` with `w = lower + upper + 1`
/// @param multipliers how much of the pivot's row was subtracted of those below, `[n, lower]`
/// @param places where in the window the pivot's row stood, `i32[n]`
record BandFactors(Tensor upper, Tensor multipliers, Tensor places) {
    private record Out(Tensor row, Tensor multipliers, Tensor place) {}

    /// The factors of a matrix given by its rows, `[n, w]`: row `i` from column `i - lower` on.
    static BandFactors of(Tensor rows, int lower) {
        int n = rows.dim(0);
        int w = rows.dim(1);
        List<Tensor> first = new ArrayList<>();
        Tensor padded = Layout.pad(rows, new int[] {0, 0}, new int[] {lower + 1, lower});
        for (int r = 0; r <= lower; r++) {
            first.add(Layout.slice(padded.get(r), 0, lower - r, lower - r + w));
        }
        var course = scan(
                (Tensor window, Tensor next) -> {
                    Tensor place = window.get(":, 0").abs().argMax(0);
                    Tensor moved = exchanged(window, place);
                    Tensor pivot = moved.get(0);
                    Tensor factors = moved.get("1:, 0").div(pivot.get(0));
                    Tensor below = moved.get("1:").sub(factors.unsqueeze(1).mul(pivot));
                    Tensor shifted = Layout.pad(below.get(":, 1:"), new int[] {0, 0}, new int[] {0, 1});
                    return new Step<>(
                            Layout.concat(List.of(shifted, next.unsqueeze(0)), 0), new Out(pivot, factors, place));
                },
                Layout.stack(first, 0),
                Layout.slice(padded.get(":, :" + w), 0, lower + 1, lower + 1 + n));
        return new BandFactors(
                course.out().row(), course.out().multipliers(), course.out().place());
    }

    /// The rows with the first and that at `place` exchanged.
    private static Tensor exchanged(Tensor rows, Tensor place) {
        Tensor order = Creation.arange(DType.INT32, rows.dim(0));
        Tensor zero = Tensor.scalar(DType.INT32, 0);
        Tensor permutation = order.eq(0).select(place, order.eq(place).select(zero, order));
        return Indexing.take(rows, permutation, 0);
    }

    /// The solutions for right sides `[n, k]`, linear in them.
    Tensor solve(Tensor b) {
        int lower = multipliers.dim(1);
        int n = b.dim(0);
        int k = b.dim(1);
        Tensor padded = Layout.pad(b, new int[] {0, 0}, new int[] {lower + 1, 0});
        Tensor y = scan(
                        (Tensor window, Given at) -> {
                            Tensor moved = exchanged(window, at.place());
                            Tensor pivot = moved.get(0);
                            Tensor below = moved.get("1:")
                                    .sub(at.multipliers().unsqueeze(1).mul(pivot));
                            Tensor shifted =
                                    Layout.concat(List.of(below, at.next().unsqueeze(0)), 0);
                            return new Step<>(shifted, pivot);
                        },
                        Layout.slice(padded, 0, 0, lower + 1),
                        new Given(multipliers, places, Layout.slice(padded, 0, lower + 1, lower + 1 + n)))
                .out();
        int after = upper.dim(1) - 1;
        return scanReverse(
                        (Tensor later, Row row) -> {
                            Tensor known = row.upper()
                                    .get("1:")
                                    .unsqueeze(1)
                                    .mul(later)
                                    .sum(0);
                            Tensor x = row.right().sub(known).div(row.upper().get(0));
                            Tensor shifted = after == 0
                                    ? later
                                    : Layout.concat(List.of(x.unsqueeze(0), later.get(":" + (after - 1))), 0);
                            return new Step<>(shifted, x);
                        },
                        Creation.zeros(b.dtype(), Shape.of(after, k)),
                        new Row(upper, y))
                .out();
    }

    private record Given(Tensor multipliers, Tensor place, Tensor next) {}

    private record Row(Tensor upper, Tensor right) {}
}
