package dev.costate.cli;

import dev.costate.lab.ShellWord;
import dev.costate.lab.Studies;
import dev.costate.lab.Study;
import dev.costate.lab.config.ConfigException;
import dev.costate.lab.config.ConfigOption;
import dev.costate.lab.config.ConfigSchema;
import dev.costate.lab.config.OptionType;
import dev.costate.lab.sweep.Design;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The command `costate run STUDY`: its options are the components of the study's configuration.
///
/// @param <C> the configuration
final class StudyCommand<C extends Record> {
    private static final List<String> TAKEN = List.of("--json", "--out", "--no-report", "--quiet", "--help");

    private static final List<String> SWEEP = Stream.concat(
                    SweepSettings.axesOptions().stream(), SweepSettings.options().stream())
            .map(OptionSpec::longestName)
            .toList();

    private final Study<C> study;
    private final String calledAs;
    private final ConfigSchema<C> schema;

    /// The command of a study that is called by its name.
    ///
    /// @throws IllegalStateException if the study's name or an option is not possible
    StudyCommand(Study<C> study) {
        this(study, study.name());
    }

    /// The command of a study.
    ///
    /// @param calledAs what follows `run`: its name, or the file that declares it
    /// @throws IllegalStateException if the study's name or an option is not possible
    StudyCommand(Study<C> study, String calledAs) {
        Studies.requireName(study);
        this.study = study;
        this.calledAs = calledAs;
        schema = ConfigSchema.of(study.defaults());
        for (var option : schema.options()) {
            if (TAKEN.contains(option.flag())) {
                throw new IllegalStateException(
                        "%s: the component '%s' would be the option %s, which every run has; rename it"
                                .formatted(study.name(), option.path(), option.flag()));
            }
        }
    }

    int run(List<String> args, RunSettings outer, Session session) {
        var command = commandLine();
        var parsed = Commands.parse(command, args.toArray(String[]::new));
        if (parsed.isUsageHelpRequested()) {
            return Commands.showUsage(command, session.out());
        }
        var settings = RunSettings.of(parsed).orElse(outer);
        var texts = texts(parsed);
        var sweep = sweep(parsed);
        if (sweep.isSweep()) {
            var words = new ArrayList<>(List.of("run", calledAs));
            words.addAll(args);
            return new SweepCommand<>(study, settings, sweep, session)
                    .run(design(sweep, texts), words, _ -> "run " + study.name());
        }
        if (!sweep.equals(SweepSettings.NONE)) {
            throw new WrongCall("run " + study.name()
                    + ": --name, --store and --chunk are for sweeps; say what to sweep by --sweep or --seeds");
        }
        return StudyExecution.run(study, config(texts), calledAs, typed(texts), settings, session);
    }

    /// The settings of a sweep; an option of the study's own comes before one of these.
    private SweepSettings sweep(ParseResult parsed) {
        return schema.options().stream().map(ConfigOption::flag).anyMatch(SWEEP::contains)
                ? SweepSettings.NONE
                : SweepSettings.of(parsed);
    }

    private Design design(SweepSettings sweep, Map<String, String> texts) {
        try {
            var design = (sweep.axes().isEmpty() ? Design.of() : Design.parse(sweep.axes())).set(texts);
            return sweep.seeds() > 0 ? design.seeds(sweep.seeds()) : design;
        } catch (ConfigException e) {
            throw new WrongCall("run " + study.name() + ": --sweep: " + e.getMessage());
        }
    }

    private C config(Map<String, String> texts) {
        try {
            return schema.read(texts);
        } catch (ConfigException e) {
            throw new WrongCall("run " + study.name() + ": " + e.getMessage());
        }
    }

    private Map<String, String> texts(ParseResult parsed) {
        var texts = new LinkedHashMap<String, String>();
        for (var option : schema.options()) {
            if (parsed.hasMatchedOption(option.flag())) {
                texts.put(option.path(), Objects.requireNonNull(parsed.matchedOptionValue(option.flag(), "")));
            }
        }
        return texts;
    }

    /// The options that were given, as typed.
    private String typed(Map<String, String> texts) {
        var typed = new ArrayList<String>();
        for (var option : schema.options()) {
            var text = texts.get(option.path());
            if (text != null) {
                var isSwitch = option.type() instanceof OptionType.Flag && text.equals("true");
                typed.add(isSwitch ? option.flag() : option.flag() + " " + ShellWord.of(text));
            }
        }
        return String.join(" ", typed);
    }

    private CommandLine commandLine() {
        var spec = CommandSpec.create().name("run " + study.name());
        spec.usageMessage().synopsisHeading("Usage: costate ").customSynopsis("run " + study.name() + " [OPTIONS]");
        spec.usageMessage().sortOptions(false);
        var about = new ArrayList<String>(List.of(escaped(study.title()) + "."));
        if (!study.document().isEmpty()) {
            about.add("From: " + escaped(study.document()) + ".");
        }
        spec.usageMessage().description(about.toArray(String[]::new));
        var own = ArgGroupSpec.builder()
                .heading("%nOptions of this study:%n")
                .validate(false)
                .order(1);
        schema.options().forEach(option -> own.addArg(optionSpec(option)));
        if (!schema.options().isEmpty()) {
            spec.addArgGroup(own.build());
        }
        var common = ArgGroupSpec.builder()
                .heading("%nOptions of every run:%n")
                .validate(false)
                .order(2);
        RunSettings.options().forEach(common::addArg);
        common.addArg(Commands.helpOption());
        spec.addArgGroup(common.build());
        if (schema.options().stream().map(ConfigOption::flag).noneMatch(SWEEP::contains)) {
            var sweep = ArgGroupSpec.builder()
                    .heading("%nTo run it many times:%n")
                    .validate(false)
                    .order(3);
            SweepSettings.axesOptions().forEach(sweep::addArg);
            SweepSettings.options().forEach(sweep::addArg);
            spec.addArgGroup(sweep.build());
        }
        return Commands.configured(spec);
    }

    private static OptionSpec optionSpec(ConfigOption option) {
        var builder = OptionSpec.builder(option.flag())
                .type(String.class)
                .paramLabel(option.type().synopsis())
                .description(escaped(description(option)));
        if (option.type() instanceof OptionType.Flag) {
            return builder.arity("0..1").fallbackValue("true").build();
        }
        return builder.arity("1").build();
    }

    private static String description(ConfigOption option) {
        var parts = new ArrayList<String>();
        var help = option.help() + (option.unit().isEmpty() ? "" : " (" + option.unit() + ")");
        if (!help.isBlank()) {
            parts.add(help.strip());
        }
        var range = option.bounds().inWords();
        if (!range.isEmpty()) {
            parts.add(range);
        }
        parts.add("default " + (option.defaultText().isEmpty() ? "empty" : option.defaultText()));
        return String.join("; ", parts);
    }

    /// Text that the usage message must not take for format or style codes.
    private static String escaped(String text) {
        return text.replace("%", "%%").replace("@|", "@\u200B|");
    }
}
