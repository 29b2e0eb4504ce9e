package dev.costate;

/// How much [Compiled#explain(Detail)] tells.
public enum Detail {
    /// Loops, kernels, what they make and where it goes, flops, bytes, buffers: what does not depend on the
    /// machine or on where the program stands in its source. Made to be compared with an earlier text.
    SCHEDULE,
    /// Also vectors and threads, source lines, and expressions, the long ones cut short.
    KERNELS,
    /// Also every expression to its end.
    EXPRESSIONS
}
