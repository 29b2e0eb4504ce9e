package dev.costate.numerics.ode.explicit;

import dev.costate.Tensor;
import dev.costate.numerics.ode.Advance;
import dev.costate.numerics.ode.Field;
import dev.costate.numerics.ode.TableauMethod;
import dev.costate.numerics.ode.Tolerance;

/// What an [ExplicitTableau] makes: an implementation is a record without components that has a tableau.
public interface ExplicitRungeKutta extends TableauMethod {
    @Override
    ExplicitTableau tableau();

    @Override
    default Advance advance(Field f, Tensor t, Tensor h, Tensor y, Tensor slope, Tolerance tolerance) {
        ExplicitTableau tableau = tableau();
        Stages stages = Stages.of(tableau, f, t, h, y, slope);
        return stages.advance(tableau, stages.sum(tableau.error()));
    }

    @Override
    default double[][] interpolant() {
        double[][] lines = tableau().dense().polynomials();
        double[][] all = new double[lines.length + 1][];
        all[0] = new double[] {1};
        System.arraycopy(lines, 0, all, 1, lines.length);
        return all;
    }
}
