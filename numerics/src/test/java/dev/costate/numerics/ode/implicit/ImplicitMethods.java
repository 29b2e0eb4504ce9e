package dev.costate.numerics.ode.implicit;

import dev.costate.Tensor;
import dev.costate.numerics.ode.Advance;
import dev.costate.numerics.ode.Field;
import dev.costate.numerics.ode.Method;
import dev.costate.numerics.ode.Tolerance;
import java.util.List;

/// The methods under test, and single steps of them.
final class ImplicitMethods {
    /// So tight that Newton's iteration leaves nothing but roundings.
    static final Tolerance TIGHT = Tolerance.of(1e-13, 1e-14);

    /// A method and the power of the step that its dense output's error falls by.
    ///
    /// @param dense the order of dense output
    /// @param atInfinity the stability function at minus infinity
    record Case(Method method, int dense, double atInfinity) {
        @Override
        public String toString() {
            return method.name();
        }
    }

    private ImplicitMethods() {}

    static List<Case> all() {
        return List.of(
                new Case(new BackwardEuler(), 1, 0),
                new Case(new Trapezoid(), 2, -1),
                new Case(new KennedyCarpenter4(), 3, 0),
                new Case(new Radau5(), 3, 0));
    }

    /// A step from `y` at `t`.
    static Advance step(Method method, Field f, Tensor t, Tensor h, Tensor y) {
        return method.advance(f, t, h, y, f.at(t, y), TIGHT);
    }

    /// A step from numbers.
    static Advance step(Method method, Field f, double t, double h, double... y) {
        return step(method, f, Tensor.scalar(t), Tensor.scalar(h), Tensor.of(y));
    }

    /// What dense output says after a part `theta` of a step.
    static Tensor interpolated(Method method, Advance step, double theta) {
        double[][] lines = method.interpolant();
        Tensor sum = step.y().mul(0);
        for (int i = 0; i < lines.length; i++) {
            double weight = 0;
            for (int j = lines[i].length - 1; j >= 0; j--) {
                weight = weight * theta + lines[i][j];
            }
            sum = sum.add(step.rows().get(i).mul(weight));
        }
        return sum;
    }
}
