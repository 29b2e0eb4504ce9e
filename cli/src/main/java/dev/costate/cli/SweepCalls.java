package dev.costate.cli;

import dev.costate.lab.Studies;
import dev.costate.lab.Study;
import dev.costate.lab.config.ConfigException;
import dev.costate.lab.config.ConfigSchema;
import dev.costate.lab.sweep.Fork;
import dev.costate.lab.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The commands `sweep`, `resume` and `fork`: their options, and what they do.
final class SweepCalls {
    private static final long LARGEST_FILE = 1 << 20;

    private SweepCalls() {}

    // ---- what they take -------------------------------------------------------------------------------------

    static CommandSpec sweep(CommandSpec spec) {
        common(spec, "FILE.yaml", "What to sweep.");
        SweepSettings.options().forEach(spec::addOption);
        spec.usageMessage().description("Run a study many times, as a file describes it.");
        return spec;
    }

    static CommandSpec resume(CommandSpec spec) {
        common(spec, "SWEEP", "The name of the sweep.");
        spec.addOption(sourceOption());
        SweepSettings.keptOptions().forEach(spec::addOption);
        spec.usageMessage().description("Go on with a sweep that was stopped.");
        return spec;
    }

    static CommandSpec fork(CommandSpec spec) {
        common(spec, "SWEEP", "The name of the sweep.");
        spec.addOption(OptionSpec.builder("--run")
                .paramLabel("ID")
                .arity("1")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .splitRegex(",")
                .description(
                        "The runs to fork, by their ids or the beginnings of them; all that are done unless given.")
                .build());
        spec.addOption(OptionSpec.builder("--at")
                .paramLabel("STEP")
                .type(int.class)
                .required(true)
                .description("After how many of their steps.")
                .build());
        spec.addOption(OptionSpec.builder("--set")
                .paramLabel("NAME=VALUE")
                .arity("1")
                .type(Map.class)
                .auxiliaryTypes(String.class, String.class)
                .description("What is changed; may be given several times.")
                .build());
        spec.addOption(sourceOption());
        SweepSettings.keptOptions().forEach(spec::addOption);
        spec.usageMessage()
                .description("Go on from states of runs with a changed configuration; the forks become runs of the"
                        + " sweep.");
        return spec;
    }

    private static OptionSpec sourceOption() {
        return OptionSpec.builder("--source")
                .paramLabel("FILE.java")
                .type(String.class)
                .description("The study's source file, if it is none of the program's own.")
                .build();
    }

    private static void common(CommandSpec spec, String label, String description) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build());
        RunSettings.options().forEach(spec::addOption);
    }

    // ---- what they do ---------------------------------------------------------------------------------------

    static int sweep(ParseResult parsed, Session session) {
        String name = parsed.matchedPositionalValue(0, "");
        var file = read(name);
        var settings = RunSettings.of(parsed);
        var sweep = SweepSettings.of(parsed).orElse(file.name().isEmpty() ? stem(name) : file.name(), file.store());
        var command = parsed.originalArgs();
        return withStudy(
                study(name, file),
                session,
                study -> new SweepCommand<>(study, settings, sweep, session)
                        .run(file.design(), command, e -> place(name, file, e.option())));
    }

    /// Where something is in a description of a sweep: the file, and the line if it is known.
    private static String place(String name, SweepFile file, String key) {
        return "sweep: " + name + file.place(key).map(at -> ": " + at).orElse("");
    }

    /// The study that a description names.
    private static String study(String name, SweepFile file) {
        var study = beside(name, file.study());
        var isThere = study.endsWith(".java")
                ? Files.isReadable(Path.of(study))
                : Studies.find(study).isPresent();
        if (!isThere) {
            var what = study.endsWith(".java") ? "there is no file " + study : StudyList.none(study);
            throw new WrongCall(place(name, file, "study") + ": " + what);
        }
        return study;
    }

    static int resume(ParseResult parsed, Session session) {
        var place = reopened(parsed, session);
        return withStudy(study(parsed, place), session, study -> resume(study, parsed, place, session));
    }

    private static <C extends Record> int resume(
            Study<C> study, ParseResult parsed, Shelf.Place place, Session session) {
        return new SweepCommand<>(study, RunSettings.of(parsed), SweepSettings.of(parsed), session)
                .resume(place, base(study, place));
    }

    static int fork(ParseResult parsed, Session session) {
        var place = reopened(parsed, session);
        return withStudy(study(parsed, place), session, study -> fork(study, parsed, place, session));
    }

    private static <C extends Record> int fork(Study<C> study, ParseResult parsed, Shelf.Place place, Session session) {
        int step = parsed.matchedOptionValue("--at", 0);
        Map<String, String> changes = parsed.matchedOptionValue("--set", new LinkedHashMap<>());
        List<String> asked = parsed.matchedOptionValue("--run", List.of());
        var forks = ForkedRuns.of(place.records(), asked).stream()
                .map(run -> new Fork(run, step, changes))
                .toList();
        return new SweepCommand<>(study, RunSettings.of(parsed), SweepSettings.of(parsed), session)
                .fork(place, base(study, place), forks);
    }

    private static Shelf.Place reopened(ParseResult parsed, Session session) {
        var settings = RunSettings.of(parsed);
        try {
            return Shelf.of(SweepSettings.of(parsed).store(), settings, session)
                    .reopen(parsed.matchedPositionalValue(0, ""));
        } catch (IOException e) {
            throw new WrongCall(parsed.commandSpec().name() + ": " + e.getMessage());
        }
    }

    /// The study of a sweep that is there: its name, or the source file that was given.
    private static String study(ParseResult parsed, Shelf.Place place) {
        var name = place.records().study();
        if (!parsed.hasMatchedOption("--source") && Studies.find(name).isEmpty()) {
            throw new WrongCall("%s: there is no study '%s'; name the source file it comes from by --source"
                    .formatted(parsed.commandSpec().name(), name));
        }
        return parsed.matchedOptionValue("--source", name);
    }

    private static <C extends Record> C base(Study<C> study, Shelf.Place place) {
        if (!study.name().equals(place.records().study())) {
            throw new WrongCall("the sweep is of the study %s, not of %s"
                    .formatted(place.records().study(), study.name()));
        }
        var schema = ConfigSchema.of(study.defaults());
        try {
            return schema.read(schema.texts(place.base()));
        } catch (ConfigException e) {
            throw new WrongCall(study.name() + ": the sweep was run with another configuration: " + e.getMessage());
        }
    }

    // ---- files ----------------------------------------------------------------------------------------------

    private static SweepFile read(String name) {
        try {
            var path = Path.of(name);
            if (Files.isRegularFile(path) && Files.size(path) > LARGEST_FILE) {
                throw new WrongCall("sweep: " + name + " is larger than a description of a sweep");
            }
            return SweepFile.parse(Files.readString(path));
        } catch (ConfigException e) {
            throw new WrongCall("sweep: " + name + ": " + e.getMessage());
        } catch (IOException | InvalidPathException e) {
            throw new WrongCall("sweep: there is no file " + name + " that can be read as text");
        }
    }

    /// A source file is beside the file that names it.
    private static String beside(String file, String study) {
        return study.endsWith(".java") ? Path.of(file).resolveSibling(study).toString() : study;
    }

    private static String stem(String file) {
        var name = String.valueOf(Path.of(file).getFileName());
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    private static int withStudy(String name, Session session, ToIntFunction<Study<?>> action) {
        return name.endsWith(".java")
                ? SourceRun.withStudy(name, session, action)
                : action.applyAsInt(StudyList.find(name));
    }
}
