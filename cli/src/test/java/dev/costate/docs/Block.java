package dev.costate.docs;

import java.util.List;

/// A fenced block of a page.
sealed interface Block {
    /// The number of the first line between the fences.
    int line();

    /// What stands between the fences.
    List<String> lines();

    /// `java`: statements, types and methods that share one scope with the others of the page.
    record Snippet(int line, List<String> lines) implements Block {}

    /// `java First.java`: a whole file, which is run by `costate run First.java`.
    ///
    /// @param name the file's name
    record Program(int line, List<String> lines, String name) implements Block {}

    /// `java excerpt path/File.java`: a part of that file.
    ///
    /// @param file the path from the project's root
    record Excerpt(int line, List<String> lines, String file) implements Block {}

    /// `sh`: commands, whose calls of `costate` have to be possible.
    record Commands(int line, List<String> lines) implements Block {}

    /// Text, or data of another format: not Java, not run.
    record Other(int line, List<String> lines) implements Block {}
}
