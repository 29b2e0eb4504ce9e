package dev.costate.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void aRateIsWorkByTime() {
        assertThat(Figure.rate("steps/s", 100).of(0.5)).isEqualTo(200);
    }

    @Test
    void aDurationIsTimeByWork() {
        assertThat(Figure.nanoseconds("ns/step", 1000).of(1e-3)).isCloseTo(1000, within(1e-9));
        assertThat(Figure.milliseconds().of(0.25)).isCloseTo(250, within(1e-9));
        assertThat(Figure.seconds().of(1.25)).isEqualTo(1.25);
    }

    @Test
    void aCallDoesSomeWork() {
        assertThatThrownBy(() -> Figure.rate("steps/s", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("figure: a call does 0.0 steps/s; it must be positive");
    }
}
