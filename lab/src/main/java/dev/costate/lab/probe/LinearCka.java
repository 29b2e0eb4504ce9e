package dev.costate.lab.probe;

import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Reductions;

/// Centred kernel alignment of two representations of the same examples, with linear kernels: 1 where one is
/// the other rotated, scaled and moved.
///
/// `HSIC(K, L) / sqrt(HSIC(K, K) HSIC(L, L))` with `K = X X^T`, `L = Y Y^T`. What is usually computed estimates
/// HSIC with a bias, and is near 1 for *independent* representations wider than there are examples. [#debiased]
/// is near 0 there: it is to be preferred.
///
/// Shapes `[n,p], [n,q] -> []`, an example a row; a vector `[n]` is one column. Representations that are the
/// same for all examples give NaN. Costs `n^2 (p + q)` multiplications.
///
/// Source: Kornblith et al., arXiv 1905.00414; the unbiased HSIC: Song et al., "Feature selection via
/// dependence maximization", 2012; in CKA: Nguyen, Raghu and Kornblith, arXiv 2010.15327.
public final class LinearCka {
    private static final int FEWEST = 4;

    private LinearCka() {}

    /// With the unbiased estimate of HSIC.
    ///
    /// From about -1, where there is nothing in common and few examples, to 1; NaN also where the estimate for
    /// one of the two by itself is not positive.
    ///
    /// @throws ShapeException if the examples are not as many, or fewer than 4
    public static Tensor debiased(Tensor x, Tensor y) {
        same(x, y);
        if (x.dim(0) < FEWEST) {
            throw new ShapeException(
                    "LinearCka: the unbiased estimate takes at least " + FEWEST + " examples, given " + x.type(),
                    "biased takes fewer");
        }
        Tensor k = unbiased(gram(x));
        Tensor l = unbiased(gram(y));
        return ratio(k.mul(l).sum(), k.square().sum(), l.square().sum());
    }

    /// With the biased estimate: `|X^T Y|^2 / (|X^T X| |Y^T Y|)` of centred columns.
    ///
    /// @throws ShapeException if the examples are not as many
    public static Tensor biased(Tensor x, Tensor y) {
        same(x, y);
        return KernelAlignment.of(gram(x), gram(y));
    }

    /// The unbiased estimate of the Hilbert-Schmidt independence criterion, `HSIC_1` of Song et al., with
    /// linear kernels: 0 on average for independent representations.
    ///
    /// @throws ShapeException as [#debiased]
    public static Tensor hsic(Tensor x, Tensor y) {
        same(x, y);
        int n = x.dim(0);
        return unbiased(gram(x)).mul(unbiased(gram(y))).sum().div((double) n * (n - 3));
    }

    private static Tensor ratio(Tensor both, Tensor first, Tensor second) {
        return both.div(first.sqrt()).div(second.sqrt());
    }

    /// The kernel of centred columns.
    private static Tensor gram(Tensor x) {
        return RepresentationAlignment.kernel(x.sub(Reductions.mean(x, true, 0)));
    }

    /// The kernel so centred, its diagonal left out, that `HSIC_1` is a sum of products (Székely and Rizzo,
    /// 2014).
    private static Tensor unbiased(Tensor kernel) {
        int n = kernel.dim(0);
        Tensor isDiagonal = Creation.eye(DType.INT32, n).eq(1);
        Tensor bare = isDiagonal.select(0, kernel);
        Tensor rows = Reductions.sum(bare, true, 1).div(n - 2);
        Tensor columns = Reductions.sum(bare, true, 0).div(n - 2);
        Tensor all = bare.sum().div((double) (n - 1) * (n - 2));
        return isDiagonal.select(0, bare.sub(rows).sub(columns).add(all));
    }

    private static void same(Tensor x, Tensor y) {
        if (x.rank() == 0 || y.rank() == 0 || x.dim(0) != y.dim(0)) {
            throw new ShapeException(
                    "LinearCka: " + x.type() + " and " + y.type(), "expected an example a row, in both as many");
        }
    }
}
