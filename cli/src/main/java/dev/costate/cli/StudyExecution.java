package dev.costate.cli;

import dev.costate.lab.Fact;
import dev.costate.lab.ShellWord;
import dev.costate.lab.Study;
import dev.costate.lab.StudyListener;
import dev.costate.lab.StudyResult;
import dev.costate.lab.StudyRun;
import dev.costate.lab.TimeText;
import dev.costate.lab.config.ConfigException;
import dev.costate.lab.report.Asked;
import dev.costate.lab.report.Provenance;
import dev.costate.lab.report.Report;
import dev.costate.lab.report.Storyteller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;

/// Runs a study from the command line: first line, what it reports, facts, files, result.
final class StudyExecution {
    private final RunSettings settings;
    private final Session session;
    private final Terminal terminal;

    private StudyExecution(RunSettings settings, Session session) {
        this.settings = settings;
        this.session = session;
        terminal = settings.isJsonOnStandardOutput() ? session.err() : session.out();
    }

    /// Runs `study` and returns the exit code.
    ///
    /// @param calledAs what follows `run`: its name, or the file that declares it
    /// @param typed the options that were given, as typed
    static <C extends Record> int run(
            Study<C> study, C config, String calledAs, String typed, RunSettings settings, Session session) {
        settings.requireWritableJson();
        var folder = settings.folder(study.name());
        return new StudyExecution(settings, session).run(study, config, calledAs, typed, folder);
    }

    private <C extends Record> int run(Study<C> study, C config, String calledAs, String typed, Path folder) {
        var begin = System.nanoTime();
        if (!settings.isQuiet()) {
            // before anything heavy is loaded, so that there is something to read at once
            Heading.print(study.name(), study.title(), terminal);
            if (!typed.isEmpty()) {
                terminal.line(terminal.faint(typed));
            }
            terminal.stream().flush();
        }
        var listener = settings.isQuiet() ? StudyListener.SILENT : new TerminalListener(terminal);
        // closed last: the JVM may end as soon as it is
        try (var _ = Interruption.of(study.name(), session)) {
            var command = ("./costate run " + ShellWord.of(calledAs) + " " + typed).strip();
            return run(study, config, command, folder, listener, begin);
        }
    }

    private <C extends Record> int run(
            Study<C> study, C config, String command, Path folder, StudyListener listener, long begin) {
        try {
            var teller = new Storyteller();
            var all = settings.hasReport() ? StudyListener.both(listener, teller) : listener;
            var result = StudyRun.execute(study, config, folder, all, session.cancellation());
            finish(listener);
            if (settings.hasReport()) {
                var asked = Asked.of(study, config, command);
                var report = new Report(asked, teller.story(), Provenance.of(config, System.nanoTime() - begin));
                result = withReport(result, report, folder);
            }
            report(result, System.nanoTime() - begin);
            return result.allHold() ? ExitCode.OK : ExitCode.FAILED;
        } catch (ConfigException e) {
            finish(listener);
            throw new WrongCall("run " + study.name() + ": " + e.getMessage());
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            finish(listener);
            var code = failed(study, e);
            session.err().stream().flush();
            return code;
        }
    }

    /// The result with the report among its files.
    private static StudyResult withReport(StudyResult result, Report report, Path folder) {
        var file = folder.resolve("report.html");
        try {
            report.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written to " + file + ": " + e.getMessage(), e);
        }
        var files = new ArrayList<>(result.files());
        files.add(file.toString().replace('\\', '/'));
        return new StudyResult(result.study(), result.config(), result.facts(), result.figures(), files);
    }

    private static void finish(StudyListener listener) {
        if (listener instanceof TerminalListener live) {
            live.finish();
        }
    }

    private int failed(Study<?> study, Throwable e) {
        var err = session.err();
        if (session.cancellation().isRequested()) {
            err.lastWords(study.name() + ": stopped; no result was written");
            return ExitCode.CANCELLED;
        }
        if (e instanceof UncheckedIOException) {
            err.line(err.bad(study.name()) + ": " + e.getMessage());
        } else {
            StackText.of(study.name() + " failed", e).forEach(err::line);
        }
        return ExitCode.FAILED;
    }

    private void report(StudyResult result, long nanos) {
        var shown = settings.isQuiet()
                ? result.facts().stream().filter(fact -> !fact.holds()).toList()
                : result.facts();
        if (!shown.isEmpty()) {
            terminal.line();
            FactTable.print(shown, terminal);
        }
        if (!settings.isQuiet()) {
            terminal.line();
            WrittenFiles.lines(result.files()).forEach(line -> terminal.line(terminal.faint("wrote ") + line));
        }
        writeJson(result);
        terminal.line(summary(result) + terminal.faint("  " + TimeText.ofNanos(nanos)));
    }

    private void writeJson(StudyResult result) {
        if (settings.isJsonOnStandardOutput()) {
            var bytes = result.toJson().getBytes(StandardCharsets.UTF_8);
            session.out().stream().write(bytes, 0, bytes.length);
            session.out().stream().flush();
        } else if (!settings.json().isEmpty()) {
            try {
                result.writeJson(Path.of(settings.json()));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the result cannot be written to " + settings.json() + ": " + e.getMessage(), e);
            }
            if (!settings.isQuiet()) {
                terminal.line(terminal.faint("wrote ") + settings.json());
            }
        }
    }

    private String summary(StudyResult result) {
        var count = result.facts().size();
        if (count == 0) {
            return result.study() + ": no facts were stated.";
        }
        var failing = result.facts().stream()
                .filter(fact -> !fact.holds())
                .map(Fact::name)
                .count();
        if (failing == 0) {
            return terminal.good(count == 1 ? "The fact holds." : "All " + count + " facts hold.");
        }
        return terminal.bad(failing + " of " + count + (count == 1 ? " fact" : " facts")
                + (failing == 1 ? " does" : " do") + " not hold.");
    }
}
