package dev.costate.bench.measure;

import dev.costate.Tensor;
import dev.costate.bench.workload.Data;
import dev.costate.bench.workload.Scale;
import dev.costate.bench.workload.Workload;
import dev.costate.bench.workload.Workloads;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The program of Costate's own process: `Worker FOLDER`, or `Worker FOLDER WORKLOAD SCALE` for a cold start, which
/// makes its data itself as a user's program does.
///
/// It prints the line `result` when the first call is done, and at the end a line of JSON.
final class Worker {
    /// The line that says that the first result is there.
    static final String RESULT = "result";

    private static final String TITLE = "Costate";

    /// Holds what was computed, so that nobody can find out that it is not needed.
    @SuppressWarnings("UnusedVariable")
    private static volatile Object sink = TITLE;

    private Worker() {}

    public static void main(String[] args) {
        var folder = Path.of(args[0]);
        var answer = args.length == 1
                ? measure(folder, Manifest.read(folder))
                : firstCall(folder, workload(args[1]), Scale.valueOf(args[2]));
        System.out.println(Json.line(answer));
    }

    private static Workload workload(String name) {
        return Workloads.named(name).getFirst();
    }

    private static Measurement firstCall(Path folder, Workload workload, Scale scale) {
        var begin = System.nanoTime();
        var result = workload.program(workload.data(scale)).run();
        var seconds = since(begin);
        System.out.println(RESULT);
        System.out.flush();
        return new Measurement(TITLE, List.of(), 1, 0, seconds, 0, 0, 0, write(folder, result), "");
    }

    private static Measurement measure(Path folder, Manifest manifest) {
        var workload = workload(manifest.workload());
        var data = manifest.data(folder);
        var heldBefore = heldBytes();
        var program = workload.program(data);
        var begin = System.nanoTime();
        var result = program.run();
        var first = since(begin);
        System.out.println(RESULT);
        System.out.flush();
        var outputs = write(folder, result);
        var held = heldBytes() - heldBefore;
        sink = result;

        var samples = new Sampler(manifest.pace(), System::nanoTime).sample(() -> sink = program.run());
        var allocated = allocatedBytes();
        sink = program.run();
        allocated = allocatedBytes() - allocated;
        return new Measurement(
                TITLE,
                samples.seconds(),
                samples.callsPerSample(),
                samples.warmUp(),
                first,
                freshCall(workload, data),
                allocated,
                Math.max(0, held),
                outputs,
                "");
    }

    private static double freshCall(Workload workload, Data data) {
        var fresh = workload.program(data);
        var begin = System.nanoTime();
        sink = fresh.run();
        return since(begin);
    }

    private static List<TensorFile> write(Path folder, Map<String, Tensor> result) {
        var files = new ArrayList<TensorFile>();
        result.forEach((name, tensor) -> files.add(TensorFiles.write(folder, "costate-", name, tensor)));
        return files;
    }

    private static long heldBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// The bytes that all threads have allocated so far.
    private static long allocatedBytes() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getTotalThreadAllocatedBytes()
                : 0;
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) * 1e-9;
    }
}
