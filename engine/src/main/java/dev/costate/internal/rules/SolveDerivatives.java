package dev.costate.internal.rules;

import dev.costate.Tensor;
import dev.costate.graph.Solve;
import dev.costate.graph.TriangularSolve;
import dev.costate.internal.trace.Dispatch;
import dev.costate.ops.Diagonals;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Derivatives of solving equations: from `a x = b` follows `a dx = db - da x`, which is the same equations
/// again.
///
/// M. B. Giles, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation",
/// Advances in Automatic Differentiation 2008.
final class SolveDerivatives {
    private SolveDerivatives() {}

    /// Of `a` counts only the triangle that is read.
    static List<@Nullable Tensor> triangular(
            TriangularSolve op, List<Tensor> in, Tensor x, List<? extends @Nullable Tensor> tangents) {
        Tensor da = tangents.get(0);
        Tensor read = da == null ? null : triangle(op, da);
        Tensor right = right(op.transposed(), read, tangents.get(1), x);
        return Collections.singletonList(right == null ? null : Dispatch.one(op, in.get(0), right));
    }

    private static Tensor triangle(TriangularSolve op, Tensor a) {
        int inside = op.unitDiagonal() ? 1 : 0;
        return op.lower() ? Diagonals.lower(a, -inside) : Diagonals.upper(a, inside);
    }

    static List<@Nullable Tensor> factored(
            Solve op, List<Tensor> in, Tensor x, List<? extends @Nullable Tensor> tangents) {
        Tensor right = right(op.transposed(), tangents.get(0), tangents.get(3), x);
        return Collections.singletonList(
                right == null ? null : Dispatch.one(op, in.get(0), in.get(1), in.get(2), right));
    }

    /// `db - da x`, or `db - da' x`.
    private static @Nullable Tensor right(boolean transposed, @Nullable Tensor da, @Nullable Tensor db, Tensor x) {
        if (da == null) {
            return db;
        }
        Tensor moved = MatrixRules.product(transposed ? MatrixRules.transposed(da) : da, x);
        return db == null ? moved.neg() : db.sub(moved);
    }

    /// `<ct, a^-1 b> = <a^-T ct, b>`.
    static @Nullable List<@Nullable Tensor> transpose(
            TriangularSolve op, List<? extends @Nullable Tensor> in, @Nullable Tensor ct) {
        Tensor a = in.get(0);
        if (a == null || ct == null) {
            return null;
        }
        TriangularSolve turned = new TriangularSolve(op.lower(), !op.transposed(), op.unitDiagonal());
        return Arrays.asList(null, Dispatch.one(turned, a, ct));
    }

    /// `<ct, a^-1 b> = <a^-T ct, b>`.
    static @Nullable List<@Nullable Tensor> transpose(
            Solve op, List<? extends @Nullable Tensor> in, @Nullable Tensor ct) {
        Tensor a = in.get(0);
        Tensor packed = in.get(1);
        Tensor permutation = in.get(2);
        if (a == null || packed == null || permutation == null || ct == null) {
            return null;
        }
        Tensor b = Dispatch.one(new Solve(!op.transposed()), a, packed, permutation, ct);
        return Arrays.asList(null, null, null, b);
    }
}
