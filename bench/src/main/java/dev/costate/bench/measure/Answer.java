package dev.costate.bench.measure;

import dev.costate.Tensor;
import java.util.Map;

/// What became of a contender.
public sealed interface Answer {
    /// It did the work.
    ///
    /// @param timing how fast
    /// @param outputs with what result
    record Measured(Timing timing, Map<String, Tensor> outputs) implements Answer {}

    /// It is not here.
    ///
    /// @param reason why: a package that is not installed
    record Absent(String reason) implements Answer {}

    /// It broke off.
    ///
    /// @param reason the last that it said
    record Failed(String reason) implements Answer {}
}
