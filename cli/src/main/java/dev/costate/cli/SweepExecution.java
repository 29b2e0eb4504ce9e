package dev.costate.cli;

import dev.costate.lab.Fact;
import dev.costate.lab.Study;
import dev.costate.lab.StudyListener;
import dev.costate.lab.StudyResult;
import dev.costate.lab.TimeText;
import dev.costate.lab.config.ConfigException;
import dev.costate.lab.report.SweepConclusion;
import dev.costate.lab.sweep.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs a sweep from the command line: first lines, a bar, the table of what it came to, the experiment's
/// conclusion.
final class SweepExecution<C extends Record> {
    /// What trains the runs of a sweep that is open.
    @FunctionalInterface
    interface Training {
        Outcome run(Shelf.Place place, SweepProgress progress) throws IOException;
    }

    private final Study<C> study;
    private final RunSettings settings;
    private final Session session;
    private final Terminal terminal;

    SweepExecution(Study<C> study, RunSettings settings, Session session) {
        this.study = study;
        this.settings = settings;
        this.session = session;
        terminal = settings.isJsonOnStandardOutput() ? session.err() : session.out();
    }

    /// Runs a sweep and returns the exit code.
    ///
    /// @param what is swept, for people
    /// @param base the configuration that the runs share but for what is swept
    int run(String what, C base, Shelf.Place place, Training training) {
        var begin = System.nanoTime();
        // closed last: the JVM may end as soon as it is
        try (var _ = Interruption.withPatience(study.name(), session)) {
            if (!settings.isQuiet()) {
                Heading.print(study.name(), study.title(), terminal);
                terminal.line(terminal.faint(what));
                terminal.stream().flush();
            }
            return run(base, place, training, begin);
        }
    }

    private int run(C base, Shelf.Place place, Training training, long begin) {
        var progress = new SweepProgress(settings.isQuiet() ? Terminal.nowhere() : terminal, System::nanoTime);
        try (place) {
            var outcome = training.run(place, progress);
            progress.clear();
            if (!outcome.isComplete()) {
                return stopped(outcome, place);
            }
            var result = conclude(base, place, begin);
            report(outcome, place, progress, result);
            terminal.line(
                    summary(outcome, result) + terminal.faint("  " + TimeText.ofNanos(System.nanoTime() - begin)));
            return outcome.progress().failed() == 0 && (result == null || result.allHold())
                    ? ExitCode.OK
                    : ExitCode.FAILED;
        } catch (ConfigException e) {
            progress.clear();
            throw new WrongCall("sweep " + study.name() + ": " + e.getMessage());
        } catch (IOException e) {
            progress.clear();
            session.err().line(session.err().bad(study.name()) + ": " + e.getMessage());
            return ExitCode.FAILED;
        } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
            progress.clear();
            StackText.of(study.name() + " failed", e).forEach(session.err()::line);
            session.err().stream().flush();
            return ExitCode.FAILED;
        }
    }

    private int stopped(Outcome outcome, Shelf.Place place) {
        var progress = outcome.progress();
        session.err()
                .lastWords("%s: stopped after %,d of %,d runs; %s"
                        .formatted(study.name(), progress.runsDone(), progress.runs(), how(place)));
        return ExitCode.CANCELLED;
    }

    /// How to go on.
    private String how(Shelf.Place place) {
        var source =
                MemoryClassLoader.NAME.equals(study.getClass().getClassLoader().getName());
        return "`" + place.resumption() + (source ? " --source FILE.java" : "") + "` goes on with it";
    }

    private @Nullable StudyResult conclude(C base, Shelf.Place place, long begin) throws Exception {
        var command = place.writer().asked().command();
        var listener = settings.isQuiet() ? StudyListener.SILENT : new TerminalListener(terminal);
        return new SweepConclusion<>(study, base, place.records(), place.files(), command)
                .run(listener, session.cancellation(), settings.hasReport(), begin)
                .orElse(null);
    }

    private void report(Outcome outcome, Shelf.Place place, SweepProgress progress, @Nullable StudyResult result)
            throws IOException {
        if (!settings.isQuiet()) {
            new SweepTable(place.records(), place.records().runs()).print(terminal);
            costs(outcome);
        }
        for (var failure : progress.failures()) {
            session.err().line(session.err().bad("failed") + "  " + failure);
        }
        var facts = result == null
                ? List.<Fact>of()
                : result.facts().stream()
                        .filter(fact -> !settings.isQuiet() || !fact.holds())
                        .toList();
        if (!facts.isEmpty()) {
            terminal.line();
            FactTable.print(facts, terminal);
        }
        var files = new ArrayList<String>(result == null ? List.of() : result.files());
        if (settings.hasReport()) {
            files.add(place.files().resolve(SweepConclusion.REPORT).toString().replace('\\', '/'));
        }
        if (!settings.isQuiet()) {
            WrittenFiles.lines(files).forEach(line -> terminal.line(terminal.faint("wrote ") + line));
        }
        if (!settings.json().isEmpty()) {
            new SweepJson(study.name(), place.records(), result).write(settings, session);
        }
    }

    /// Where the time went.
    private void costs(Outcome outcome) {
        var parts = new ArrayList<String>();
        parts.add("training " + TimeText.ofNanos(outcome.trainingNanos()));
        outcome.probeNanos().forEach((name, nanos) -> parts.add(name + " " + TimeText.ofNanos(nanos)));
        if (outcome.recordingNanos() > TimeUnit.MILLISECONDS.toNanos(5)) {
            parts.add("recording " + TimeText.ofNanos(outcome.recordingNanos()));
        }
        terminal.line();
        var text = terminal.shown(String.join(", ", parts));
        Paragraph.lines(text, terminal.width()).forEach(line -> terminal.line(terminal.faint(line)));
    }

    private String summary(Outcome outcome, @Nullable StudyResult result) {
        var progress = outcome.progress();
        var text = "%,d %s, %,d diverged, %,d failed"
                .formatted(
                        progress.runs(), progress.runs() == 1 ? "run" : "runs", progress.diverged(), progress.failed());
        if (result == null || result.facts().isEmpty()) {
            return progress.failed() == 0 ? terminal.good(text + ".") : terminal.bad(text + ".");
        }
        var failing = result.facts().stream().filter(fact -> !fact.holds()).count();
        var count = result.facts().size();
        var facts = failing == 0
                ? count == 1 ? "the fact holds" : "all %d facts hold".formatted(count)
                : "%d of %d %s not hold"
                        .formatted(failing, count, count == 1 ? "fact does" : failing == 1 ? "facts does" : "facts do");
        return failing == 0 && progress.failed() == 0
                ? terminal.good(text + "; " + facts + ".")
                : terminal.bad(text + "; " + facts + ".");
    }
}
