package dev.costate.cli;

import dev.costate.bench.Curve;
import dev.costate.bench.measure.Answer;
import dev.costate.bench.measure.Measuring;
import dev.costate.bench.measure.Outcome;
import dev.costate.bench.overhead.Overhead;
import dev.costate.bench.precision.WorkPrecision;
import dev.costate.bench.report.Cells;
import dev.costate.bench.report.CompileTable;
import dev.costate.bench.report.JsonReport;
import dev.costate.bench.report.Machine;
import dev.costate.bench.report.SpeedTable;
import dev.costate.bench.routines.RoutineTimes;
import dev.costate.bench.workload.Scale;
import dev.costate.bench.workload.Workload;
import dev.costate.bench.workload.Workloads;
import dev.costate.cli.TextTable.Alignment;
import dev.costate.lab.Suggestion;
import dev.costate.nn.data.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The command `costate bench`: measures workloads on Costate and on its peers.
final class BenchCommand {
    private static final String CURVE = "curve";
    private static final String OVERHEAD = "overhead";
    private static final String WORK_PRECISION = "work-precision";
    private static final String ROUTINES = "routines";

    private final Session session;
    private final Measuring measuring;
    private final RunSettings output;
    private final boolean isMarkdown;
    private final Terminal terminal;

    private BenchCommand(Session session, ParseResult parsed) {
        this.session = session;
        measuring = measuring(parsed, this::progress);
        output = new RunSettings(
                parsed.matchedOptionValue("--json", ""), parsed.matchedOptionValue("--out", ""), false, false);
        isMarkdown = parsed.matchedOptionValue("--markdown", false);
        terminal = output.isJsonOnStandardOutput() ? session.err() : session.out();
        output.requireWritableJson();
    }

