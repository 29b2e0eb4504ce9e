package dev.costate.studies.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import org.junit.jupiter.api.Test;

class ZeroControlsTest {
    // |x - y|^2 = 9 + 16; four steps of 1/4, so that three states are on the way.
    private final ControlProblem problem = new ControlProblem(
            Tensor.of(new double[][] {{1, 2}}), Tensor.of(new double[][] {{4, -2}}), 5, 1, 0.8, 0.3, Nonlinearity.RELU);

    @Test
    void costsWhatThePaperSays() {
        assertThat(ZeroControls.cost(problem)).isCloseTo(0.5 * (1 + 0.25 * 0.8 * 3) * 25, within(1e-13));
        assertThat(ControlCost.of(problem, Controls.zero(problem)).item()).isCloseTo(20, within(1e-13));
    }

    @Test
    void costatesFallInAStraightLine() {
        double[] expected = {-3 * 1.6, 4 * 1.6, -3 * 1.4, 4 * 1.4, -3 * 1.2, 4 * 1.2, -3, 4};
        assertThat(ZeroControls.costates(problem).toDoubles()).containsExactly(expected, within(1e-14));
        Controls zero = Controls.zero(problem);
        assertThat(CostateEquation.solve(problem, zero, StateEquation.solve(problem, zero))
                        .toDoubles())
                .containsExactly(expected, within(1e-14));
    }
}
