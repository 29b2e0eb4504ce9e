package dev.costate.cli;

import dev.costate.lab.ShellWord;
import dev.costate.lab.runs.Records;
import dev.costate.lab.store.Asked;
import dev.costate.lab.store.RunStore;
import dev.costate.lab.store.SweepWriter;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The run store as the commands use it.
///
/// @param store the store
/// @param settings the settings of the call: `--out` is where plots and files go instead of the sweep's own folder
/// @param session where damage is told
record Shelf(RunStore store, RunSettings settings, Session session) {
    /// The folder of the store unless another is given.
    static final String USUAL = "runs";

    /// The shelf of a call.
    ///
    /// @param folder the folder of the store, or empty for the usual one
    /// @throws WrongCall if it is no path
    static Shelf of(String folder, RunSettings settings, Session session) {
        return new Shelf(store(folder), settings, session);
    }

    /// The store in a folder, or in the usual one.
    ///
    /// @throws WrongCall if it is no path
    static RunStore store(String folder) {
        try {
            return RunStore.at(Path.of(folder.isEmpty() ? USUAL : folder));
        } catch (InvalidPathException e) {
            throw new WrongCall("--store: '" + folder + "' is no path: " + e.getReason());
        }
    }

    /// Opens a sweep, and makes it if it is not there.
    ///
    /// @throws IOException if it cannot be written to; the message says what to do
    Place open(String name, Asked asked) throws IOException {
        requireWritable(name);
        return place(store.write(name, asked, this::notice));
    }

    /// Opens a sweep that is there.
    ///
    /// @throws IOException if it is not, or cannot be written to; the message says what to do
    Place reopen(String name) throws IOException {
        requireWritable(name);
        return place(store.resume(name, this::notice));
    }

    /// Refuses what could not be written before there is a sweep.
    private void requireWritable(String name) {
        settings.requireWritableJson();
        if (!settings.out().isEmpty()) {
            settings.folder(name);
        }
        WritableFolder.require("--store", store.folder());
    }

    private Place place(SweepWriter writer) throws IOException {
        var files = settings.out().isEmpty() ? writer.files() : settings.folder(writer.name());
        return new Place(writer, store.read(writer.name()), files, resumption(writer.name()));
    }

    private String resumption(String name) {
        var folder = store.folder().toString();
        return "./costate resume " + name + (folder.equals(USUAL) ? "" : " --store " + ShellWord.of(folder));
    }

    private void notice(String sentence) {
        session.err().line(session.err().shown(sentence));
        session.err().stream().flush();
    }

    /// A sweep that is open for writing.
    ///
    /// @param writer what writes it
    /// @param records what was written
    /// @param files the folder for its plots and files
    /// @param resumption how to go on with it after it was stopped
    record Place(SweepWriter writer, Records records, Path files, String resumption) implements AutoCloseable {
        /// The configuration that its runs share but for what is swept, as a plain value.
        Map<String, @Nullable Object> base() {
            return writer.asked().base();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
