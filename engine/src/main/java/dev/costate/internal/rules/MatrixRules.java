package dev.costate.internal.rules;

import static dev.costate.internal.rules.Typing.count;
import static dev.costate.internal.rules.Typing.dtype;
import static dev.costate.internal.rules.Typing.require;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Cholesky;
import dev.costate.graph.Dot;
import dev.costate.graph.Lu;
import dev.costate.graph.MatrixOp;
import dev.costate.graph.Qr;
import dev.costate.graph.Signature;
import dev.costate.graph.Solve;
import dev.costate.graph.Svd;
import dev.costate.graph.SymmetricEigen;
import dev.costate.graph.TriangularSolve;
import dev.costate.graph.TridiagonalFactors;
import dev.costate.graph.TridiagonalSolve;
import dev.costate.internal.trace.Dispatch;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The page of linear algebra: what differs between one [MatrixOp] and another.
///
/// `X'` is a transpose, `dX` a tangent. All rules are made of operations that have rules themselves, so that
/// there are derivatives of any order.
final class MatrixRules {
    private MatrixRules() {}

    /// The results' types, by the operation's signature.
    static List<Type> infer(MatrixOp op, List<Type> in) {
        Signature signature = op.signature();
        count(op, in, signature.operands().size());
        Type first = in.getFirst();
        int lead = first.rank() - signature.operands().getFirst().rank();
        Map<String, Integer> extents = new LinkedHashMap<>();
        for (int k = 0; k < in.size(); k++) {
            Type type = in.get(k);
            Signature.Core core = signature.operands().get(k);
            DType expected = core.isIndex() ? DType.INT32 : first.dtype();
            dtype(type.dtype() == expected && first.dtype().isFloating(), op, type.dtype());
            require(type.rank() == lead + core.rank() && lead >= 0, op, "%s has not the axes [..., %s]", type, core);
            require(
                    type.shape().slice(0, lead).equals(first.shape().slice(0, lead)),
                    op,
                    "the batch axes of %s and %s differ",
                    first,
                    type);
            for (int a = 0; a < core.rank(); a++) {
                String name = core.axes().get(a);
                int extent = type.shape().dim(lead + a);
                Integer known = extents.putIfAbsent(name, extent);
                require(known == null || known == extent, op, "%s is %s, and %s in %s", name, known, extent, type);
            }
        }
        Shape matrix = first.shape().slice(lead, first.rank());
        extents.put(Signature.MIN, Arrays.stream(matrix.dims()).min().orElse(0));
        List<Type> results = new ArrayList<>();
        for (Signature.Core core : signature.results()) {
            int[] dims = core.axes().stream().mapToInt(extents::get).toArray();
            Shape shape = first.shape().slice(0, lead).concat(Shape.of(dims));
            results.add(new Type(core.isIndex() ? DType.INT32 : first.dtype(), shape));
        }
        return results;
    }

    /// The results and their tangents.
    static Dual push(MatrixOp op, List<Tensor> x, List<? extends @Nullable Tensor> dx) {
        List<Tensor> y = Dispatch.apply(op, x);
        List<? extends @Nullable Tensor> tangents = switch (op) {
            case TriangularSolve o -> SolveDerivatives.triangular(o, x, y.getFirst(), dx);
            case Lu _ -> LuDerivative.of(y, dx.getFirst());
            case Solve o -> SolveDerivatives.factored(o, x, y.getFirst(), dx);
            case Cholesky _ -> CholeskyDerivative.of(y.getFirst(), dx.getFirst());
            case TridiagonalFactors _ -> Collections.nCopies(y.size(), null);
            case TridiagonalSolve o -> TridiagonalDerivatives.solve(o, x, y, dx);
            case Qr _ -> QrDerivative.of(y, dx.getFirst());
            case SymmetricEigen _ -> SpectralDerivatives.eigen(y, dx.getFirst());
            case Svd _ -> SpectralDerivatives.singular(y, dx.getFirst());
        };
        return new Dual(y, tangents);
    }

    /// The cotangents of the operands in which `op` is linear, given those of its results; null if it is not
    /// linear in the ones that are not known.
    static @Nullable List<@Nullable Tensor> transpose(
            MatrixOp op, List<? extends @Nullable Tensor> x, List<? extends @Nullable Tensor> ct) {
        return switch (op) {
            case TriangularSolve o -> SolveDerivatives.transpose(o, x, ct.getFirst());
            case Solve o -> SolveDerivatives.transpose(o, x, ct.getFirst());
            case TridiagonalSolve o -> TridiagonalDerivatives.transpose(o, x, ct);
            case Lu _, Cholesky _, TridiagonalFactors _, Qr _, SymmetricEigen _, Svd _ -> null;
        };
    }

    /// The products of the matrices of two batches.
    static Tensor product(Tensor a, Tensor b) {
        int lead = a.rank() - 2;
        Axes batch = Axes.range(0, lead);
        return Dispatch.one(new Dot(batch, batch, Axes.of(lead + 1), Axes.of(lead)), a, b);
    }

    /// The transposes of a batch of matrices.
    static Tensor transposed(Tensor a) {
        int[] permutation = Axes.range(0, a.rank()).toArray();
        permutation[a.rank() - 2] = a.rank() - 1;
        permutation[a.rank() - 1] = a.rank() - 2;
        return Layout.transpose(a, permutation);
    }
}
