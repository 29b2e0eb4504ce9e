package dev.costate.studies.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Costate;
import dev.costate.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlProblemTest {
    private final Tensor points = Tensor.of(new double[3][2]);

    @Test
    void oneTimePointHasNoStep() {
        assertThatThrownBy(() -> new ControlProblem(points, points, 1, 1, 0, 0, Nonlinearity.TANH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "control problem: NT = 1 has no step; give at least 2 points in time, the input and one state"
                                + " after it");
    }

    @Test
    void samplesAreRowsOfBoth() {
        assertThatThrownBy(() -> new ControlProblem(points, Tensor.of(new double[2][2]), 3, 1, 0, 0, Nonlinearity.TANH))
                .hasMessage("control problem: inputs f64[3,2] and targets f64[2,2]; both are [I, N], a sample a row");
    }

    @Test
    void timeGoesForward() {
        assertThatThrownBy(() -> new ControlProblem(points, points, 3, 0, 0, 0, Nonlinearity.TANH))
                .hasMessage("control problem: the horizon T is 0.0; it must be positive");
    }

    @Test
    void theStepsShareTheHorizon() {
        ControlProblem problem = new ControlProblem(points, points, 5, 2, 0, 0, Nonlinearity.TANH);
        assertThat(problem.steps()).isEqualTo(4);
        assertThat(problem.dt()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @EnumSource
    void theSlopeIsTheDerivative(Nonlinearity nonlinearity) {
        Tensor x = Tensor.of(-40.0, -1.5, -0.1, 0.0, 0.3, 2.0, 40.0);
        Tensor derivative = Costate.grad((Tensor t) -> nonlinearity.of(t).sum()).apply(x);
        assertThat(nonlinearity.slope(x).toDoubles()).containsExactly(derivative.toDoubles(), within(1e-15));
    }

    /// The same function of time has the same norm on every grid, up to rounding; the Euclidean one grows like
    /// `sqrt(steps)`.
    @Test
    void functionSpaceNormsDoNotDependOnTheGrid() {
        for (int timePoints : new int[] {2, 11, 101}) {
            ControlProblem problem = new ControlProblem(points, points, timePoints, 2, 0, 0, Nonlinearity.TANH);
            Controls constant =
                    Controls.constant(Tensor.of(new double[][] {{1, 2}, {3, 4}}), Tensor.of(5.0, 6.0), problem.steps());
            assertThat(FunctionSpace.norm(problem, constant)).isCloseTo(Math.sqrt(2 * 91), within(1e-12));
        }
    }
}
