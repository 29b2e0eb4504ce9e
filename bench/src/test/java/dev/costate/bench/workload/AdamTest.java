package dev.costate.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Tensor;
import org.junit.jupiter.api.Test;

class AdamTest {
    /// Under a constant gradient both means are exact once corrected, so that every step is the rate.
    @Test
    void aConstantGradientMovesByTheRate() {
        var state = Adam.start(Tensor.scalar(1), DType.FLOAT64);
        for (var i = 0; i < 10; i++) {
            state = state.step(Tensor.scalar(-3), 0.1);
        }
        assertThat(state.weights().item()).isCloseTo(2, within(1e-8));
    }
}
