package dev.costate.internal.linalg;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Cholesky;
import dev.costate.graph.Lu;
import dev.costate.graph.MatrixOp;
import dev.costate.graph.Qr;
import dev.costate.graph.Solve;
import dev.costate.graph.Svd;
import dev.costate.graph.SymmetricEigen;
import dev.costate.graph.TriangularSolve;
import dev.costate.graph.TridiagonalFactors;
import dev.costate.graph.TridiagonalSolve;
import java.util.List;

/// The page of routines: which one does an operation.
public final class Routines {
    private Routines() {}

    /// The routine of `op` for one member of a batch.
    ///
    /// @param in the operands' types, legal ones
    public static Routine of(MatrixOp op, List<Type> in) {
        return switch (op) {
            case TriangularSolve o ->
                new TriangularSolving(
                        o.lower(), o.transposed(), o.unitDiagonal(), fromEnd(in.get(0), 1), fromEnd(in.get(1), 1));
            case Lu _ -> new LuFactorisation(fromEnd(in.get(0), 1));
            case Solve o -> new LuSolving(o.transposed(), fromEnd(in.get(0), 1), fromEnd(in.get(3), 1));
            case Cholesky _ -> new CholeskyFactorisation(fromEnd(in.get(0), 1));
            case TridiagonalFactors o -> {
                int n = fromEnd(in.get(0), 1);
                yield o.complex() ? new ComplexTridiagonalFactorisation(n) : new TridiagonalFactorisation(n);
            }
            case TridiagonalSolve o -> {
                int n = fromEnd(in.get(0), 1);
                int k = fromEnd(in.getLast(), 1);
                yield o.complex()
                        ? new ComplexTridiagonalSolving(o.adjoint(), n, k)
                        : new TridiagonalSolving(o.adjoint(), n, k);
            }
            case Qr _ -> new QrFactorisation(fromEnd(in.get(0), 2), fromEnd(in.get(0), 1));
            case SymmetricEigen _ -> new EigenDecomposition(fromEnd(in.get(0), 1));
            case Svd _ -> new SingularValues(fromEnd(in.get(0), 2), fromEnd(in.get(0), 1));
        };
    }

    /// The extent of the last axis but `i - 1`.
    private static int fromEnd(Type type, int i) {
        Shape shape = type.shape();
        return shape.dim(shape.rank() - i);
    }
}
