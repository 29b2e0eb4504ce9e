package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.graph.SymmetricEigen;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;
import java.util.List;

/// Orthogonal factorisations, of `float32` and `float64`, and what is known by singular values.
///
/// Matrices lie along the last two axes; leading axes are a batch, which is shared out to the threads.
/// `float32` is computed in `double` and rounded once. An infinity or a NaN in a matrix makes all of its
/// results NaN.
///
/// All have derivatives of every order where eigenvalues and singular values lie apart. Those of vectors divide
/// by the distances of their values. Where two values are equal as far as rounding lets one know, that quotient
/// counts as 0. Right are then the first derivatives of sums over equal values and of projections on the space
/// of all their vectors; of `V diag(f(w)) V'` the part that mixes equal values is lost, and single vectors have
/// no derivative at all.
public final class Spectra {
    private Spectra() {}

    /// The reduced QR factorisation: `T[..., m, n] -> T[..., m, k], T[..., k, n]`, `k = min(m, n)`.
    ///
    /// By Householder's reflections, with LAPACK's signs, which NumPy has too. There are derivatives where the
    /// first `k` columns are independent; elsewhere they are infinite or NaN.
    ///
    /// @throws dev.costate.ShapeException if `a` has fewer than two axes
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static Qr qr(Tensor a) {
        return factored(Matrices.matrix("qr", a));
    }

    static Qr factored(Tensor a) {
        List<Tensor> results = Dispatch.apply(new dev.costate.graph.Qr(), List.of(a));
        return new Qr(results.get(0), results.get(1));
    }

    /// Eigenvalues, ascending, and eigenvectors of symmetric matrices: `T[..., n, n] -> T[..., n], T[..., n,
    /// n]`.
    ///
    /// They are those of `(a + a') / 2`, which is `a` if it is symmetric; so its gradient is symmetric too.
    /// Each eigenvector has the sign that makes the first of its elements that reaches 99 % of the largest
    /// magnitude positive.
    ///
    /// @throws dev.costate.ShapeException if the matrices are not square
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static Eigen eigh(Tensor a) {
        Matrices.matrix("eigh", a);
        if (a.dim(-1) != a.dim(-2)) {
            throw Problem.shape(
                    "eigh",
                    "the matrix " + Problem.describe(a) + " is not square (" + a.dim(-2) + " vs " + a.dim(-1) + ")",
                    "symmetric matrices are; svd takes all");
        }
        Tensor symmetric = a.add(Matrices.transposed(a)).mul(0.5);
        List<Tensor> results = Dispatch.apply(new SymmetricEigen(), List.of(symmetric));
        return new Eigen(results.get(0), results.get(1));
    }

    /// The reduced singular value decomposition: `T[..., m, n] -> T[..., m, k], T[..., k], T[..., k, n]`,
    /// `k = min(m, n)`.
    ///
    /// Each right singular vector has a sign as [#eigh] gives it, and the left one follows.
    ///
    /// @throws dev.costate.ShapeException if `a` has fewer than two axes
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static Svd svd(Tensor a) {
        return decomposed("svd", a);
    }

    static Svd decomposed(String operation, Tensor a) {
        List<Tensor> results = Dispatch.apply(new dev.costate.graph.Svd(), List.of(Matrices.matrix(operation, a)));
        return new Svd(results.get(0), results.get(1), results.get(2));
    }

    /// The singular values, descending: `T[..., m, n] -> T[..., min(m, n)]`.
    ///
    /// @throws dev.costate.ShapeException if `a` has fewer than two axes
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static Tensor singularValues(Tensor a) {
        return decomposed("singularValues", a).s();
    }

    /// The rank: how many singular values exceed `max(m, n) eps` times the largest, as in NumPy:
    /// `T[..., m, n] -> i32[...]`.
    ///
    /// @throws dev.costate.ShapeException if `a` has fewer than two axes
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static Tensor matrixRank(Tensor a) {
        Tensor s = decomposed("matrixRank", a).s();
        return counted(s, cutoff(a)).to(DType.INT32).sum(-1);
    }

    /// The condition number, the largest singular value over the smallest: `T[..., m, n] -> T[...]`; infinite
    /// for a matrix of less than full rank.
    ///
    /// @throws dev.costate.ShapeException if `a` has fewer than two axes, or no rows or columns
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static Tensor conditionNumber(Tensor a) {
        Tensor s = decomposed("conditionNumber", a).s();
        int k = s.dim(-1);
        if (k == 0) {
            throw Problem.shape(
                    "conditionNumber", Problem.describe(a) + " has no singular values", "give rows and columns");
        }
        int axis = s.rank() - 1;
        Tensor largest = Layout.slice(s, axis, 0, 1).squeeze(-1);
        Tensor smallest = Layout.slice(s, axis, k - 1, k).squeeze(-1);
        return Elementwise.select(smallest.eq(0), Double.POSITIVE_INFINITY, largest.div(smallest));
    }

    /// The spectral norm `max |a x| / |x|`, which is the largest singular value: `T[..., m, n] -> T[...]`.
    ///
    /// @throws dev.costate.ShapeException if `a` has fewer than two axes
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static Tensor spectralNorm(Tensor a) {
        Tensor s = decomposed("spectralNorm", a).s();
        return Layout.slice(s, s.rank() - 1, 0, Math.min(1, s.dim(-1))).sum(-1);
    }

    /// The nuclear norm, the sum of the singular values: `T[..., m, n] -> T[...]`.
    ///
    /// @throws dev.costate.ShapeException if `a` has fewer than two axes
    /// @throws dev.costate.DTypeException if `a` has whole numbers or booleans
    public static Tensor nuclearNorm(Tensor a) {
        return decomposed("nuclearNorm", a).s().sum(-1);
    }

    /// `max(m, n) eps`, what rounding may have made beside the largest singular value.
    static double cutoff(Tensor a) {
        return Math.max(a.dim(-1), a.dim(-2)) * (a.dtype() == DType.FLOAT32 ? 0x1p-23 : 0x1p-52);
    }

    /// Whether each singular value counts: it exceeds `cutoff` times the first.
    static Tensor counted(Tensor s, double cutoff) {
        return s.gt(Layout.slice(s, s.rank() - 1, 0, Math.min(1, s.dim(-1))).mul(cutoff));
    }
}
