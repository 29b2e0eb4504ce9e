package dev.costate.numerics.roots;

import static dev.costate.Costate.jacobianForward;
import static dev.costate.Costate.jvp;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.ops.Creation;
import dev.costate.ops.LinearAlgebra;

/// How the linearisation of `F` at `z` is solved.
@FunctionalInterface
public interface LinearPart {
    /// Any `F` from `[n]` to `[n]`: its Jacobian by forward mode, and LU with pivots, `n^3 / 3` products.
    LinearPart DENSE = (f, z, b) -> LinearAlgebra.solve(jacobianForward(f).apply(z), b);

    /// An `F` each of whose elements depends on the same element of `z` alone.
    LinearPart ELEMENTWISE = (f, z, b) -> b.div(jvp(f, z, Creation.onesLike(z)).tangent());

    /// Solves `F'(z) x = b`.
    ///
    /// What it does must be differentiable in both modes, and linear in `b`: it becomes part of derivatives.
    ///
    /// @param f the function
    /// @param z where its derivative is taken, `T[n]`
    /// @param b the right-hand side, `T[n]`
    /// @return `T[n]`
    Tensor solve(Fn1<Tensor, Tensor> f, Tensor z, Tensor b);
}
