package dev.costate.bench.measure;

import dev.costate.bench.workload.Data;
import dev.costate.bench.workload.Manner;
import dev.costate.bench.workload.Peer;
import dev.costate.bench.workload.Scale;
import dev.costate.bench.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Measures workloads, one contender after the other.
///
/// @param python the Python with the peers' packages; empty for no peers
/// @param threads how many threads each contender may use
/// @param scale how much of the work is done
/// @param progress is told what goes on now
public record Measuring(String python, int threads, Scale scale, Consumer<String> progress) {
    /// Threads of each contender, unless another number is asked for.
    public static final int DEFAULT_THREADS = 2;

    private static final int COLD_STARTS = 5;

    /// Checks its arguments.
    ///
    /// @throws IllegalArgumentException if there is no thread
    public Measuring {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: " + threads + "; at least one is needed");
        }
    }

    /// Measures a workload on Costate and on its peers.
    public Outcome measure(Workload workload) {
        var data = workload.data(scale);
        return inFolder(folder -> {
            progress.accept(workload.name() + ": Costate");
            var costate = costate(workload, data, folder);
            var rivals = new ArrayList<Outcome.Rival>();
            for (var peer : python.isEmpty() ? List.<Peer>of() : workload.peers()) {
                progress.accept(workload.name() + ": " + peer.title());
                var answer = run(workload, contenders().peer(peer, folder), folder);
                rivals.add(new Outcome.Rival(peer, answer, agreement(workload, costate, answer)));
            }
            return new Outcome(workload, workload.figure(data), costate, rivals);
        });
    }

    /// Measures Costate alone, on data of another size.
    public Answer measure(Workload workload, Data data) {
        return inFolder(folder -> costate(workload, data, folder));
    }

    private Answer costate(Workload workload, Data data, Path folder) {
        var pace = workload.manner() == Manner.COLD ? Pace.ONCE : scale == Scale.FULL ? Pace.FULL : Pace.QUICK;
        Manifest.write(folder, workload.name(), workload.task(), data, pace, threads);
        return run(workload, contenders().costate(workload, scale, folder), folder);
    }

    private Contenders contenders() {
        return new Contenders(python, threads);
    }

    private Answer run(Workload workload, Contender contender, Path folder) {
        var answer = ContenderProcess.run(contender, folder);
        return switch (workload.manner()) {
            case STEADY -> answer;
            case COLD -> coldStarts(contender, folder, answer);
        };
    }

    /// More processes after the first, of each of which the whole is a sample.
    private Answer coldStarts(Contender contender, Path folder, Answer first) {
        if (!(first instanceof Answer.Measured(var timing, var outputs))) {
            return first;
        }
        var samples = new ArrayList<>(timing.samples());
        for (var i = 1; i < (scale == Scale.FULL ? COLD_STARTS : 2); i++) {
            var answer = ContenderProcess.run(contender, folder);
            if (!(answer instanceof Answer.Measured(var another, var _))) {
                return answer;
            }
            samples.addAll(another.samples());
        }
        return new Answer.Measured(timing.withSamples(samples), outputs);
    }

    private static Optional<Agreement> agreement(Workload workload, Answer costate, Answer peer) {
        return costate instanceof Answer.Measured(var _, var ours) && peer instanceof Answer.Measured(var _, var theirs)
                ? Optional.of(Agreement.of(ours, theirs, workload.tolerance()))
                : Optional.empty();
    }

    /// Work in a folder that is gone afterwards.
    @FunctionalInterface
    private interface FolderWork<R> {
        R in(Path folder) throws IOException;
    }

    private static <R> R inFolder(FolderWork<R> work) {
        try {
            var folder = Files.createTempDirectory("costate-bench");
            try {
                return work.in(folder);
            } finally {
                try (var files = Files.walk(folder)) {
                    for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for data and results cannot be used", e);
        }
    }
}
