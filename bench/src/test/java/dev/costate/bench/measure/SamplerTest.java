package dev.costate.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/// Calls that take what the test says, on a clock that only they move.
class SamplerTest {
    private long now;
    private int calls;

    private Sampler.Samples sample(Pace pace, IntToLongFunction nanosOfCall) {
        return new Sampler(pace, () -> now).sample(() -> now += nanosOfCall.applyAsLong(calls++));
    }

    @Test
    void steadyCallsAreTimedAfterTheLeastWarmUp() {
        var samples = sample(new Pace(5, 0.1, 10, 0, 10), _ -> 20_000_000);
        assertThat(samples.warmUp()).isCloseTo(0.1, within(1e-9));
        assertThat(samples.seconds()).hasSize(5).allSatisfy(s -> assertThat(s).isCloseTo(0.02, within(1e-12)));
        assertThat(samples.callsPerSample()).isOne();
    }

    @Test
    void warmUpLastsHalfAsLongAgainAsCallsGetFaster() {
        // from 100 ms by 5 % a call to 10 ms, which are reached in the 46th call, after 1.83 s
        var samples = sample(new Pace(3, 0.1, 100, 0, 10), call -> (long) (1e8 * Math.max(0.1, Math.pow(0.95, call))));
        assertThat(samples.warmUp()).isBetween(2.70, 2.76);
        assertThat(samples.seconds()).allSatisfy(s -> assertThat(s).isCloseTo(0.01, within(1e-12)));
    }

    @Test
    void warmUpEndsWhereCallsGetFasterForEver() {
        // 1 s, .97 s, .94 s: the third passes the limit of 2 s
        var samples = sample(new Pace(3, 0.1, 2, 0, 10), call -> (long) (1e9 * Math.pow(0.97, call)));
        assertThat(samples.warmUp()).isCloseTo(2.91, within(0.01));
    }

    @Test
    void shortCallsAreTimedTogether() {
        var samples = sample(new Pace(4, 0, 1, 1e-3, 10), _ -> 3_000);
        assertThat(samples.callsPerSample()).isEqualTo(334);
        assertThat(samples.seconds()).hasSize(4).allSatisfy(s -> assertThat(s).isCloseTo(3e-6, within(1e-15)));
    }

    @Test
    void theBudgetEndsTheSamplesButNotBeforeThree() {
        assertThat(sample(new Pace(100, 0, 0, 0, 10), _ -> 2_000_000_000).seconds())
                .hasSize(5);
        assertThat(sample(new Pace(100, 0, 0, 0, 1), _ -> 2_000_000_000).seconds())
                .hasSize(3);
    }
}