    static void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                        .index("0..*")
                        .arity("0..*")
                        .paramLabel("NAME")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description(
                                "Workloads, or groups of them such as 'gemm'; all if none is named. Or 'curve': cost against"
                                        + " work; 'overhead': what recording a sweep costs; 'work-precision': error against"
                                        + " time of differential equations; 'routines': linear algebra and Fourier"
                                        + " transforms.")
                        .build())
                .addOption(OptionSpec.builder("--peers")
                        .paramLabel("PYTHON")
                        .type(String.class)
                        .description("A Python with jax, optax, torch, numpy and scipy, or some of them: measure these"
                                + " too.")
                        .build())
                .addOption(OptionSpec.builder("--threads")
                        .paramLabel("N")
                        .type(int.class)
                        .description("The threads that each may use (default: " + Measuring.DEFAULT_THREADS + ").")
                        .build())
                .addOption(OptionSpec.builder("--json")
                        .paramLabel("FILE|-")
                        .type(String.class)
                        .description("Write all samples as JSON to a file, or to standard output and all else to"
                                + " standard error.")
                        .build())
                .addOption(OptionSpec.builder("--out")
                        .paramLabel("DIR")
                        .type(String.class)
                        .description("The folder for figures (default: out/bench).")
                        .build())
                .addOption(flag("--markdown", "Print the tables in Markdown."))
                .addOption(flag("--quick", "Do a small part of the work, to see that everything runs."))
                .addOption(flag("--list", "List the workloads."));
        spec.usageMessage().description("Measure Costate, and its peers beside it.");
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /// Runs the command; the exit code tells of results that disagree, not of figures that are low.
    static int run(ParseResult parsed, Session session) {
        if (parsed.matchedOptionValue("--list", false)) {
            return list(session.out());
        }
        List<String> names = parsed.matchedPositionalValue(0, List.of());
        var command = new BenchCommand(session, parsed);
        if (names.equals(List.of(OVERHEAD))) {
            return command.overhead();
        }
        if (names.equals(List.of(WORK_PRECISION))) {
            return command.workPrecision();
        }
        if (names.equals(List.of(ROUTINES))) {
            return command.routines();
        }
        return names.equals(List.of(CURVE)) ? command.curve() : command.measure(workloads(names));
    }

    private static Measuring measuring(ParseResult parsed, Consumer<String> progress) {
        String peers = parsed.matchedOptionValue("--peers", "");
        if (peers.contains("/") && !Files.isExecutable(Path.of(peers))) {
            throw new WrongCall("bench: --peers: there is no program " + peers + "; name a Python that has the peers");
        }
        try {
            return new Measuring(
                    peers,
                    parsed.matchedOptionValue("--threads", Measuring.DEFAULT_THREADS),
                    parsed.matchedOptionValue("--quick", false) ? Scale.QUICK : Scale.FULL,
                    progress);
        } catch (IllegalArgumentException e) {
            throw new WrongCall("bench: " + e.getMessage());
        }
    }

    /// The workloads of these names, in their order; all for no name.
    private static List<Workload> workloads(List<String> names) {
        if (names.isEmpty()) {
            return Workloads.all();
        }
        var chosen = new ArrayList<Workload>();
        for (var name : names) {
            var named = Workloads.named(name);
            if (named.isEmpty()) {
                var all = Workloads.all().stream().map(Workload::name).toList();
                throw new WrongCall("bench: there is no workload '" + name + "'" + Suggestion.meant(name, all)
                        + " ('costate bench --list' shows the workloads)");
            }
            chosen.addAll(named);
        }
        return chosen;
    }

    private static int list(Terminal terminal) {
        var table = new TextTable(List.of("workload", "what is computed"), List.of(Alignment.WORDS, Alignment.WORDS));
        for (var workload : Workloads.all()) {
            table.row(List.of(workload.name(), workload.about()));
        }
        table.row(List.of(CURVE, Curve.ABOUT));
        table.row(List.of(OVERHEAD, Overhead.ABOUT));
        table.row(List.of(WORK_PRECISION, WorkPrecision.ABOUT));
        table.row(List.of(ROUTINES, RoutineTimes.ABOUT));
        table.lines(terminal.width()).forEach(terminal::line);
        return ExitCode.OK;
    }

    private int overhead() {
        terminal.line(Machine.here().line());
        terminal.line(Machine.here().loadLine());
        try {
            print(Overhead.measure(measuring.scale() == Scale.QUICK, this::progress)
                    .cells());
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException("the sweep cannot be recorded: " + e.getMessage(), e);
        }
    }

    private int workPrecision() {
        var folder = output.folder("bench");
        terminal.line(Machine.here().line());
        terminal.line(Machine.here().loadLine());
        try {
            var measured = WorkPrecision.measure(measuring);
            print(measured.cells());
            notes(measured.absent());
            for (var file : measured.write(folder)) {
                terminal.line(terminal.faint("wrote ") + file);
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException("work against precision: " + e.getMessage(), e);
        }
    }

    private int routines() {
        terminal.line(Machine.here().line());
        terminal.line(Machine.here().loadLine());
        try {
            var measured = RoutineTimes.measure(measuring);
            print(measured.cells());
            notes(measured.absent());
            return measured.areSound() ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            throw new UncheckedIOException("routines: " + e.getMessage(), e);
        }
    }

    private int curve() {
        var folder = output.folder("bench");
        terminal.line(Machine.here().line());
        terminal.line(Machine.here().loadLine());
        try {
            var curve = Curve.measure(measuring);
            print(curve.cells());
            for (var file : curve.write(folder)) {
                terminal.line(terminal.faint("wrote ") + file);
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException("the curve cannot be written to " + folder, e);
        }
    }

    private int measure(List<Workload> workloads) {
        var time = Instant.now();
        var machine = Machine.here();
        terminal.line(machine.line());
        terminal.line(machine.loadLine());
        var outcomes = new ArrayList<Outcome>();
        for (var workload : workloads) {
            outcomes.add(measured(workload));
        }
        print(SpeedTable.of(outcomes));
        notes(SpeedTable.notes(outcomes));
        print(CompileTable.of(outcomes));
        writeJson(JsonReport.of(machine, time, measuring.threads(), outcomes));
        return outcomes.stream().allMatch(Outcome::isSound) ? ExitCode.OK : ExitCode.FAILED;
    }

    private Outcome measured(Workload workload) {
        var outcome = measuring.measure(workload);
        if (outcome.costate() instanceof Answer.Failed(var reason)) {
            session.err().line(session.err().bad(workload.name()) + ": " + reason);
        }
        return outcome;
    }

    private void progress(String what) {
        session.err().line(session.err().faint(what));
        session.err().stream().flush();
    }

    private void print(Cells cells) {
        if (cells.rows().isEmpty()) {
            return;
        }
        terminal.line();
        if (isMarkdown) {
            cells.markdown().forEach(terminal::line);
            return;
        }
        var alignments = cells.isNumeric().stream()
                .map(isNumeric -> isNumeric ? Alignment.NUMBERS : Alignment.WORDS)
                .toList();
        var table = new TextTable(cells.columns(), alignments);
        cells.rows().forEach(table::row);
        table.lines(terminal.width()).forEach(terminal::line);
    }

    private void notes(List<String> notes) {
        if (!notes.isEmpty()) {
            terminal.line();
        }
        notes.forEach(note -> terminal.line((isMarkdown ? "- " : "") + note));
    }

    private void writeJson(String json) {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        if (output.isJsonOnStandardOutput()) {
            session.out().stream().write(bytes, 0, bytes.length);
            session.out().stream().flush();
        } else if (!output.json().isEmpty()) {
            try {
                AtomicFile.write(Path.of(output.json()), bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("the samples cannot be written to " + output.json(), e);
            }
            terminal.line(terminal.faint("wrote ") + output.json());
        }
    }
}
