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
    void warmUpLastsUntilAThirdOfItIsAsFastAsTheThirdBefore() {
        // from 100 ms by 5 % a call to 10 ms, which are reached in the 46th call: of n calls the median of the third
        // before the last is to be one of these
        var samples = sample(new Pace(3, 0.1, 100, 0, 10), call -> (long) (1e8 * Math.max(0.1, Math.pow(0.95, call))));
        assertThat(calls - 3).isBetween(88, 96);
        assertThat(samples.seconds()).allSatisfy(s -> assertThat(s).isCloseTo(0.01, within(1e-12)));
    }

    @Test
    void oneFastCallDoesNotEndTheWarmUp() {
        // 100 ms and 2 % less in each call, but the sixteenth takes 10 ms
        var samples =
                sample(new Pace(3, 1, 3, 0, 10), call -> call == 15 ? 10_000_000 : (long) (1e8 * Math.pow(0.98, call)));
        assertThat(samples.warmUp()).isBetween(3.0, 3.1);
    }

    @Test
    void warmUpEndsWhereCallsGetFasterForEver() {
        // 1 s, .97 s, .94 s: the third passes the limit of 2 s
        var samples = sample(new Pace(3, 0.1, 2, 0, 10), call -> (long) (1e9 * Math.pow(0.97, call)));
        assertThat(samples.warmUp()).isCloseTo(2.91, within(0.01));
    }

    @Test
    void aWarmUpHasThreeCallsIfThereIsTime() {
        assertThat(sample(new Pace(3, 0.1, 100, 0, 10), _ -> 1_000_000_000).warmUp())
                .isCloseTo(3, within(1e-9));
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
