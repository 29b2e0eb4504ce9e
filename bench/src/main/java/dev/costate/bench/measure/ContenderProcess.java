package dev.costate.bench.measure;

import dev.costate.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/// Starts contenders and reads what they answer.
final class ContenderProcess {
    private static final String ABSENT = "absent";

    private ContenderProcess() {}

    /// What a process said.
    ///
    /// @param line the last line of its standard output; empty if there is none
    /// @param startToResult seconds from its start to the line `result`
    /// @param exitCode how it ended
    private record Said(String line, double startToResult, int exitCode) {}

    /// Runs a contender on the data of `folder`.
    static Answer run(Contender contender, Path folder) {
        try {
            return answer(contender, folder, said(contender, folder));
        } catch (IOException e) {
            return new Answer.Failed(String.valueOf(e.getMessage()));
        }
    }

    private static Said said(Contender contender, Path folder) throws IOException {
        var builder = new ProcessBuilder(contender.command())
                .redirectError(contender.log(folder).toFile())
                .directory(folder.toFile());
        builder.environment().putAll(contender.environment());
        var begin = System.nanoTime();
        var process = builder.start();
        try (var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            var last = "";
            var startToResult = Double.NaN;
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                if (line.equals(Worker.RESULT)) {
                    startToResult = (System.nanoTime() - begin) * 1e-9;
                } else if (!line.isBlank()) {
                    last = line;
                }
            }
            return new Said(last, startToResult, process.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        } finally {
            process.destroy();
        }
    }

    private static Answer answer(Contender contender, Path folder, Said said) {
        if (said.exitCode() != 0) {
            return new Answer.Failed("exit code " + said.exitCode() + ": " + lastWords(contender.log(folder)));
        }
        var json = Json.parse(said.line());
        if (json.has(ABSENT)) {
            return new Answer.Absent(json.get(ABSENT).asString());
        }
        var measurement = Json.convert(json, Measurement.class);
        var outputs = new LinkedHashMap<String, Tensor>();
        measurement.outputs().forEach(file -> outputs.put(file.name(), TensorFiles.read(folder, file)));
        return new Answer.Measured(timing(measurement, said.startToResult()), outputs);
    }

    private static Timing timing(Measurement m, double startToResult) {
        // of a process that only makes its first call, the whole is the sample
        var samples = m.samples().isEmpty() ? List.of(startToResult) : m.samples();
        return new Timing(
                m.title(),
                samples,
                m.callsPerSample(),
                m.warmUp(),
                startToResult,
                m.firstCall(),
                m.freshCall(),
                m.allocated(),
                m.held(),
                m.note());
    }

    /// The last line of a log that says something.
    static String lastWords(Path log) {
        try {
            var lines = Files.readString(log, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            var message = lines.stream()
                    .filter(line -> line.startsWith("Exception in thread"))
                    .findFirst();
            return message.orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }
}
