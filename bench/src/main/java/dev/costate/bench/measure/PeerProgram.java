package dev.costate.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A program of the peers that answers a question by lines of JSON.
///
/// @param python the Python that has what it needs
/// @param threads how many threads it may use
/// @param script its file in `bench/peers/`
public record PeerProgram(String python, int threads, String script) {
    private static final String ABSENT = "absent";

    /// What came of it.
    ///
    /// @param <A> the type of an answer
    public sealed interface Result<A> {}

    /// It ran to its end.
    ///
    /// @param answers what it answered, a line each
    /// @param <A> the type of an answer
    public record Ran<A>(List<A> answers) implements Result<A> {
        /// Copies its argument.
        public Ran {
            answers = List.copyOf(answers);
        }
    }

    /// It lacks a package.
    ///
    /// @param reason which
    /// @param <A> the type of an answer
    public record Absent<A>(String reason) implements Result<A> {}

    /// Runs it to its end.
    ///
    /// @param question what it finds in `question.json` of its folder
    /// @param type what its lines are
    /// @param argument what it is told on its command line, after the folder
    /// @throws IOException if it cannot be run, or breaks off
    public <A> Result<A> run(Object question, Class<A> type, String argument) throws IOException {
        var folder = Files.createTempDirectory("costate-bench");
        try {
            Json.write(folder.resolve("question.json"), question);
            return answer(folder, type, argument);
        } finally {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private <A> Result<A> answer(Path folder, Class<A> type, String argument) throws IOException {
        Contenders.unpack(Contenders.COMMON, folder);
        Contenders.unpack(script, folder);
        var log = folder.resolve("log");
        var builder = new ProcessBuilder(python, folder.resolve(script).toString(), folder.toString(), argument)
                .redirectError(log.toFile())
                .directory(folder.toFile());
        builder.environment().putAll(Contenders.environment(threads));
        var process = builder.start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = out.lines().filter(line -> !line.isBlank()).toList();
            if (process.waitFor() != 0) {
                throw new IOException(script + " " + argument + ": exit code " + process.exitValue() + ": "
                        + ContenderProcess.lastWords(log));
            }
            var answers = new ArrayList<A>();
            for (var line : lines) {
                var json = Json.parse(line);
                if (json.has(ABSENT)) {
                    return new Absent<>(json.get(ABSENT).asString());
                }
                answers.add(Json.convert(json, type));
            }
            return new Ran<>(answers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        } finally {
            process.destroy();
        }
    }
}
