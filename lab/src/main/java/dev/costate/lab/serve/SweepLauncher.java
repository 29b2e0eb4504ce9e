package dev.costate.lab.serve;

import dev.costate.lab.Cancellation;
import dev.costate.lab.PlainValue;
import dev.costate.lab.Study;
import dev.costate.lab.StudyListener;
import dev.costate.lab.config.ConfigException;
import dev.costate.lab.config.ConfigSchema;
import dev.costate.lab.experiment.Experiment;
import dev.costate.lab.report.SweepConclusion;
import dev.costate.lab.store.Asked;
import dev.costate.lab.store.RunStore;
import dev.costate.lab.store.StoreException;
import dev.costate.lab.store.SweepWriter;
import dev.costate.lab.sweep.Limits;
import dev.costate.lab.sweep.Outcome;
import dev.costate.lab.sweep.SweepListener;
import dev.costate.lab.sweep.Sweeps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs sweeps of studies in this process, each in a thread, into a run store.
public final class SweepLauncher implements Launcher, AutoCloseable {
    /// How many sweeps run at once; they share the machine.
    private static final int MOST = 4;

    /// How long a sweep has to commit what it is at when the launcher closes.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RunStore store;
    private final StoreLibrary library;
    private final List<Study<?>> studies;
    private final Consumer<String> log;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    private record Running(Thread thread, Cancellation cancellation) {}

    /// Does the work of a sweep with the right to write to it.
    @FunctionalInterface
    private interface Work {
        Outcome run(SweepWriter writer, Cancellation cancellation) throws IOException;
    }

    /// @param studies what can be started
    /// @param log takes a line for each sweep that ends in an error, and what the store has to say
    public SweepLauncher(RunStore store, StoreLibrary library, List<Study<?>> studies, Consumer<String> log) {
        this.store = store;
        this.library = library;
        this.studies = List.copyOf(studies);
        this.log = log;
    }

    @Override
    public List<Study<?>> studies() {
        return studies;
    }

    @Override
    public String start(Design design) throws DesignException {
        return start(study(design.study()), design);
    }

    private <C extends Record> String start(Study<C> study, Design design) throws DesignException {
        var swept = swept(design);
        List<C> configs;
        C base;
        try {
            configs = swept.configs(study);
            base = swept.base(study);
        } catch (ConfigException e) {
            throw new DesignException(
                    Map.of(design.axes().isBlank() ? Design.SEEDS : Design.AXES, String.valueOf(e.getMessage())));
        }
        Work work = (writer, cancellation) -> run(study, configs, writer, cancellation);
        synchronized (this) {
            var name = freeName(study.name());
            var asked =
                    new Asked(study.name(), plain(base), design.axes(), design.seeds(), command(study, design, name));
            launch(name, study, () -> store.write(name, asked, log), work);
            return name;
        }
    }

    /// The words of a command line that does the same.
    private List<String> command(Study<?> study, Design design, String name) {
        var words = new ArrayList<String>(List.of("run", study.name()));
        for (var option : ConfigSchema.of(study.defaults()).options()) {
            var text = design.options().get(option.path());
            if (text != null) {
                words.addAll(List.of(option.flag(), text));
            }
        }
        var seeds = design.seeds().strip();
        var axes = new ArrayList<String>();
        if (!design.axes().isBlank()) {
            axes.add(design.axes().strip());
        }
        if (seeds.contains(",")) {
            axes.add("seed=" + seeds);
        }
        if (!axes.isEmpty()) {
            words.addAll(List.of("--sweep", String.join("; ", axes)));
        }
        if (axes.isEmpty() || !(seeds.isEmpty() || seeds.contains(","))) {
            words.addAll(List.of("--seeds", seeds.isEmpty() ? "1" : seeds));
        }
        words.addAll(List.of("--name", name, "--store", store.folder().toString()));
        return words;
    }

    private static dev.costate.lab.sweep.Design swept(Design design) throws DesignException {
        dev.costate.lab.sweep.Design swept;
        try {
            swept = design.axes().isBlank()
                    ? dev.costate.lab.sweep.Design.of()
                    : dev.costate.lab.sweep.Design.parse(design.axes());
        } catch (ConfigException e) {
            throw new DesignException(Map.of(Design.AXES, String.valueOf(e.getMessage())));
        }
        swept = swept.set(design.options());
        var seeds = design.seeds().strip();
        if (seeds.isEmpty()) {
            return swept;
        }
        if (!seeds.matches("\\d{1,9}(\\s*,\\s*\\d{1,18})*")) {
            throw new DesignException(Map.of(Design.SEEDS, "expected how many, such as 20, or which, such as 3,5,8"));
        }
        return seeds.contains(",")
                ? swept.seeds(Arrays.stream(seeds.split(",", -1))
                        .map(seed -> Long.parseLong(seed.strip()))
                        .toList())
                : swept.seeds(Integer.parseInt(seeds));
    }

