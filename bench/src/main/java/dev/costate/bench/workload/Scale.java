package dev.costate.bench.workload;

/// How much of the work is done.
public enum Scale {
    /// All of it, as the tables show it.
    FULL,
    /// A small part, to see that everything runs: the figures mean little.
    QUICK
}
