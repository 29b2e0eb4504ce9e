package dev.costate.numerics.ode.implicit;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.numerics.ode.Advance;
import dev.costate.numerics.ode.Failure;
import dev.costate.numerics.ode.Field;
import dev.costate.numerics.ode.Sums;
import dev.costate.numerics.ode.TableauMethod;
import dev.costate.numerics.ode.Tolerance;
import dev.costate.numerics.roots.Root;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.ops.LinearAlgebra;
import dev.costate.ops.Lu;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a [DiagonalTableau] makes: an implementation is a record without components that has a tableau.
///
/// Each stage is one system of `n` equations, solved by Newton's iteration with the Jacobian at the beginning
/// of the step and one LU of `I - h gamma J`. The slopes come from the stages,
/// `h k_i = (y_i - base_i) / gamma`, so that what the iteration leaves is not multiplied by the stiffness. The
/// rows of dense output are `y` and all `h k_i`.
///
/// Evaluations of the field do not count the Jacobian, which is `n` of its directional derivatives.
interface DiagonallyImplicit extends TableauMethod {
    @Override
    DiagonalTableau tableau();

    @Override
    default Advance advance(Field f, Tensor t, Tensor h, Tensor y, Tensor slope, Tolerance tolerance) {
        DiagonalTableau a = tableau();
        ClosedField field = ClosedField.of(f, t, y);
        Tensor step = h.to(y.dtype());
        Tensor weight = step.mul(a.gamma());
        Tensor matrix =
                Creation.eye(y.dtype(), y.size()).sub(weight.stopGradient().mul(field.jacobian(t, y)));
        Lu lu = LinearAlgebra.lu(matrix);
        Tensor still = y.stopGradient();
        Tensor scale = tolerance.scale(still, still);
        Tensor kappa = SimplifiedNewton.kappa(tolerance, y.dtype());
        List<Tensor> slopes = new ArrayList<>(List.of(step.mul(slope)));
        Tensor end = y;
        Tensor guess = still;
        Tensor evaluations = Tensor.scalar(DType.INT32, 1);
        Tensor converged = Tensor.scalar(DType.BOOL, 1);
        for (int i = 1; i < a.nodes().length; i++) {
            Tensor base = y.add(Sums.weighted(a.stages()[i], slopes));
            Root<Tensor> stage = Stage.solve(
                    field,
                    new Stage(t.add(h.mul(a.nodes()[i])), weight, base, guess, lu, scale, kappa, field.captured()));
            end = stage.value();
            slopes.add(end.sub(base).div(a.gamma()));
            guess = end.stopGradient();
            evaluations = evaluations.add(stage.iterations());
            converged = converged.and(stage.converged());
        }
        Tensor error = Sums.weighted(a.error(), slopes).stopGradient();
        return new Advance(
                end,
                a.filtered() ? lu.solve(error) : error,
                Layout.stack(Stream.concat(Stream.of(y), slopes.stream()).toList(), 0),
                f.at(t.add(h), end),
                evaluations,
                converged.select(
                        Tensor.scalar(DType.INT32, 0), Tensor.scalar(DType.INT32, Failure.NEWTON_FAILED.code())));
    }

    @Override
    default double[][] interpolant() {
        return Stream.concat(Stream.of(new double[] {1}), Stream.of(tableau().dense()))
                .toArray(double[][]::new);
    }
}
