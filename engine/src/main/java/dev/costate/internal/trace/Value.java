package dev.costate.internal.trace;

import dev.costate.graph.Array;

/// What stands behind a tensor: numbers, or a place in a program that is being written.
public sealed interface Value {
    /// Numbers.
    ///
    /// @param array the numbers
    record Concrete(Array array) implements Value {}

    /// Value number `id` of a trace.
    ///
    /// @param trace the trace
    /// @param id the number
    record Traced(Trace trace, int id) implements Value {}
}
