package dev.costate.bench.measure;

import dev.costate.bench.workload.Manner;
import dev.costate.bench.workload.Peer;
import dev.costate.bench.workload.Scale;
import dev.costate.bench.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The commands that start Costate and its peers, with the same number of threads each.
///
/// @param python the Python with the peers' packages; empty for no peers
/// @param threads how many threads each may use
record Contenders(String python, int threads) {
    /// What all peers' programs share.
    static final String COMMON = "timing.py";

    /// Costate in a JVM like this one.
    Contender costate(Workload workload, Scale scale, Path folder) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(Contenders::isForEveryJvm)
                .forEach(command::add);
        command.add("-XX:ActiveProcessorCount=" + threads);
        command.add("-Dcostate.threads=" + threads);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Worker.class.getName());
        command.add(folder.toString());
        if (workload.manner() == Manner.COLD) {
            command.addAll(List.of(workload.name(), scale.name()));
        }
        return new Contender("costate", command, Map.of());
    }

    /// Agents and debuggers stay with the process that they were given to.
    private static boolean isForEveryJvm(String argument) {
        return !argument.startsWith("-agent")
                && !argument.startsWith("-javaagent")
                && !argument.startsWith("-XX:DumpLoadedClassList")
                && !argument.startsWith("-XX:ActiveProcessorCount");
    }

    /// A peer, whose program is unpacked into `folder`.
    Contender peer(Peer peer, Path folder) {
        unpack(COMMON, folder);
        unpack(peer.script(), folder);
        return new Contender(
                peer.key(),
                List.of(python, folder.resolve(peer.script()).toString(), folder.toString()),
                environment(threads));
    }

    /// What keeps a peer to so many threads.
    static Map<String, String> environment(int threads) {
        var count = String.valueOf(threads);
        return Map.of(
                "OMP_NUM_THREADS", count,
                "MKL_NUM_THREADS", count,
                "OPENBLAS_NUM_THREADS", count,
                "PYTHONDONTWRITEBYTECODE", "1");
    }

    /// Writes a peer's program into `folder`.
    static void unpack(String script, Path folder) {
        var name = "/dev/costate/bench/peers/" + script;
        try (var content = Contenders.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("the class path lacks " + name);
            }
            Files.write(folder.resolve(script), content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + folder.resolve(script), e);
        }
    }
}
