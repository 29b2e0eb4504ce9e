package dev.costate.numerics.control;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.numerics.Refusal;
import dev.costate.numerics.ode.Tolerance;
import dev.costate.numerics.ode.VectorField;
import dev.costate.numerics.ode.explicit.RungeKutta4;
import dev.costate.ops.Creation;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The network as a control system: `x_{k+1} = x_k + dt (V_k tanh(x_k) + b_k)`, samples in rows.
class ControlProblemTest {
    private record Control(Tensor v, Tensor b) {}

    private static final VectorField<Tensor, Control> FIELD =
            (t, x, u) -> x.tanh().matmul(u.v.transpose()).add(u.b);

    private static Costs<Tensor, Control> costs(Tensor y, double running, double penalty) {
        return new Costs<>() {
            @Override
            public Tensor terminal(Tensor x) {
                return x.sub(y).square().sum().mul(0.5);
            }

            @Override
            public Tensor running(Tensor k, Tensor x) {
                return terminal(x).mul(running);
            }

            @Override
            public Tensor penalty(Tensor k, Control u) {
                return u.v.square().sum().add(u.b.square().sum()).mul(0.5 * penalty);
            }
        };
    }

    private static Tensor normal(long seed, int... dims) {
        return Random.normal(Key.of(seed), DType.FLOAT64, Shape.of(dims));
    }

    private static final int STEPS = 12;
    private static final double DT = 0.1;
    private static final Tensor X = normal(1, 5, 2);
    private static final Tensor Y = normal(2, 5, 2);
    private static final Control CONTROLS = new Control(normal(3, STEPS, 2, 2), normal(4, STEPS, 2));

    @Test
    void costatesAndGradientAreThoseOfTheFormulas() {
        double w1 = 0.7;
        double w2 = 0.3;
        ControlProblem<Tensor, Control> problem = new ControlProblem<>(Dynamics.euler(FIELD, DT), costs(Y, w1, w2), DT);
        Adjoint<Tensor, Control> found = problem.adjoint(X, CONTROLS);
        Tensor phi = found.states().get(STEPS).sub(Y);
        for (int k = STEPS - 1; k >= 0; k--) {
            assertThat(found.costates().get(k).allClose(phi, 1e-13, 1e-14))
                    .as("costate %d", k)
                    .isTrue();
            Tensor x = found.states().get(k);
            Tensor v = CONTROLS.v.get(k);
            Tensor byV = phi.transpose().matmul(x.tanh()).add(v.mul(w2)).mul(DT);
            Tensor byB = phi.sum(0).add(CONTROLS.b.get(k).mul(w2)).mul(DT);
            assertThat(found.gradient().v.get(k).allClose(byV, 1e-12, 1e-14)).isTrue();
            assertThat(found.gradient().b.get(k).allClose(byB, 1e-12, 1e-14)).isTrue();
            // phi_{k-1} = phi_k + dt s'(x_k) (V_k^T phi_k) + dt w1 (x_k - y)
            Tensor slope = x.tanh().square().rsub(1);
            phi = phi.add(phi.matmul(v).mul(slope).mul(DT)).add(x.sub(Y).mul(DT * w1));
        }
    }

    @Test
    void theyAreWhatAutodiffSays() {
        Dynamics<Tensor, Control> runge = Dynamics.of(new RungeKutta4(), FIELD, DT, Tolerance.of(1e-9, 1e-9));
        for (Dynamics<Tensor, Control> dynamics : List.of(Dynamics.euler(FIELD, DT), runge)) {
            ControlProblem<Tensor, Control> problem = new ControlProblem<>(dynamics, costs(Y, 0.7, 0.3), DT);
            Adjoint<Tensor, Control> found =
                    jit((Control u) -> problem.adjoint(X, u)).apply(CONTROLS);
            Control expected = grad((Control u) -> problem.cost(X, u)).apply(CONTROLS);
            assertThat(found.gradient().v.allClose(expected.v, 1e-12, 1e-14)).isTrue();
            assertThat(found.gradient().b.allClose(expected.b, 1e-12, 1e-14)).isTrue();
            // dJ/dx_1: the cost of what is left
            Tensor moved = grad((Tensor x) -> {
                        Control rest = Tree.map(CONTROLS, u -> u.get("1:"));
                        Tensor running = x.sub(Y).square().sum().mul(0.5 * 0.7 * DT);
                        return problem.cost(x, rest).add(running);
                    })
                    .apply(found.states().get(1));
            assertThat(found.costates().get(0).allClose(moved, 1e-12, 1e-14)).isTrue();
        }
    }

