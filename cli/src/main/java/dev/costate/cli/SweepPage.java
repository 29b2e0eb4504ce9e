package dev.costate.cli;

import dev.costate.cli.TextTable.Alignment;
import dev.costate.lab.Names;
import dev.costate.lab.NumberText;
import dev.costate.lab.TimeText;
import dev.costate.lab.runs.Phase;
import dev.costate.lab.runs.Run;
import dev.costate.lab.store.Manifest;
import dev.costate.lab.store.RunStore;
import dev.costate.lab.store.StoreException;
import dev.costate.lab.store.StoredRecords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What is known of a sweep, or of one of its runs, for people.
final class SweepPage {
    private static final int MOST_RUNS = 40;
    private static final int MOST_METRICS = 5;
    private static final int DIGITS = 4;
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private final RunStore store;
    private final String name;
    private final Terminal terminal;
    private final StoredRecords records;
    private final Manifest manifest;
    private final List<Run> runs;

    SweepPage(RunStore store, String name, Terminal terminal) throws IOException {
        this.store = store;
        this.name = name;
        this.terminal = terminal;
        records = store.read(name);
        manifest = records.manifest();
        runs = records.runs();
    }

    // ---- the sweep ---------------------------------------------------------------------------------------------

    int print() throws IOException {
        var asked = manifest.asked();
        terminal.line(terminal.bold(name) + "  " + terminal.shown(asked.study()));
        terminal.line(terminal.faint(phases()));
        terminal.line();
        entry("swept", PlainWords.of(asked.axes()));
        entry("seeds", PlainWords.ofSeeds(asked.seeds()));
        entry("base", PlainWords.of(asked.base()));
        made();
        terminal.line();
        if (!runs.isEmpty()) {
            table();
            terminal.line();
        }
        terminal.line("to reproduce:");
        terminal.line(
                "  ./costate " + asked.command().stream().map(SweepPage::word).collect(Collectors.joining(" ")));
        return ExitCode.OK;
    }

    private void made() throws IOException {
        var machine = manifest.machine();
        entry(
                "made",
                "%s, open for %s; Costate %s, Java %s, vectors of %d bits; %s, %d cores, %s"
                        .formatted(
                                StoreTable.time(manifest.created()),
                                TimeText.ofNanos(manifest.wall().toNanos()),
                                machine.costate(),
                                machine.java(),
                                machine.vectorBits(),
                                machine.processor(),
                                machine.cores(),
                                machine.system()));
        entry(
                "files",
                store.folder().resolve(name) + ", "
                        + StoreTable.size(store.sweep(name).bytes()));
    }

    private String phases() {
        var words = new ArrayList<String>();
        words.add("%,d %s".formatted(runs.size(), runs.size() == 1 ? "run" : "runs"));
        for (var phase : Phase.values()) {
            var count = runs.stream().filter(run -> run.phase() == phase).count();
            if (count > 0) {
                words.add("%,d %s".formatted(count, words(phase)));
            }
        }
        words.add("%,d diverged".formatted(runs.stream().filter(Run::isDiverged).count()));
        return String.join(", ", words);
    }

    private void table() {
        var swept = runs.getFirst().config().keySet().stream()
                .filter(key -> runs.stream()
                                .map(run -> Objects.toString(run.config().get(key)))
                                .distinct()
                                .count()
                        > 1)
                .toList();
        var all = records.metrics();
        var metrics = all.subList(0, Math.min(MOST_METRICS, all.size()));
        var header = new ArrayList<>(List.of("run"));
        header.addAll(swept);
        header.addAll(List.of("steps", "state"));
        header.addAll(metrics);
        var alignments = header.stream()
                .map(column -> column.equals("run") || column.equals("state") ? Alignment.WORDS : Alignment.NUMBERS)
                .toList();
        var table = new TextTable(header, alignments);
        for (var run : runs.subList(0, Math.min(MOST_RUNS, runs.size()))) {
            var cells = new ArrayList<>(List.of(run.id()));
            swept.forEach(key -> cells.add(PlainWords.of(run.config().get(key))));
            cells.add("%,d".formatted(run.steps()));
            cells.add(state(run));
            metrics.forEach(metric -> cells.add(last(run, metric)));
            table.row(cells);
        }
        var layout = table.fitting(terminal.width(), header.size() - metrics.size() + 1);
        layout.lines(terminal.width()).forEach(line -> terminal.line(terminal.shown(line)));
        if (runs.size() > MOST_RUNS) {
            terminal.line(terminal.faint("and %,d runs more; `./costate export %s --to csv` has all"
                    .formatted(runs.size() - MOST_RUNS, name)));
        }
        var left = all.subList(layout.columns() - (header.size() - metrics.size()), all.size());
        if (!left.isEmpty()) {
            SweepTable.notShown(left, terminal);
        }
    }

    private String last(Run run, String metric) {
        var curve = records.curve(run.id(), metric);
        return curve.size() == 0 ? "" : NumberText.rounded(curve.last(), DIGITS);
    }

