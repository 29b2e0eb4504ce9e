package dev.costate.cli;

import dev.costate.lab.Studies;
import dev.costate.lab.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The commands of the program and their options, and the words for calls that do not fit them.
final class Commands {
    static final String LIST = "list";
    static final String RUN = "run";
    static final String SWEEP = "sweep";
    static final String RESUME = "resume";
    static final String FORK = "fork";
    static final String RUNS = "runs";
    static final String SHOW = "show";
    static final String EXPORT = "export";
    static final String IMPORT = "import";
    static final String REMOVE = "rm";
    static final String VERIFY = "verify";
    static final String BENCH = "bench";
    static final String SERVE = "serve";
    static final String HELP = "help";

    private Commands() {}

    static CommandLine root() {
        var list = command(LIST);
        list.usageMessage().description("List the studies.");
        var root = command("costate")
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version, the JDK and the number of cores.")
                        .build())
                .addSubcommand(LIST, list)
                .addSubcommand(RUN, runCommand())
                .addSubcommand(SWEEP, SweepCalls.sweep(command(SWEEP)))
                .addSubcommand(RESUME, SweepCalls.resume(command(RESUME)))
                .addSubcommand(FORK, SweepCalls.fork(command(FORK)))
                .addSubcommand(RUNS, StoreCalls.runs(command(RUNS)))
                .addSubcommand(SHOW, StoreCalls.show(command(SHOW)))
                .addSubcommand(EXPORT, StoreCalls.export(command(EXPORT)))
                .addSubcommand(IMPORT, StoreCalls.take(command(IMPORT)))
                .addSubcommand(REMOVE, StoreCalls.remove(command(REMOVE)))
                .addSubcommand(VERIFY, StoreCalls.verify(command(VERIFY)))
                .addSubcommand(BENCH, benchCommand())
                .addSubcommand(SERVE, serveCommand())
                .addSubcommand(HELP, helpCommand());
        root.usageMessage()
                .description("Differentiable computing and learning dynamics on the JVM.")
                .commandListHeading("%nCommands:%n")
                .footerHeading("%n")
                .footer(
                        "costate list                      what there is to run",
                        "costate run linear-rnn --help     the options of a study",
                        "costate run Mine.java             a study, or a main, of your own");
        return configured(root);
    }

    private static CommandSpec runCommand() {
        var run = command(RUN)
                .addPositional(PositionalParamSpec.builder()
                        .index("0..*")
                        .arity("0..*")
                        .paramLabel("STUDY|FILE.java")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description(
                                "A study by name, followed by its options, or a source file, followed by the options of"
                                        + " its study or the arguments of its main.")
                        .build());
        RunSettings.options().forEach(run::addOption);
        // what follows the study belongs to it
        run.parser().stopAtPositional(true);
        run.usageMessage()
                .description("Run a study, or a source file.")
                .customSynopsis(
                        "costate run [OPTIONS] STUDY [OPTIONS OF THE STUDY]",
                        "       costate run [OPTIONS] FILE.java [ARGUMENTS]");
        return run;
    }

    private static CommandSpec benchCommand() {
        var bench = command(BENCH);
        BenchCommand.describe(bench);
        return bench;
    }

    private static CommandSpec serveCommand() {
        var serve = command(SERVE);
        ServeCommand.describe(serve);
        return serve;
    }

    private static CommandSpec helpCommand() {
        var help = command(HELP)
                .addPositional(PositionalParamSpec.builder()
                        .index("0")
                        .arity("0..1")
                        .paramLabel("COMMAND|STUDY")
                        .type(String.class)
                        .description("What to explain.")
                        .build());
        help.usageMessage().description("Explain a command or a study.");
        return help;
    }

    private static CommandSpec command(String name) {
        return CommandSpec.create().name(name).addOption(helpOption());
    }

    static OptionSpec helpOption() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build();
    }

    static CommandLine configured(CommandSpec spec) {
        spaced(spec);
        spec.subcommands().values().forEach(subcommand -> spaced(subcommand.getCommandSpec()));
        return new CommandLine(spec).setExpandAtFiles(false).setPosixClusteredShortOptionsAllowed(false);
    }

    /// Sets the parts of the help apart by empty lines.
    private static void spaced(CommandSpec spec) {
        spec.usageMessage().descriptionHeading("%n");
        if (!spec.argGroups().isEmpty()) {
            return; // their headings begin with one
        }
        if (spec.positionalParameters().isEmpty()) {
            spec.usageMessage().optionListHeading("%n");
        } else {
            spec.usageMessage().parameterListHeading("%n");
        }
    }

    static int showUsage(CommandLine command, Terminal terminal) {
        var ansi = terminal.hasColour() ? Help.Ansi.ON : Help.Ansi.OFF;
        command.setUsageHelpWidth(Math.clamp(terminal.width(), 55, 110));
        command.setUsageHelpLongOptionsMaxWidth(36);
        var usage = command.getUsageMessage(Help.defaultColorScheme(ansi));
        usage.lines().forEach(terminal::line);
        return ExitCode.OK;
    }

    /// Parses a call of the program.
    ///
    /// @throws WrongCall if it does not fit the commands
    static ParseResult parseRoot(CommandLine root, String... args) {
        // the first word: what follows may be the name of another command
        for (var arg : args) {
            if (!arg.startsWith("-")) {
                if (!root.getSubcommands().containsKey(arg)) {
                    throw noCommand(arg, root.getCommandSpec());
                }
                break;
            }
        }
        return parse(root, args);
    }

    /// Parses a call.
    ///
    /// @throws WrongCall if it does not fit the commands
    static ParseResult parse(CommandLine command, String... args) {
        try {
            return command.parseArgs(args);
        } catch (UnmatchedArgumentException e) {
            throw unmatched(e);
        } catch (MissingParameterException e) {
            throw new WrongCall(at(e, missing(e.getMissing().getFirst(), List.of(args))));
        } catch (ParameterException e) {
            if (e.getArgSpec() instanceof OptionSpec option && option.type() == int.class && e.getValue() != null) {
                throw new WrongCall(
                        at(e, option.longestName() + ": expected a whole number, got '" + e.getValue() + "'"));
            }
            throw new WrongCall(at(e, String.valueOf(e.getMessage())));
        }
    }

    private static String missing(ArgSpec missing, List<String> args) {
        if (!(missing instanceof OptionSpec option)) {
            return missing.paramLabel() + " is missing";
        }
        var isThere = Arrays.stream(option.names()).anyMatch(args::contains);
        return option.longestName() + (isThere ? ": a value is missing" : " " + option.paramLabel() + " is missing");
    }

    private static WrongCall unmatched(UnmatchedArgumentException e) {
        var word = e.getUnmatched().getFirst();
        var spec = e.getCommandLine().getCommandSpec();
        if (word.startsWith("-")) {
            var name = word.split("=", 2)[0];
            var options = new ArrayList<String>();
            spec.options().stream()
                    .filter(option -> !option.hidden())
                    .forEach(option -> options.add(option.longestName()));
            return new WrongCall(at(
                    e,
                    "there is no option " + name + Suggestion.meant(name, options) + " (there are "
                            + String.join(", ", options) + ")"));
        }
        if (!spec.subcommands().isEmpty()) {
            return noCommand(word, spec);
        }
        var isOption =
                spec.options().stream().anyMatch(option -> option.longestName().equals("--" + word.split("=", 2)[0]));
        return new WrongCall(
                at(e, "'" + word + "' is one word too many" + (isOption ? "; did you mean --" + word + "?" : "")));
    }

    private static WrongCall noCommand(String word, CommandSpec root) {
        var names = List.copyOf(root.subcommands().keySet());
        return new WrongCall("there is no command '" + word + "'" + meantCommand(word, names) + " (there are "
                + String.join(", ", names) + ")");
    }

    private static String meantCommand(String word, List<String> names) {
        if (word.endsWith(".java") || Studies.find(word).isPresent()) {
            return "; did you mean " + RUN + " " + word + "?";
        }
        return word.endsWith(".yaml") || word.endsWith(".yml")
                ? "; did you mean " + SWEEP + " " + word + "?"
                : Suggestion.meant(word, names);
    }

    private static String at(ParameterException e, String message) {
        var spec = e.getCommandLine().getCommandSpec();
        return spec.parent() == null && spec.name().equals("costate") ? message : spec.name() + ": " + message;
    }
}
