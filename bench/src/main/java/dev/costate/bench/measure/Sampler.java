package dev.costate.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// Times calls by the procedure that [Pace] tells; `timing.py` does the same for the peers.
final class Sampler {
    private static final double NOTABLY_FASTER = 0.98;
    private static final double LAST_THIRD = 1.5;
    private static final int LEAST_SAMPLES = 3;

    private final Pace pace;
    private final LongSupplier nanoTime;

    /// What was seen.
    ///
    /// @param seconds of a call, one for each sample
    /// @param callsPerSample how many calls a sample is the mean of
    /// @param warmUp seconds until the first sample
    record Samples(List<Double> seconds, int callsPerSample, double warmUp) {}

    /// A sampler.
    ///
    /// @param nanoTime the clock
    Sampler(Pace pace, LongSupplier nanoTime) {
        this.pace = pace;
        this.nanoTime = nanoTime;
    }

    Samples sample(Runnable call) {
        var begin = nanoTime.getAsLong();
        var fastest = warmUp(call);
        var warmUp = since(begin);
        var calls = (int) Math.clamp(Math.ceil(pace.sampleSeconds() / Math.max(fastest, 1e-9)), 1, 1e6);
        var seconds = new ArrayList<Double>();
        var samplesBegin = nanoTime.getAsLong();
        while (seconds.size() < pace.samples()
                && (seconds.size() < LEAST_SAMPLES || since(samplesBegin) < pace.budgetSeconds())) {
            var sampleBegin = nanoTime.getAsLong();
            for (var i = 0; i < calls; i++) {
                call.run();
            }
            seconds.add(since(sampleBegin) / calls);
        }
        return new Samples(seconds, calls, warmUp);
    }

    /// Calls until the calls get no faster.
    ///
    /// @return the seconds of the fastest call
    private double warmUp(Runnable call) {
        var begin = nanoTime.getAsLong();
        var fastest = Double.POSITIVE_INFINITY;
        var notablyFaster = 0.0;
        while (true) {
            var callBegin = nanoTime.getAsLong();
            call.run();
            var seconds = since(callBegin);
            var elapsed = since(begin);
            if (seconds < NOTABLY_FASTER * fastest) {
                notablyFaster = elapsed;
            }
            fastest = Math.min(fastest, seconds);
            var steady = elapsed >= pace.warmUpAtLeast() && elapsed >= LAST_THIRD * notablyFaster;
            if (steady || elapsed >= pace.warmUpAtMost()) {
                return fastest;
            }
        }
    }

    private double since(long nanos) {
        return (nanoTime.getAsLong() - nanos) * 1e-9;
    }
}
