package dev.costate.studies.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import org.junit.jupiter.api.Test;

class CostateEquationTest {
    // One sample of one number, x_1 = 1, y = 3, dt = 1/2, w1 = 0.7, w2 = 0.3, tanh, two steps.
    private final ControlProblem problem = new ControlProblem(
            Tensor.of(new double[][] {{1}}), Tensor.of(new double[][] {{3}}), 3, 1, 0.7, 0.3, Nonlinearity.TANH);
    private final Controls controls =
            new Controls(Tensor.of(new double[][][] {{{2}}, {{-1}}}), Tensor.of(new double[][] {{0.5}, {0.25}}));
    private final double x2 = 1 + 0.5 * (2 * Math.tanh(1) + 0.5);
    private final double x3 = x2 + 0.5 * (-Math.tanh(x2) + 0.25);

    @Test
    void theWeightStandsOutsideTheNonlinearity() {
        assertThat(StateEquation.solve(problem, controls).toDoubles())
                .containsExactly(new double[] {1, x2, x3}, within(1e-15));
    }

    @Test
    void theCostCountsEachTermOnce() {
        double expected = 0.5 * (x3 - 3) * (x3 - 3)
                + 0.5 * 0.7 / 2 * (x2 - 3) * (x2 - 3)
                + 0.5 * 0.3 / 2 * (4 + 1 + 0.25 + 0.0625);
        assertThat(ControlCost.of(problem, controls).item()).isCloseTo(expected, within(1e-14));
    }

    @Test
    void theCostateIsTheChainRule() {
        double slope = 1 - Math.tanh(x2) * Math.tanh(x2);
        double last = x3 - 3;
        double first = last + 0.5 * slope * -1 * last + 0.5 * 0.7 * (x2 - 3);
        Tensor states = StateEquation.solve(problem, controls);
        assertThat(CostateEquation.solve(problem, controls, states).toDoubles())
                .containsExactly(new double[] {first, last}, within(1e-14));
    }

    @Test
    void theIndexOffReadsTheStateBefore() {
        Tensor states = StateEquation.solve(problem, controls);
        double right = CostateEquation.solve(problem, controls, states).toDoubles()[0];
        double wrong =
                CostateEquation.solveOneIndexOff(problem, controls, states).toDoubles()[0];
        assertThat(wrong - right).isCloseTo(0.5 * 0.7 * (1 - x2), within(1e-14));
    }

    @Test
    void aSingleStepHasOneCostate() {
        ControlProblem oneStep = problem.lasting(0.5, 2);
        Controls first = new Controls(controls.v().get(":1"), controls.b().get(":1"));
        Tensor states = StateEquation.solve(oneStep, first);
        assertThat(CostateEquation.solve(oneStep, first, states).toDoubles())
                .containsExactly(new double[] {x2 - 3}, within(1e-15));
    }

    @Test
    void kicksAddToTheNextState() {
        double kicked = StateEquation.solveKicked(problem, controls, Tensor.of(new double[][][] {{{0.1}}, {{-0.2}}}))
                .get(-1)
                .item();
        double second = x2 + 0.1;
        assertThat(kicked).isCloseTo(second + 0.5 * (-Math.tanh(second) + 0.25) - 0.2, within(1e-14));
    }
}
