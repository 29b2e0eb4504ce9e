package dev.costate.lab.probe;

import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.ops.Reductions;

/// How alike two kernels over the same examples are: the cosine of the angle between the matrices,
/// `<K, L> / (|K| |L|)` with Frobenius' product.
///
/// Shapes `[n,n], [n,n] -> []`. For positive semidefinite kernels it is from 0 to 1, and 1 where one is a
/// multiple of the other. A kernel of zeros has no direction: NaN, `0/0`. Costs `3 n^2` multiplications.
///
/// Source: Cristianini et al., "On kernel-target alignment", 2001; centred: Cortes, Mohri and Rostamizadeh,
/// arXiv 1203.0550.
public final class KernelAlignment {
    private KernelAlignment() {}

    /// The cosine as it is.
    ///
    /// @throws ShapeException if the two are not square matrices of one extent
    public static Tensor of(Tensor k, Tensor l) {
        same(k, l);
        // each is brought to length 1 first, so that no product of their sizes can be out of range
        return unit(k).mul(unit(l)).sum();
    }

    /// The cosine of the centred kernels `C K C` and `C L C` with `C = I - 1/n`, which does not see what a
    /// constant added to the features does.
    ///
    /// @throws ShapeException as [#of]
    public static Tensor centred(Tensor k, Tensor l) {
        same(k, l);
        return of(centre(k), centre(l));
    }

    /// How far a kernel has turned, `1 - <K, L> / (|K| |L|)`: from 0, and 1 for kernels that share nothing. The
    /// distance of the NTK from that of the start says how lazily a net has learned.
    ///
    /// @throws ShapeException as [#of]
    public static Tensor distance(Tensor k, Tensor l) {
        same(k, l);
        // 1 - cos = |u - v|^2 / 2 keeps its digits where the two are close
        return unit(k).sub(unit(l)).square().sum().div(2);
    }

    /// How alike a kernel and the targets' own, `y y^T`, are.
    ///
    /// @param k `[n,n]`
    /// @param targets with `n` elements: one for each row of the kernel, such as `[n]`, or `[m,o]` with
    ///     `n = m o` for the NTK of `o` outputs; or `[n,o]`, an example a row, whose kernel is `Y Y^T`
    /// @throws ShapeException if they do not fit
    public static Tensor withTargets(Tensor k, Tensor targets) {
        return of(k, kernelOf(k, targets));
    }

    /// [#withTargets] of centred kernels.
    public static Tensor centredWithTargets(Tensor k, Tensor targets) {
        return centred(k, kernelOf(k, targets));
    }

    /// `C K C`: the means of rows and columns taken off, the mean of all put back.
    static Tensor centre(Tensor k) {
        Tensor rows = k.sub(Reductions.mean(k, true, 1));
        return rows.sub(Reductions.mean(rows, true, 0));
    }

    private static Tensor kernelOf(Tensor k, Tensor targets) {
        same(k, k);
        int n = k.dim(0);
        boolean isElementwise = targets.size() == n;
        if (!isElementwise && (targets.rank() != 2 || targets.dim(0) != n)) {
            throw new ShapeException(
                    "kernel alignment: a kernel " + k.type() + " and targets " + targets.type(),
                    "expected " + n + " targets, or a matrix of " + n + " rows");
        }
        Tensor y = (isElementwise ? targets.reshape(n, 1) : targets).to(k.dtype());
        return y.matmul(y.transpose());
    }

    private static Tensor unit(Tensor k) {
        Tensor largest = k.abs().max();
        Tensor scaled = k.div(largest);
        return scaled.div(scaled.flatten().norm());
    }

    private static void same(Tensor k, Tensor l) {
        if (k.rank() != 2 || k.dim(0) != k.dim(1) || !k.shape().equals(l.shape())) {
            throw new ShapeException(
                    "kernel alignment: " + k.type() + " and " + l.type(), "expected two square matrices of one extent");
        }
    }
}