    @Test
    void theDocumentsFixture() {
        Tensor phi = Tensor.of(new double[][] {{.1, .2, .3}, {.4, .5, .6}})
                .transpose()
                .unsqueeze(1);
        Tensor x = Tensor.of(new double[][] {{.6, .5, .4}, {.3, .2, .1}})
                .transpose()
                .unsqueeze(1);
        Control u = new Control(Tensor.of(new double[][] {{1, 2}, {3, 4}}), Tensor.of(1.0, -1.0));
        double dt = 0.01;
        ControlProblem<Tensor, Control> problem = new ControlProblem<>(
                Dynamics.euler(FIELD, dt), costs(Creation.zeros(DType.FLOAT64, Shape.of(1, 2)), 0, 0), dt);
        Control all = problem.gradient(x, phi.get(":2"), ControlProblem.constant(u, 2));
        Control sum = ControlProblem.overTime(all);
        // The document adds the penalty's gradient dt w2 V once, w2 = 0.1.
        Control found = Tree.map(sum, u, (g, c) -> g.add(c.mul(dt * 0.1)));
        assertThat(found.v.flatten().toDoubles())
                .containsExactly(new double[] {.00246128, .00268606, .00745878, .00615213}, within(5e-9));
        assertThat(found.b.toDoubles()).containsExactly(new double[] {.004, .008}, within(1e-15));
    }

    @Test
    void theGradientInFunctionSpaceDoesNotDependOnTheDepth() {
        double[] sizes = new double[2];
        for (int i = 0; i < 2; i++) {
            int steps = 100 << (3 * i);
            double dt = 1.0 / steps;
            ControlProblem<Tensor, Control> problem =
                    new ControlProblem<>(Dynamics.euler(FIELD, dt), costs(Y, 0.1, 0.1), dt);
            Control constant = ControlProblem.constant(Tree.map(CONTROLS, u -> u.get(0)), steps);
            Adjoint<Tensor, Control> adjoint = problem.adjoint(X, constant);
            sizes[i] = adjoint.norms().max().item();
        }
        assertThat(sizes[1] / sizes[0]).isCloseTo(1, within(0.02));
    }

    @Test
    void withoutControlsNothingMoves() {
        // V = b = 0: J = 1/2 (1 + dt w1 (N - 1)) sum |x - y|^2, phi_k = (x - y)(1 + dt w1 (N - 1 - k)), k from 0
        ControlProblem<Tensor, Control> problem =
                new ControlProblem<>(Dynamics.euler(FIELD, DT), costs(Y, 0.7, 0.3), DT);
        Adjoint<Tensor, Control> still = problem.adjoint(X, Tree.map(CONTROLS, Creation::zerosLike));
        double away = X.sub(Y).square().sum().item();
        assertThat(still.cost().item()).isCloseTo(0.5 * (1 + DT * 0.7 * (STEPS - 1)) * away, within(1e-12));
        for (int k = 0; k < STEPS; k++) {
            Tensor expected = X.sub(Y).mul(1 + DT * 0.7 * (STEPS - 1 - k));
            assertThat(still.costates().get(k).allClose(expected, 1e-13, 0)).isTrue();
        }
    }

    @Test
    void oneStepHasOneCostate() {
        ControlProblem<Tensor, Control> problem =
                new ControlProblem<>(Dynamics.euler(FIELD, DT), costs(Y, 0.7, 0.3), DT);
        Control one = Tree.map(CONTROLS, u -> u.get(":1"));
        Adjoint<Tensor, Control> found = problem.adjoint(X, one);
        Control expected = grad((Control u) -> problem.cost(X, u)).apply(one);
        assertThat(found.costates().dim(0)).isEqualTo(1);
        assertThat(found.gradient().v.allClose(expected.v, 1e-13, 1e-15)).isTrue();
    }

    @Test
    void wrongControlsAreNamed() {
        ControlProblem<Tensor, Control> problem = new ControlProblem<>(Dynamics.euler(FIELD, DT), costs(Y, 0, 0), DT);
        assertThatThrownBy(() -> problem.cost(X, new Control(normal(1, 3, 2, 2), normal(1, 4, 2))))
                .isInstanceOf(ArgumentException.class)
                .extracting(Refusal::text)
                .isEqualTo(
                        "control: the controls have leaves of [3, 4] steps at HERE; expected one number of at least 1,"
                                + " the axis in front of each leaf");
        assertThatThrownBy(() -> new ControlProblem<>(Dynamics.euler(FIELD, DT), costs(Y, 0, 0), 0))
                .isInstanceOf(ArgumentException.class)
                .extracting(Refusal::text)
                .isEqualTo("control: the step is 0.0 at HERE; expected a number above 0");
    }
}
