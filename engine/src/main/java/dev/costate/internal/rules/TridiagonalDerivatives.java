package dev.costate.internal.rules;

import dev.costate.Tensor;
import dev.costate.graph.TridiagonalSolve;
import dev.costate.internal.trace.Dispatch;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Derivatives of [TridiagonalSolve]: from `a x = b` follows `a dx = db - da x`, by the same factors.
final class TridiagonalDerivatives {
    private TridiagonalDerivatives() {}

    /// The tangents of `x`, or of its parts.
    ///
    /// @param in the operands
    /// @param x the solution, or its parts
    static List<@Nullable Tensor> solve(
            TridiagonalSolve op, List<Tensor> in, List<Tensor> x, List<? extends @Nullable Tensor> tangents) {
        List<@Nullable Tensor> right = new ArrayList<>();
        for (int part = 0; part < x.size(); part++) {
            Tensor moved = op.complex() ? complex(op, tangents, x, part) : real(op, tangents, x.getFirst());
            Tensor db = tangents.get(in.size() - x.size() + part);
            right.add(moved == null ? db : db == null ? moved.neg() : db.sub(moved));
        }
        if (right.stream().allMatch(r -> r == null)) {
            return Collections.nCopies(x.size(), null);
        }
        List<Tensor> operands = new ArrayList<>(in.subList(0, in.size() - x.size()));
        for (Tensor r : right) {
            operands.add(r != null ? r : Creation.zerosLike(x.getFirst()));
        }
        return new ArrayList<>(Dispatch.apply(op, operands));
    }

    /// `da x`.
    private static @Nullable Tensor real(TridiagonalSolve op, List<? extends @Nullable Tensor> da, Tensor x) {
        return product(op.adjoint(), List.of(0, 1, 2), da, x);
    }

    /// A part of `da x`, with `da*` for the adjoint: `(a + bi)(x + iy) = ax - by + (ay + bx) i`.
    private static @Nullable Tensor complex(
            TridiagonalSolve op, List<? extends @Nullable Tensor> da, List<Tensor> x, int part) {
        Tensor byRe = product(op.adjoint(), List.of(0, 2, 4), da, x.get(part));
        Tensor byIm = product(op.adjoint(), List.of(1, 3, 5), da, x.get(1 - part));
        // the real part takes the imaginary ones' product with a minus; a conjugate has one more
        boolean isMinus = (part == 0) != op.adjoint();
        Tensor signed = byIm == null || !isMinus ? byIm : byIm.neg();
        return byRe == null ? signed : signed == null ? byRe : byRe.add(signed);
    }

    /// The product of a tridiagonal matrix, or its transpose, with the columns of `x`; null if it is 0.
    ///
    /// @param bands which of `all` are its lower, main and upper diagonal
    private static @Nullable Tensor product(
            boolean transposed, List<Integer> bands, List<? extends @Nullable Tensor> all, Tensor x) {
        Tensor lower = all.get(bands.get(0));
        Tensor diagonal = all.get(bands.get(1));
        Tensor upper = all.get(bands.get(2));
        Tensor sum = diagonal == null ? null : columns(diagonal).mul(x);
        if (lower != null) {
            // row i takes lower[i] x[i-1]; transposed, row i-1 takes lower[i] x[i]
            Tensor term = transposed
                    ? shifted(columns(lower).mul(x), -1)
                    : columns(lower).mul(shifted(x, 1));
            sum = sum == null ? term : sum.add(term);
        }
        if (upper != null) {
            Tensor term = transposed
                    ? shifted(columns(upper).mul(x), 1)
                    : columns(upper).mul(shifted(x, -1));
            sum = sum == null ? term : sum.add(term);
        }
        return sum;
    }

    private static Tensor columns(Tensor band) {
        return Layout.unsqueeze(band, -1);
    }

    /// The rows moved down by one, or with -1 up, and zeros where none comes from.
    private static Tensor shifted(Tensor x, int by) {
        int axis = x.rank() - 2;
        int n = x.shape().dim(axis);
        if (n == 0) {
            return x;
        }
        int[] low = new int[x.rank()];
        int[] high = new int[x.rank()];
        low[axis] = by > 0 ? 1 : 0;
        high[axis] = by > 0 ? 0 : 1;
        return Layout.pad(by > 0 ? Layout.slice(x, axis, 0, n - 1) : Layout.slice(x, axis, 1, n), low, high);
    }

    /// `<ct, a^-1 b> = <a^-* ct, b>`.
    static @Nullable List<@Nullable Tensor> transpose(
            TridiagonalSolve op, List<? extends @Nullable Tensor> in, List<? extends @Nullable Tensor> ct) {
        int parts = op.complex() ? 2 : 1;
        int given = in.size() - parts;
        List<Tensor> operands = new ArrayList<>();
        for (Tensor known : in.subList(0, given)) {
            if (known == null) {
                return null;
            }
            operands.add(known);
        }
        for (int part = 0; part < parts; part++) {
            Tensor one = ct.get(part);
            Tensor other = ct.get(parts - 1 - part);
            if (one == null && other == null) {
                return null;
            }
            operands.add(one != null ? one : Creation.zerosLike(other));
        }
        List<Tensor> solved = Dispatch.apply(new TridiagonalSolve(op.complex(), !op.adjoint()), operands);
        List<@Nullable Tensor> all = new ArrayList<>(Collections.nCopies(given, null));
        for (int part = 0; part < parts; part++) {
            all.add(in.get(given + part) == null ? solved.get(part) : null);
        }
        return all;
    }
}
