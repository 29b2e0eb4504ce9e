package dev.costate.lab.probe;

import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.ops.Reductions;

/// The neural tangent kernel of an infinitely wide net with one hidden layer of ReLU: what the empirical kernel
/// of `f(x) = h^-1/2 sum_j a_j relu(w_j . x)` with standard normal `a`, `w` tends to as `h` grows.
///
/// `|x| |z| (sin t + (pi - t) cos t) / 2 pi + x . z (pi - t) / 2 pi`, `t` the angle between `x` and `z`: the
/// first term is what the weights `a` give, the second what `w` give.
///
/// Shapes `[n,d], [m,d] -> [n,m]`. Costs memory for `[n,m,d]`. A row of zeros gives zeros.
///
/// Source: Cho and Saul, "Kernel methods for deep learning", 2009; Jacot, Gabriel and Hongler, arXiv
/// 1806.07572.
public final class ReluNtk {
    private ReluNtk() {}

    /// The kernel among inputs, `[n,d] -> [n,n]`.
    public static Tensor of(Tensor x) {
        return of(x, x);
    }

    /// The kernel between inputs.
    ///
    /// @throws ShapeException if the two are not matrices of as many columns
    public static Tensor of(Tensor x, Tensor z) {
        if (x.rank() != 2 || z.rank() != 2 || x.dim(1) != z.dim(1)) {
            throw new ShapeException(
                    "ReluNtk: " + x.type() + " and " + z.type(), "expected an input a row, both with as many columns");
        }
        Tensor sizes = Reductions.norm(x, true, 1).mul(z.norm(1));
        Tensor angle = angle(unit(x).unsqueeze(1), unit(z));
        Tensor rest = angle.rsub(Math.PI);
        Tensor outer = sizes.mul(angle.sin().add(rest.mul(angle.cos())));
        return outer.add(x.matmul(z.transpose()).mul(rest)).div(2 * Math.PI);
    }

    /// `2 atan2(|u - v|, |u + v|)`, which is exact for small angles too (Kahan).
    private static Tensor angle(Tensor u, Tensor v) {
        return u.sub(v).norm(-1).atan2(u.add(v).norm(-1)).mul(2);
    }

    private static Tensor unit(Tensor x) {
        Tensor size = Reductions.norm(x, true, 1);
        return x.div(size.eq(0).select(1, size));
    }
}