    private static String state(Run run) {
        return run.isDiverged()
                ? phase(run) + ", diverged at " + run.divergedAt().orElse(0)
                : phase(run);
    }

    private static String phase(Run run) {
        return words(run.phase());
    }

    private static String words(Phase phase) {
        return switch (phase) {
            case WAITING -> "waiting";
            case RUNNING -> "begun"; // nobody need be at it
            case DONE -> "done";
            case FAILED -> "failed";
        };
    }

    // ---- a run -------------------------------------------------------------------------------------------------

    int printRun(String id) throws IOException {
        var run = run(id);
        terminal.line(
                terminal.bold(run.id()) + "  " + terminal.shown(manifest.asked().study()) + ", of " + name);
        var diverged =
                run.isDiverged() ? "; diverged at step " + run.divergedAt().orElse(0) : "";
        terminal.line(terminal.faint("%s after %,d steps%s".formatted(phase(run), run.steps(), diverged)));
        terminal.line();
        if (!run.trouble().isEmpty()) {
            entry("failed", run.trouble());
        }
        var origin = run.origin();
        if (origin != null) {
            entry("forked", "from %s after %,d steps".formatted(origin.run(), origin.step()));
        }
        run.config().forEach((key, value) -> entry(key, PlainWords.of(value)));
        terminal.line();
        var table = new TextTable(
                List.of("metric", "points", "first", "least", "largest", "last"),
                List.of(
                        Alignment.WORDS,
                        Alignment.NUMBERS,
                        Alignment.NUMBERS,
                        Alignment.NUMBERS,
                        Alignment.NUMBERS,
                        Alignment.NUMBERS));
        for (var metric : records.metrics()) {
            var curve = records.curve(run.id(), metric);
            if (curve.size() > 0) {
                var values = curve.values();
                var finite = Arrays.stream(values).filter(Double::isFinite).summaryStatistics();
                table.row(List.of(
                        metric,
                        "%,d".formatted(curve.size()),
                        number(values[0]),
                        finite.getCount() == 0 ? "" : number(finite.getMin()),
                        finite.getCount() == 0 ? "" : number(finite.getMax()),
                        number(curve.last())));
            }
        }
        table.lines(terminal.width()).forEach(line -> terminal.line(terminal.shown(line)));
        terminal.line();
        for (var snapshot : records.snapshots()) {
            entry("snapshots", snapshot + " after " + steps(records.snapshotSteps(run.id(), snapshot)));
        }
        var kept =
                records.keptSteps(run.id()).stream().mapToInt(Integer::intValue).toArray();
        if (kept.length > 0) {
            entry("kept", "after " + steps(kept));
        }
        if (origin == null) {
            terminal.line();
            terminal.line("to reproduce:");
            terminal.line("  ./costate run " + manifest.asked().study() + options("", run.config()));
        }
        return ExitCode.OK;
    }

    private Run run(String id) throws StoreException {
        var found = runs.stream().filter(run -> run.id().startsWith(id)).toList();
        if (found.size() != 1 || id.isEmpty()) {
            throw new StoreException("%s of '%s' begin with '%s'; `./costate show %s` lists them"
                    .formatted(found.isEmpty() ? "no runs" : found.size() + " runs", name, id, name));
        }
        return found.getFirst();
    }

    private static String steps(int[] steps) {
        if (steps.length == 0) {
            return "no steps";
        }
        var shown = IntStream.range(0, steps.length)
                .filter(i -> steps.length <= 8 || i < 4 || i == steps.length - 1)
                .mapToObj(i -> (steps.length > 8 && i == steps.length - 1 ? "... " : "") + steps[i])
                .collect(Collectors.joining(", "));
        return shown + " steps" + (steps.length > 8 ? " (" + steps.length + ")" : "");
    }

    private static String options(String prefix, Map<?, ?> config) {
        var options = new StringBuilder();
        config.forEach((key, value) -> {
            var flag = prefix + Names.kebab((String) key);
            if (value instanceof Map<?, ?> nested) {
                options.append(options(flag + ".", nested));
            } else {
                options.append(" --").append(flag).append(' ').append(word(typed(value)));
            }
        });
        return options.toString();
    }

    /// A value as one types it.
    private static String typed(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list -> list.stream().map(SweepPage::typed).collect(Collectors.joining(","));
            case Double number -> NumberText.exact(number);
            default -> value.toString();
        };
    }

    private static String word(String word) {
        return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String number(double value) {
        return NumberText.rounded(value, DIGITS);
    }

    private void entry(String title, String text) {
        var indent = 12;
        var lines = Paragraph.lines(text, Math.max(20, terminal.width() - indent));
        for (var i = 0; i < lines.size(); i++) {
            var head = i == 0 ? title : "";
            var gap = " ".repeat(Math.max(head.isEmpty() ? 0 : 1, indent - head.length()));
            terminal.line(terminal.faint(head) + gap + terminal.shown(lines.get(i)));
        }
    }
}
