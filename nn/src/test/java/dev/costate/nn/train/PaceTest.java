package dev.costate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void theFirstChunkCountsOnlyUntilThereIsAnother() {
        var nanos = new AtomicLong();
        var pace = new Pace(nanos::get, 50);
        nanos.addAndGet(5 * SECOND);
        assertThat(pace.rate(60)).isCloseTo(2, within(1e-9));
        nanos.addAndGet(SECOND);
        assertThat(pace.rate(70)).isCloseTo(10, within(1e-9));
        nanos.addAndGet(3 * SECOND);
        assertThat(pace.rate(80)).isCloseTo(5, within(1e-9));
    }
}
