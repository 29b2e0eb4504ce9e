package dev.costate.bench.measure;

import java.util.Arrays;
import java.util.List;

/// How fast a contender was.
///
/// @param title name and version
/// @param samples seconds of a call, one for each sample
/// @param callsPerSample how many calls a sample is the mean of
/// @param warmUp seconds of warm-up
/// @param startToResult seconds from the start of the process to its first result
/// @param firstCall seconds of the first call, which compiles
/// @param freshCall seconds of the first call of a second, equal program in the warm process; 0 if there was none
/// @param allocated bytes that a call allocates; 0 if not known
/// @param held bytes that program and result hold; 0 if not known
/// @param note what has to be said about it
public record Timing(
        String title,
        List<Double> samples,
        int callsPerSample,
        double warmUp,
        double startToResult,
        double firstCall,
        double freshCall,
        double allocated,
        double held,
        String note) {
    /// Copies its arguments.
    ///
    /// @throws IllegalArgumentException if there are no samples
    public Timing {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("timing: " + title + " has no samples");
        }
    }

    /// The same with other samples.
    Timing withSamples(List<Double> others) {
        return new Timing(
                title, others, callsPerSample, warmUp, startToResult, firstCall, freshCall, allocated, held, note);
    }

    /// The median of the samples.
    public double median() {
        return quantile(0.5);
    }

    /// The quantile of the samples, linear between two of them.
    ///
    /// @param p from 0 to 1
    public double quantile(double p) {
        var sorted = samples.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        var place = p * (sorted.length - 1);
        var below = (int) Math.floor(place);
        var above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /// What the compiler took in a new process: the first call less a usual one.
    public double compileCold() {
        return Math.max(0, firstCall - median());
    }

    /// What it took in a warm process; 0 if that was not tried.
    public double compileWarm() {
        return Math.max(0, freshCall - median());
    }
}
