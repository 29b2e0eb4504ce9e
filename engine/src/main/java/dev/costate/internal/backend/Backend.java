package dev.costate.internal.backend;

import dev.costate.graph.Graph;

/// A way to run programs: the interpreter, the compiler to JVM bytecode, one day another device.
///
/// All backends compute the same function. The interpreter is the oracle: another backend may differ from it
/// by the rounding of its scalar functions and of its sums, never in which elements are NaN or infinite on
/// inputs whose exact results are well inside the range, and never in integers or booleans.
///
/// A backend is thread-safe.
public interface Backend {
    /// Makes `graph` ready to run.
    ///
    /// @param graph a verified graph
    Executable compile(Graph graph);
}
