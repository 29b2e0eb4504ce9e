package dev.costate.cli;

import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/// The program `costate`.
///
/// It exits with 0 if everything was done and every fact holds, with 1 if a fact does not hold or the study
/// failed, with 2 for a wrong call, and with 130 when stopped by Ctrl-C.
public final class Main {
    private final Session session;

    private Main(Session session) {
        this.session = session;
    }

    /// Runs the program and ends the JVM.
    public static void main(String[] args) {
        System.exit(run(Session.ofProcess(), args));
    }

    /// Runs the program and returns the exit code.
    static int run(Session session, String... args) {
        try {
            return new Main(session).dispatch(args);
        } catch (WrongCall e) {
            session.err().line(session.err().bad("costate") + ": " + e.getMessage());
            return ExitCode.WRONG_CALL;
        } finally {
            session.out().stream().flush();
            session.err().stream().flush();
        }
    }

    private int dispatch(String[] args) {
        if (args.length == 1 && args[0].equals(Training.COMMAND)) {
            return Training.run();
        }
        var root = Commands.root();
        var parsed = Commands.parseRoot(root, args);
        if (parsed.isVersionHelpRequested()) {
            session.out().line(Version.line());
            return ExitCode.OK;
        }
        if (parsed.isUsageHelpRequested() || !parsed.hasSubcommand()) {
            return Commands.showUsage(root, session.out());
        }
        var command = parsed.subcommand();
        var commandLine = Objects.requireNonNull(
                root.getSubcommands().get(command.commandSpec().name()));
        if (command.isUsageHelpRequested()) {
            return Commands.showUsage(commandLine, session.out());
        }
        return switch (command.commandSpec().name()) {
            case Commands.LIST -> StudyList.print(session.out());
            case Commands.RUN -> run(command);
            case Commands.SWEEP -> SweepCalls.sweep(command, session);
            case Commands.RESUME -> SweepCalls.resume(command, session);
            case Commands.FORK -> SweepCalls.fork(command, session);
            case Commands.RUNS -> StoreCalls.runs(command, session);
            case Commands.SHOW -> StoreCalls.show(command, session);
            case Commands.EXPORT -> StoreCalls.export(command, session);
            case Commands.IMPORT -> StoreCalls.take(command, session);
            case Commands.REMOVE -> StoreCalls.remove(command, session);
            case Commands.VERIFY -> StoreCalls.verify(command, session);
            case Commands.BENCH -> BenchCommand.run(command, session);
            case Commands.SERVE -> ServeCommand.run(command, session);
            case Commands.HELP -> help(root, command);
            default -> throw new AssertionError(command.commandSpec().name());
        };
    }

    private int run(ParseResult command) {
        var outer = RunSettings.of(command);
        List<String> words = command.matchedPositionalValue(0, List.of());
        if (words.isEmpty()) {
            throw new WrongCall(
                    "run: name a study, or a source file that ends in .java; 'costate list' shows the studies");
        }
        var rest = words.subList(1, words.size());
        if (words.getFirst().endsWith(".java")) {
            return SourceRun.run(words.getFirst(), rest, outer, session);
        }
        return new StudyCommand<>(StudyList.find(words.getFirst())).run(rest, outer, session);
    }

    private int help(CommandLine root, ParseResult command) {
        String topic = command.matchedPositionalValue(0, "");
        var subcommand = root.getSubcommands().get(topic);
        if (topic.isEmpty() || subcommand != null) {
            return Commands.showUsage(subcommand == null ? root : subcommand, session.out());
        }
        return new StudyCommand<>(StudyList.find(topic)).run(List.of("--help"), RunSettings.NONE, session);
    }
}
