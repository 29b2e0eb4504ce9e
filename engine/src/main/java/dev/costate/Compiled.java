package dev.costate;

import dev.costate.graph.Graph;
import dev.costate.internal.backend.Executable;

/// A program as it was compiled for arguments of some structure, shapes and dtypes; `compile` of a [Jit] makes
/// it, for looking at.
public final class Compiled {
    private final Executable executable;

    Compiled(Executable executable) {
        this.executable = executable;
    }

    /// The program as it was traced, before the compiler's changes.
    public Graph graph() {
        return executable.graph();
    }

    /// What runs: the loops, and for each kernel what it makes, of what, in which loops, how many bytes it reads and
    /// writes and about how much work it is; under it the results that are computed together, those in memory and
    /// those that never go there, with their expressions. For reading: its form may change from version to version.
    public String explain() {
        return executable.explain();
    }
}
