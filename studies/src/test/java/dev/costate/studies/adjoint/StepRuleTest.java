package dev.costate.studies.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.Tree;
import org.junit.jupiter.api.Test;

class StepRuleTest {
    private final Controls start = controls(1, -2);
    private final Controls gradient = controls(0.5, -4);

    @Test
    void plainFollowsTheGradient() {
        assertThat(after(new StepRule.Plain(0.1), 2)).containsExactly(new double[] {0.9, -1.2}, within(1e-15));
    }

    @Test
    void momentumKeepsGoing() {
        // The second step is 1.9 times the first.
        assertThat(after(new StepRule.Momentum(0.1, 0.9), 2))
                .containsExactly(new double[] {1 - 0.05 * 2.9, -2 + 0.4 * 2.9}, within(1e-15));
    }

    @Test
    void adamStepsItsRateUnderAConstantGradient() {
        assertThat(after(new StepRule.Adam(0.1), 7)).containsExactly(new double[] {0.3, -1.3}, within(1e-7));
    }

    private double[] after(StepRule rule, int steps) {
        Controls controls = start;
        StepRule.Memory memory = StepRule.Memory.none(start);
        for (int i = 0; i < steps; i++) {
            StepRule.Move move = rule.next(memory, gradient);
            controls = Tree.map(controls, move.direction(), (u, d) -> u.sub(d.mul(rule.rate())));
            memory = move.memory();
        }
        return new double[] {controls.v().item(), controls.b().item()};
    }

    private static Controls controls(double v, double b) {
        return new Controls(Tensor.of(new double[][][] {{{v}}}), Tensor.of(new double[][] {{b}}));
    }
}
