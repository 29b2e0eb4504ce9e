package dev.costate.studies.adjoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HandGradientTest {
    /// Rounding of a few thousand double-precision products.
    private static final double ROUNDING = 1e-12;

    @ParameterizedTest
    @CsvSource({"1,1,2", "1,4,3", "2,1,5", "3,7,12", "5,4,10", "2,64,101", "4,2,151"})
    void equalsAutodiffForEverySize(int dimension, int samples, int timePoints) {
        for (Nonlinearity nonlinearity : Nonlinearity.values()) {
            RandomProblems random = new RandomProblems(timePoints);
            ControlProblem problem = random.problem(dimension, samples, timePoints, nonlinearity);
            Controls controls = random.controls(problem);
            var byHand = HandGradient.of(problem, controls);
            var byAutodiff = AutodiffGradient.of(problem, controls);
            assertThat(byHand.value().item()).isEqualTo(byAutodiff.value().item());
            assertThat(Controls.relativeDifference(byHand.grad(), byAutodiff.grad()))
                    .isLessThan(ROUNDING);
            Tensor states = StateEquation.solve(problem, controls);
            assertThat(Controls.relativeDifference(
                            CostateEquation.solve(problem, controls, states),
                            AutodiffGradient.costates(problem, controls)))
                    .isLessThan(ROUNDING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sumsTheStepsForConstantControls(Nonlinearity nonlinearity) {
        RandomProblems random = new RandomProblems(1);
        ControlProblem problem = random.problem(3, 5, 9, nonlinearity);
        Controls some = random.controls(problem);
        Tensor v = some.v().get(0);
        Tensor b = some.b().get(0);
        Controls byHand = HandGradient.constantInTime(problem, v, b);
        assertThat(byHand.v().shape()).isEqualTo(v.shape());
        assertThat(Controls.relativeDifference(byHand, AutodiffGradient.constantInTime(problem, v, b)))
                .isLessThan(ROUNDING);
    }

    /// `w2` enters by `(NT-1) dt w2 V = T w2 V`, whatever the number of steps.
    @ParameterizedTest
    @CsvSource({"2", "5", "40"})
    void paysThePenaltyInEveryStep(int timePoints) {
        RandomProblems random = new RandomProblems(2);
        ControlProblem problem = random.problem(2, 3, timePoints, Nonlinearity.TANH);
        Controls some = random.controls(problem);
        Tensor v = some.v().get(0);
        Tensor b = some.b().get(0);
        Controls with = HandGradient.constantInTime(problem, v, b);
        Controls without = HandGradient.constantInTime(problem.weighing(problem.running(), 0), v, b);
        double share = problem.horizon() * problem.penalty();
        assertThat(Controls.relativeDifference(with.descend(without, 1), new Controls(v.mul(share), b.mul(share))))
                .isLessThan(1e-11);
    }
}
