package dev.costate.bench.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/// Times calls by the procedure that [Pace] tells; `timing.py` does the same for the peers.
public final class Sampler {
    private static final double NOTABLY_FASTER = 0.98;
    private static final int LEAST_SAMPLES = 3;

    private final Pace pace;
    private final LongSupplier nanoTime;

    /// What was seen.
    ///
    /// @param seconds of a call, one for each sample
    /// @param callsPerSample how many calls a sample is the mean of
    /// @param warmUp seconds until the first sample
    public record Samples(List<Double> seconds, int callsPerSample, double warmUp) {
        /// Copies its argument.
        public Samples {
            seconds = List.copyOf(seconds);
        }

        /// Seconds of a call, the median.
        public double median() {
            return Sampler.median(seconds);
        }
    }

    /// A sampler.
    ///
    /// @param nanoTime the clock
    public Sampler(Pace pace, LongSupplier nanoTime) {
        this.pace = pace;
        this.nanoTime = nanoTime;
    }

    /// Warms up and takes the samples.
    public Samples sample(Runnable call) {
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
    /// @return about the seconds of a call, at its best
    private double warmUp(Runnable call) {
        var begin = nanoTime.getAsLong();
        var windows = new ArrayList<Double>();
        while (true) {
            var windowBegin = nanoTime.getAsLong();
            var calls = 0;
            double window;
            do {
                call.run();
                calls++;
                window = since(windowBegin);
            } while (window < pace.sampleSeconds());
            windows.add(window / calls);
            var elapsed = since(begin);
            if (elapsed >= pace.warmUpAtMost() || (elapsed >= pace.warmUpAtLeast() && isSteady(windows))) {
                return Collections.min(windows);
            }
        }
    }

    /// Whether the last third of the windows is not notably faster than the third before.
    private static boolean isSteady(List<Double> windows) {
        var third = windows.size() / 3;
        var n = windows.size();
        return third > 0
                && median(windows.subList(n - third, n))
                        >= NOTABLY_FASTER * median(windows.subList(n - 2 * third, n - third));
    }

    private static double median(List<Double> seconds) {
        return seconds.stream().sorted().toList().get(seconds.size() / 2);
    }

    private double since(long nanos) {
        return (nanoTime.getAsLong() - nanos) * 1e-9;
    }
}
