package dev.costate.bench.workload;

/// How a workload is timed.
public enum Manner {
    /// Calls in a warm process, one after the other.
    STEADY,
    /// New processes, from their start to the result of their first call.
    COLD
}
