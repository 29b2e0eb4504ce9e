package dev.costate.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimingTest {
    private static Timing timing(double firstCall, Double... samples) {
        return new Timing("Costate", List.of(samples), 1, 0, 1, firstCall, 0.5, 0, 0, "");
    }

    @Test
    void quantilesAreLinearBetweenTheSamples() {
        var timing = timing(9, 4.0, 1.0, 3.0, 2.0);
        assertThat(timing.median()).isEqualTo(2.5);
        assertThat(timing.quantile(0.25)).isEqualTo(1.75);
        assertThat(timing.quantile(0)).isEqualTo(1);
        assertThat(timing.quantile(1)).isEqualTo(4);
    }

    @Test
    void compilingIsWhatTheFirstCallTakesLonger() {
        assertThat(timing(9, 2.0).compileCold()).isEqualTo(7);
        assertThat(timing(0.3, 0.2).compileWarm()).isCloseTo(0.3, within(1e-15));
        assertThat(timing(1, 2.0).compileCold()).isZero();
    }

    @Test
    void thereIsASample() {
        assertThatThrownBy(() -> timing(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Costate has no samples");
    }
}
