package dev.costate.bench.workload;

import dev.costate.Tensor;
import java.util.Map;

/// A workload's program with its data; the first run compiles it.
@FunctionalInterface
public interface Program {
    /// Does the whole work once.
    ///
    /// @return what a peer must agree with, by name
    Map<String, Tensor> run();
}
