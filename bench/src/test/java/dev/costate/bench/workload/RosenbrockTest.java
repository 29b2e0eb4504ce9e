package dev.costate.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RosenbrockTest {
    /// Where PyTorch's Adam stands.
    @Test
    void after100StepsItStandsWhereTheOriginalDoes() {
        var rosenbrock = new Rosenbrock();
        var end = Run.of(rosenbrock, rosenbrock.data(100));
        assertThat(end.get("x").item()).isCloseTo(2.00869767, within(5e-9));
        assertThat(end.get("y").item()).isCloseTo(4.03611220, within(5e-9));
    }

    /// The minimum is at (1, 1).
    @Test
    void manyStepsLeadToTheMinimum() {
        var rosenbrock = new Rosenbrock();
        var end = Run.of(rosenbrock, rosenbrock.data(20_000));
        assertThat(end.get("x").item()).isCloseTo(1, within(1e-6));
        assertThat(end.get("y").item()).isCloseTo(1, within(1e-6));
    }
}
