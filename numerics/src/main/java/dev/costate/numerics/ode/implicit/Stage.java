package dev.costate.numerics.ode.implicit;

import dev.costate.Tensor;
import dev.costate.numerics.roots.ImplicitFunction;
import dev.costate.numerics.roots.LinearPart;
import dev.costate.numerics.roots.Root;
import dev.costate.ops.Lu;
import java.util.List;

/// A stage of a diagonally implicit method, `z = base + weight f(t, z)`, and what its iteration starts from.
///
/// @param t its time, `f64[]`
/// @param weight `h gamma`, `f[]`
/// @param base what the stages before it come to, `f[n]`
/// @param guess a first `z`
/// @param lu of `I - h gamma J`
/// @param scale what an error of 1 is, `f[n]`
/// @param kappa the fraction of it that the iteration may leave, `f64[]`
/// @param captured what the field closes over
record Stage(
        Tensor t, Tensor weight, Tensor base, Tensor guess, Lu lu, Tensor scale, Tensor kappa, List<Tensor> captured) {
    /// The stage's `z`. Its derivative by all but guess and matrix is that of the equation.
    static Root<Tensor> solve(ClosedField field, Stage given) {
        return ImplicitFunction.<Stage>differentiable(
                        (z, s) -> s.residual(field, z),
                        s -> SimplifiedNewton.search(
                                z -> s.lu().solve(s.residual(field, z).neg()), s.guess(), s.scale(), s.kappa()),
                        LinearPart.DENSE)
                .apply(given);
    }

    private Tensor residual(ClosedField field, Tensor z) {
        return z.sub(base).sub(weight.mul(field.at(t, z, captured)));
    }
}
