package dev.costate.lab.serve;

import dev.costate.lab.Study;
import dev.costate.lab.config.ConfigException;
import dev.costate.lab.config.ConfigSchema;
import dev.costate.lab.runs.Phase;
import dev.costate.lab.runs.Records;
import dev.costate.lab.runs.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Sweeps in memory, trained by threads of their own in pieces of 50 epochs with a pause after each.
class XorLibrary implements Library, Launcher {
    static final int PIECE = 50;

    private final Map<String, Entry> entries = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, Thread> workers = new ConcurrentHashMap<>();
    private final long pauseMillis;
    private final AtomicLong version = new AtomicLong();

    private record Entry(String name, Instant created, XorSweep sweep) {}

    XorLibrary(long pauseMillis) {
        this.pauseMillis = pauseMillis;
    }

    /// Adds a sweep and trains it to its end.
    void addFinished(String name, Instant created, String axes, int seeds, Map<String, String> options) {
        var sweep = new XorSweep(configs(options, axes, seeds));
        while (sweep.train(1000)) {
            // goes on
        }
        entries.put(name, new Entry(name, created, sweep));
        version.incrementAndGet();
    }

    private static List<XorStudy.Config> configs(Map<String, String> options, String axes, int seeds) {
        List<Map<String, String>> cells = List.of(options);
        for (var axis : axes.isBlank() ? new String[0] : axes.strip().split("\\s+")) {
            var sides = axis.split("=", 2);
            if (sides.length < 2) {
                throw new ConfigException("an axis is written as key=value,value");
            }
            var next = new ArrayList<Map<String, String>>();
            for (var cell : cells) {
                for (var value : sides[1].split(",", -1)) {
                    var extended = new HashMap<>(cell);
                    extended.put(sides[0], value);
                    next.add(extended);
                }
            }
            cells = next;
        }
        var schema = ConfigSchema.of(new XorStudy().defaults());
        var configs = new ArrayList<XorStudy.Config>();
        for (var cell : cells) {
            for (var seed = 0; seed < seeds; seed++) {
                var seeded = new HashMap<>(cell);
                seeded.put("seed", String.valueOf(seed));
                configs.add(schema.read(seeded));
            }
        }
        return configs;
    }

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public List<Sweep> sweeps() {
        synchronized (entries) {
            return entries.values().stream().map(this::inShort).toList().reversed();
        }
    }

    private Sweep inShort(Entry entry) {
        var runs = entry.sweep.runs();
        return new Sweep(
                entry.name,
                entry.sweep.study(),
                entry.created,
                runs.size(),
                (int) runs.stream().filter(run -> run.phase() == Phase.DONE).count(),
                (int) runs.stream().filter(Run::isDiverged).count(),
                0,
                workers.containsKey(entry.name));
    }

    @Override
    public Optional<Records> open(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::sweep);
    }

    @Override
    public long version() {
        return version.get();
    }

    @Override
    public long version(String name) {
        var entry = entries.get(name);
        return entry == null ? 0 : 2 * entry.sweep.version() + (workers.containsKey(name) ? 1 : 0);
    }

    @Override
    public List<Study<?>> studies() {
        return List.of(new XorStudy());
    }

    @Override
    public String start(Design design) throws DesignException {
        if (!design.seeds().isBlank() && !design.seeds().matches("[1-9]\\d{0,2}")) {
            throw new DesignException(Map.of(Design.SEEDS, "expected a whole number from 1 to 999"));
        }
        try {
            var seeds = design.seeds().isBlank() ? 1 : Integer.parseInt(design.seeds());
            var name = "exclusive-or-" + (entries.size() + 1);
            entries.put(
                    name,
                    new Entry(name, Instant.now(), new XorSweep(configs(design.options(), design.axes(), seeds))));
            work(name);
            return name;
        } catch (ConfigException e) {
            throw new DesignException(Map.of(Design.AXES, String.valueOf(e.getMessage())));
        }
    }

    private void work(String name) {
        var sweep = Objects.requireNonNull(entries.get(name)).sweep;
        var worker = Thread.ofPlatform().daemon().unstarted(() -> {
            try {
                while (sweep.train(PIECE)) {
                    // so slowly that a browser sees it under way
                    Thread.sleep(pauseMillis);
                }
            } catch (InterruptedException e) {
                // stopped: what was trained stays
            } finally {
                workers.remove(name);
                version.incrementAndGet();
            }
        });
        workers.put(name, worker);
        version.incrementAndGet();
        worker.start();
    }

    @Override
    public boolean canStop(String sweep) {
        return workers.containsKey(sweep);
    }

    @Override
    public void stop(String sweep) {
        var worker = workers.get(sweep);
        if (worker != null) {
            worker.interrupt();
        }
    }

    @Override
    public boolean canResume(String sweep) {
        return !canStop(sweep)
                && Objects.requireNonNull(entries.get(sweep)).sweep.runs().stream()
                        .anyMatch(run -> run.phase() != Phase.DONE);
    }

    @Override
    public void resume(String sweep) throws DesignException {
        if (!canResume(sweep)) {
            throw new DesignException("it has nothing left to do, or somebody is at it");
        }
        work(sweep);
    }
}
