package dev.costate.bench.measure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A program that does the work in a process of its own.
///
/// @param key its name in files
/// @param command what starts it; the folder comes last
/// @param environment variables that it gets beside the usual ones
record Contender(String key, List<String> command, Map<String, String> environment) {
    /// Its log in `folder`.
    Path log(Path folder) {
        return folder.resolve(key + ".log");
    }
}
