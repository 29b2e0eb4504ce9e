package dev.costate.bench;

import dev.costate.bench.workload.Scale;
import dev.costate.bench.workload.Workload;
import dev.costate.bench.workload.Workloads;
import java.util.ArrayList;
import java.util.List;

/// What is measured and how.
///
/// @param workloads what
/// @param python the Python with the peers' packages; empty for no peers
/// @param threads how many threads each contender may use
/// @param scale how much of the work
public record BenchSettings(List<Workload> workloads, String python, int threads, Scale scale) {
    /// Threads of each contender, unless another number is asked for.
    public static final int DEFAULT_THREADS = 2;

    /// Copies its arguments.
    ///
    /// @throws IllegalArgumentException if there is no thread
    public BenchSettings {
        workloads = List.copyOf(workloads);
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + "; at least one is needed");
        }
    }

    /// The workloads of these names, in their order; all for no name.
    ///
    /// @throws IllegalArgumentException if a name means none
    public static List<Workload> workloads(List<String> names) {
        if (names.isEmpty()) {
            return Workloads.all();
        }
        var chosen = new ArrayList<Workload>();
        for (var name : names) {
            var named = Workloads.named(name);
            if (named.isEmpty()) {
                throw new IllegalArgumentException("there is no workload '" + name + "'");
            }
            chosen.addAll(named);
        }
        return chosen;
    }
}
