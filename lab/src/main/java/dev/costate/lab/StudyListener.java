package dev.costate.lab;

import java.nio.file.Path;

/// Hears what a study reports while it runs: a terminal, a page in a browser, a test.
///
/// Calls come from the thread that runs the study. Every method does nothing unless overridden.
public interface StudyListener {
    /// A listener that ignores everything.
    StudyListener SILENT = new StudyListener() {};

    /// A new part of the study begins.
    default void section(String title) {}

    /// A paragraph of prose.
    default void note(String text) {}

    /// A table called `name`.
    default void table(String name, Table table) {}

    /// A fact was stated.
    default void fact(Fact fact) {}

    /// `done` of `total` steps of `activity` are done.
    default void progress(String activity, long done, long total) {}

    /// A file was written.
    default void file(Path file) {}
}
