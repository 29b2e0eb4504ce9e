package dev.costate.graph;

/// A routine of linear algebra on the matrices and vectors that its operands' trailing axes are.
///
/// The leading axes, which all operands share, are a batch: each of its members is a problem of its own, and
/// its results are those it would have alone. So that most pages of rules need one line for all of them; an
/// operation has its legality from its [#signature], its derivative in `MatrixRules`, and its routine in
/// `dev.costate.internal.linalg`.
public sealed interface MatrixOp extends Op
        permits TriangularSolve, Lu, Solve, Cholesky, TridiagonalFactors, TridiagonalSolve, Qr, SymmetricEigen, Svd {
    /// What one member takes and gives.
    Signature signature();

    /// How many of the first operands are there to be differentiated only: no value is computed of them, and a
    /// program that is not differentiated any more need not have them. They have the axes of the operand behind
    /// them.
    default int unread() {
        return 0;
    }
}
