package dev.costate.bench;

import dev.costate.bench.workload.Scale;
import dev.costate.bench.workload.Workload;
import dev.costate.bench.workload.Workloads;

/// Runs one workload again and again in this process, for a profiler: `Alone NAME [SECONDS]`.
final class Alone {
    private Alone() {}

    public static void main(String[] args) {
        if (args.length < 1 || Workloads.named(args[0]).isEmpty()) {
            System.err.println("Alone: name a workload: "
                    + Workloads.all().stream().map(Workload::name).toList());
            System.exit(2);
        }
        var workload = Workloads.named(args[0]).getFirst();
        var seconds = args.length > 1 ? Double.parseDouble(args[1]) : 10;
        var data = workload.data(Scale.FULL);
        var figure = workload.figure(data);
        var program = workload.program(data);
        var begin = System.nanoTime();
        do {
            var callBegin = System.nanoTime();
            var result = program.run();
            var took = (System.nanoTime() - callBegin) * 1e-9;
            System.out.printf(
                    "%s: %.4g %s (%.4g s; %d results)%n",
                    workload.name(), figure.of(took), figure.unit(), took, result.size());
        } while ((System.nanoTime() - begin) * 1e-9 < seconds);
    }
}
