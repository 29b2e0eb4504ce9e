package dev.costate.lab.sweep;

import dev.costate.lab.Cancellation;
import dev.costate.lab.store.Asked;
import dev.costate.lab.store.FakeProcess;
import dev.costate.lab.store.RunStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A process of its own that trains a sweep into a run store, so that it can be killed.
final class SweepProcess {
    static final String READY = "ready";

    private SweepProcess() {}

    static Process start(Path store) throws IOException {
        return FakeProcess.java(SweepProcess.class, store.toString());
    }

    /// A line for each piece of work that is done.
    private static final SweepListener PIECES = new SweepListener() {
        @Override
        public void progress(Progress progress) {
            IO.println(progress.stepsDone());
        }
    };

    /// Trains the sweep, or what is left of it.
    ///
    /// @param arguments the folder of the store
    public static void main(String... arguments) throws IOException {
        var asked = new Asked("two-layers", Map.of("epochs", 80L), "lambda, hidden", 12, List.of());
        var configs = IntStream.range(0, 36)
                .mapToObj(i -> new TwoLayers.Config(5 + i % 2, 0.05, 0.01 * (i % 3), 0.3, 80, false, i / 3))
                .toList();
        try (var writer = RunStore.at(Path.of(arguments[0])).write("s", asked, notice -> {
            throw new AssertionError(notice);
        })) {
            IO.println(READY);
            var limits = Limits.DEFAULT.withChunk(6);
            var _ = Sweeps.run(new TwoLayers(), configs, writer, PIECES, new Cancellation(), limits);
        }
    }
}
