package dev.costate.numerics.ode.explicit;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.numerics.ode.Advance;
import dev.costate.numerics.ode.Field;
import dev.costate.numerics.ode.Method;
import dev.costate.numerics.ode.Tolerance;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What an [ExplicitTableau] makes: an implementation is a record without components that has a tableau.
///
/// The rows of dense output are the state at the beginning and `h k_i` for each stage whose line in
/// [ExplicitTableau#dense] is not empty.
public interface ExplicitRungeKutta extends Method {
    /// The coefficients.
    ExplicitTableau tableau();

    @Override
    default String name() {
        return tableau().name();
    }

    @Override
    default int order() {
        return tableau().order();
    }

    @Override
    default int errorOrder() {
        return tableau().errorOrder();
    }

    @Override
    default Advance advance(Field f, Tensor t, Tensor h, Tensor y, Tensor slope, Tolerance tolerance) {
        Stages stages = Stages.of(tableau(), f, t, h, y, slope);
        Tensor step = h.to(y.dtype());
        Tensor error = step.mul(Sums.weighted(tableau().error(), stages.slopes()));
        List<Tensor> rows = new ArrayList<>();
        rows.add(y);
        double[][] dense = tableau().dense();
        for (int i = 0; i < dense.length; i++) {
            if (dense[i].length > 0) {
                rows.add(step.mul(stages.slopes().get(i)));
            }
        }
        return new Advance(
                stages.y(),
                error,
                Layout.stack(rows, 0),
                stages.slope(),
                Tensor.scalar(DType.INT32, stages.evaluations()),
                Tensor.scalar(DType.INT32, 0));
    }

    @Override
    default double[][] interpolant() {
        Stream<double[]> used = Arrays.stream(tableau().dense()).filter(line -> line.length > 0);
        return Stream.concat(Stream.of(new double[] {1}), used).toArray(double[][]::new);
    }
}