    /// The study's name with the first number that no sweep has.
    private String freeName(String study) {
        var number = 1;
        while (store.has(study + "-" + number) || running.containsKey(study + "-" + number)) {
            number++;
        }
        return study + "-" + number;
    }

    @Override
    public boolean canStop(String sweep) {
        return running.containsKey(sweep);
    }

    @Override
    public void stop(String sweep) {
        var one = running.get(sweep);
        if (one != null) {
            one.cancellation.request();
        }
    }

    @Override
    public boolean canResume(String sweep) {
        return library.sweep(sweep)
                .filter(one -> !one.isLive() && !canStop(sweep) && one.done() < one.runs())
                .filter(one -> studies.stream().anyMatch(study -> study.name().equals(one.study())))
                .isPresent();
    }

    @Override
    public void resume(String sweep) throws DesignException {
        if (!canResume(sweep)) {
            throw new DesignException("it is complete, somebody is at it, or its study is not known here");
        }
        var name = library.sweep(sweep).orElseThrow().study();
        resume(sweep, study(name));
    }

    private <C extends Record> void resume(String sweep, Study<C> study) throws DesignException {
        Work work = (writer, cancellation) -> {
            if (study instanceof Experiment<C, ?, ?> experiment) {
                return Sweeps.resume(experiment, writer, SweepListener.SILENT, cancellation, Limits.DEFAULT);
            }
            return Sweeps.resumeEach(study, writer, writer.files(), SweepListener.SILENT, cancellation);
        };
        synchronized (this) {
            launch(sweep, study, () -> store.resume(sweep, log), work);
        }
    }

    private static <C extends Record> Outcome run(
            Study<C> study, List<C> configs, SweepWriter writer, Cancellation cancellation) throws IOException {
        if (study instanceof Experiment<C, ?, ?> experiment) {
            return Sweeps.run(experiment, configs, writer, SweepListener.SILENT, cancellation);
        }
        return Sweeps.each(study, configs, writer, writer.files(), SweepListener.SILENT, cancellation);
    }

    @FunctionalInterface
    private interface Opening {
        SweepWriter open() throws IOException;
    }

    private void launch(String name, Study<?> study, Opening opening, Work work) throws DesignException {
        if (running.size() >= MOST) {
            throw new DesignException(MOST + " sweeps run here already; wait for one, or stop it");
        }
        SweepWriter writer;
        try {
            writer = opening.open();
        } catch (StoreException e) {
            throw new DesignException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var cancellation = new Cancellation();
        var thread = Thread.ofPlatform().name("sweep-" + name).unstarted(() -> work(study, writer, work, cancellation));
        running.put(name, new Running(thread, cancellation));
        thread.start();
        library.lookAgain();
    }

    private void work(Study<?> study, SweepWriter writer, Work work, Cancellation cancellation) {
        var begin = System.nanoTime();
        try (writer) {
            if (work.run(writer, cancellation).isComplete()) {
                conclude(study, writer, cancellation, begin);
            }
        } catch (Exception e) {
            // also whatever a study throws while it concludes: the other sweeps and the dashboard go on
            log.accept("sweep " + writer.name() + " ended: " + e.getMessage());
        } finally {
            running.remove(writer.name());
            library.lookAgain();
        }
    }

    private <C extends Record> void conclude(Study<C> study, SweepWriter writer, Cancellation cancellation, long begin)
            throws Exception {
        var schema = ConfigSchema.of(study.defaults());
        var base = schema.read(schema.texts(writer.asked().base()));
        var records = store.read(writer.name());
        var command = writer.asked().command();
        var _ = new SweepConclusion<>(study, base, records, writer.files(), command)
                .run(StudyListener.SILENT, cancellation, /* hasReport= */ true, begin);
    }

    private Study<?> study(String name) throws DesignException {
        return studies.stream()
                .filter(study -> study.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DesignException("there is no study '" + name + "' here"));
    }

    private static Map<String, @Nullable Object> plain(Record config) {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        if (PlainValue.of(config) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> plain.put(String.valueOf(key), value));
        }
        return plain;
    }

    /// Stops all sweeps, each after the piece at which it is, and waits for them.
    @Override
    public void close() {
        var all = List.copyOf(running.values());
        all.forEach(one -> one.cancellation.request());
        try {
            for (var one : all) {
                var _ = one.thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
