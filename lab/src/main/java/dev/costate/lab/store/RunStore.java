package dev.costate.lab.store;

import dev.costate.lab.runs.Phase;
import dev.costate.lab.runs.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// A folder of sweeps, each in a folder of its own, in formats that other programs read.
///
/// ```
/// STORE/SWEEP/manifest.json             what was asked, of what, when and where; the runs (a copy is beside it)
/// STORE/SWEEP/batches/ID/commit.json    what holds of the runs that are trained together, with checksums
/// STORE/SWEEP/batches/ID/*.parquet      metrics: a row for each run and step
/// STORE/SWEEP/batches/ID/*.safetensors  snapshots and checkpoints, runs along the leading axis
/// STORE/SWEEP/files                     plots and reports
/// STORE/SWEEP/aside                     what was found damaged
/// ```
///
/// A crash at any moment leaves what was committed. One process writes to a sweep at a time; any number may
/// read it meanwhile.
///
/// ```java
/// import dev.costate.lab.experiment.*;
/// import dev.costate.lab.runs.*;
/// import dev.costate.lab.sweep.*;
/// import java.nio.file.*;
///
/// <C extends Record, H extends Record, S> Records keep(
///         Experiment<C, H, S> experiment, List<C> configs, Asked asked) throws Exception {
///     RunStore store = RunStore.at(Path.of("runs"));
///     try (SweepWriter writer = store.write("two-scales", asked, IO::println)) {
///         Sweeps.run(experiment, configs, writer, SweepListener.SILENT, new Cancellation());
///     }
///     return store.read("two-scales");
/// }
/// ```
public final class RunStore {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Path folder;
    private final Disk disk;

    RunStore(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /// The store in a folder, which is made when something is first written.
    public static RunStore at(Path folder) {
        return new RunStore(folder, new LocalDisk());
    }

    /// Its folder.
    public Path folder() {
        return folder;
    }

    /// The names of the sweeps, sorted; no sweeps if the folder is missing.
    public List<String> names() throws IOException {
        var names = new ArrayList<String>();
        try (var all = Files.newDirectoryStream(folder)) {
            for (var path : all) {
                var name = path.getFileName().toString();
                if (NAME.matcher(name).matches() && new SweepFolder(path).exists()) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        names.sort(null);
        return names;
    }

    /// Whether there is a sweep of that name.
    public boolean has(String name) {
        return NAME.matcher(name).matches() && new SweepFolder(folder.resolve(name)).exists();
    }

    /// A sweep in a line.
    ///
    /// @throws StoreException if there is none of that name
    /// @throws IOException if it cannot be read
    public StoredSweep sweep(String name) throws IOException {
        var sweep = existing(name);
        var records = read(name);
        try {
            var manifest = records.manifest();
            var runs = records.runs();
            var phases = new EnumMap<Phase, Integer>(Phase.class);
            runs.forEach(run -> phases.merge(run.phase(), 1, Integer::sum));
            return new StoredSweep(
                    name,
                    manifest.asked().study(),
                    manifest.created(),
                    phases,
                    (int) runs.stream().filter(Run::isDiverged).count(),
                    size(sweep.root()),
                    Writing.who(sweep).isPresent());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// The records of a sweep, as they are whenever something is asked.
    ///
    /// @throws StoreException if there is none of that name
    public StoredRecords read(String name) throws IOException {
        return new StoredRecords(existing(name));
    }

    /// Opens a sweep for writing, and makes it if it is not there. What was not finished when its last writer
    /// ended is removed; what is damaged is set aside, and its runs are as if they had never been, or not so
    /// far.
    ///
    /// @param asked what is asked for; of a sweep that is there the study and the shared configuration are the
    ///     same
    /// @param notices is told, in sentences, what was damaged
    /// @throws StoreException if another process is writing to it, it is another study's or has another
    ///     configuration, or the name is no name
    /// @throws IOException if it cannot be written to
    public SweepWriter write(String name, Asked asked, Consumer<String> notices) throws IOException {
        return SweepWriter.open(new SweepFolder(folder.resolve(required(name))), asked, disk, notices);
    }

    /// Opens a sweep that is there for writing, to go on with what was asked.
    ///
    /// @throws StoreException if there is none of that name, its manifests are both damaged, or as [#write]
    /// @throws IOException if it cannot be written to
    public SweepWriter resume(String name, Consumer<String> notices) throws IOException {
        try {
            return write(name, read(name).manifest().asked(), notices);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Removes a sweep and all of its files, those aside too.
    ///
    /// @throws StoreException if there is none of that name, or a process is writing to it
    public void remove(String name) throws IOException {
        var sweep = existing(name);
        var bin = Files.createTempDirectory(folder, ".removed-");
        try (var _ = Writing.take(sweep)) {
            // first the name, so that nobody finds half of it
            Files.move(sweep.root(), bin.resolve(name));
        } finally {
            Folders.delete(bin);
        }
    }

    /// Takes over a sweep from another store: its folder, or a zip archive of it.
    ///
    /// @return its name
    /// @throws StoreException if it is none, a file of it is not what was written, or there is one of its name
    /// @throws IOException if it cannot be read, or written
    public String take(Path source) throws IOException {
        return new Import(this).take(source);
    }

    /// What is wrong with the files of a sweep: all are read and compared with their checksums, and nothing is
    /// changed.
    ///
    /// @throws StoreException if there is none of that name
    public List<Damage> verify(String name) throws IOException {
        return Settling.damages(existing(name));
    }

    /// Sets what is damaged aside; the runs concerned are then waiting, or as far as they were before the
    /// damage.
    ///
    /// @param notices is told, in sentences, what was done
    /// @throws StoreException as [#resume]
    public void repair(String name, Consumer<String> notices) throws IOException {
        resume(name, notices).close();
    }

    SweepFolder existing(String name) throws IOException {
        var sweep = new SweepFolder(folder.resolve(required(name)));
        if (!sweep.exists()) {
            throw new StoreException(
                    names().isEmpty()
                            ? "there is no sweep '%s': there are no sweeps in %s".formatted(name, folder)
                            : "there is no sweep '%s' in %s; there %s %s"
                                    .formatted(
                                            name,
                                            folder,
                                            names().size() == 1 ? "is" : "are",
                                            String.join(", ", names())));
        }
        return sweep;
    }

    static String required(String name) throws StoreException {
        if (!NAME.matcher(name).matches()) {
            throw new StoreException(
                    "'%s' is no name of a sweep; use letters, digits, '-', '_' and '.', at most 100, a letter or digit first"
                            .formatted(name));
        }
        return name;
    }

    /// How many bytes the files of a folder have; those that go while they are counted do not count.
    private static long size(Path folder) throws IOException {
        var sum = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return sum.get();
    }
}
