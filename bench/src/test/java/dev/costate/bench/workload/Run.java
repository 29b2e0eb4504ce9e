package dev.costate.bench.workload;

import dev.costate.Tensor;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// One run of a workload.
///
/// @param results what it gave
record Run(Map<String, Tensor> results) {
    static Run of(Workload workload, Data data) {
        return new Run(workload.program(data).run());
    }

    Tensor get(String name) {
        return Optional.ofNullable(results.get(name)).orElseThrow(() -> new NoSuchElementException(name));
    }
}
