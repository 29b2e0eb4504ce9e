package dev.costate.cli;

import dev.costate.lab.store.RunStore;
import dev.costate.lab.store.StoreException;
import dev.costate.lab.store.export.Export;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The commands of the run store: `runs`, `show`, `export`, `import`, `rm` and `verify`.
final class StoreCalls {
    private static final String STORE = "--store";
    static final String USUAL = "runs";

    private final ParseResult parsed;
    private final Session session;
    private final RunStore store;

    private StoreCalls(ParseResult parsed, Session session) {
        this.parsed = parsed;
        this.session = session;
        store = RunStore.at(path(STORE, parsed.matchedOptionValue(STORE, USUAL)));
    }

    // ---- what they take ----------------------------------------------------------------------------------------

    static CommandSpec runs(CommandSpec spec) {
        return stored(spec, "List the sweeps of the store.");
    }

    static CommandSpec show(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--run")
                .paramLabel("ID")
                .type(String.class)
                .description("A run, by its id or the beginning of it.")
                .build());
        return stored(sweep(spec), "Show a sweep, or one of its runs: what was asked, how far it is, what it came to.");
    }

    static CommandSpec export(CommandSpec spec) {
        var formats = Arrays.stream(Export.values()).map(Export::toString).collect(Collectors.joining("|"));
        spec.addOption(OptionSpec.builder("--to")
                .paramLabel(formats)
                .type(String.class)
                .required(true)
                .description("The format.")
                .build());
        spec.addOption(OptionSpec.builder("--out")
                .paramLabel("DIR")
                .type(String.class)
                .description("The folder for the files (default: out/SWEEP/FORMAT).")
                .build());
        return stored(sweep(spec), "Write what was recorded of a sweep as files of other programs.");
    }

    static CommandSpec take(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .paramLabel("FOLDER|ARCHIVE.zip")
                .type(String.class)
                .description("The folder of a sweep in another store, or a zip archive of it.")
                .build());
        return stored(spec, "Take over a sweep from another store, once all of it is found whole.");
    }

    static CommandSpec remove(CommandSpec spec) {
        spec.addOption(flag("--yes", "Do not ask."));
        return stored(sweep(spec), "Remove a sweep and all of its files.");
    }

    static CommandSpec verify(CommandSpec spec) {
        spec.addOption(flag("--repair", "Set aside what is damaged; 'costate resume SWEEP' then repeats its runs."));
        return stored(sweep(spec), "Compare all files of a sweep with their checksums.");
    }

    private static CommandSpec sweep(CommandSpec spec) {
        return spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .required(true)
                .paramLabel("SWEEP")
                .type(String.class)
                .description("The name of the sweep.")
                .build());
    }

    private static CommandSpec stored(CommandSpec spec, String about) {
        spec.addOption(OptionSpec.builder(STORE)
                .paramLabel("DIR")
                .type(String.class)
                .description("The folder of the store (default: " + USUAL + ").")
                .build());
        spec.usageMessage().description(about);
        return spec;
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    // ---- what they do ------------------------------------------------------------------------------------------

    /// Something that one of the commands does.
    @FunctionalInterface
    private interface Action {
        int run(StoreCalls call) throws IOException;
    }

    private static int run(ParseResult parsed, Session session, Action action) {
        try {
            return action.run(new StoreCalls(parsed, session));
        } catch (StoreException e) {
            throw new WrongCall(parsed.commandSpec().name() + ": " + e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            var text = String.valueOf(e.getMessage());
            session.err().line(session.err().bad(parsed.commandSpec().name()) + ": " + text);
            return ExitCode.FAILED;
        }
    }

    static int runs(ParseResult parsed, Session session) {
        return run(parsed, session, call -> new StoreTable(call.store).print(session.out()));
    }

    static int show(ParseResult parsed, Session session) {
        return run(parsed, session, call -> {
            var page = new SweepPage(call.store, call.name(), session.out());
            return parsed.hasMatchedOption("--run")
                    ? page.printRun(parsed.matchedOptionValue("--run", ""))
                    : page.print();
        });
    }

    static int export(ParseResult parsed, Session session) {
        return run(parsed, session, call -> {
            var to = Optional.ofNullable(parsed.matchedOptionValue("--to", "")).orElse("");
            var format = Export.named(to)
                    .orElseThrow(() -> new WrongCall("export: there is no format '" + to + "' (there are "
                            + Arrays.stream(Export.values())
                                    .map(Export::toString)
                                    .collect(Collectors.joining(", "))
                            + ")"));
            var records = call.store.read(call.name());
            var folder = path("--out", parsed.matchedOptionValue("--out", "out/" + call.name() + "/" + format));
            WritableFolder.require("export: --out", folder);
            var files = format.write(records, folder);
            session.out()
                    .line(session.out().faint("wrote ")
                            + (files.size() > 8 ? files.size() + " files to " + folder : files.getFirst()));
            if (files.size() <= 8) {
                files.stream()
                        .skip(1)
                        .forEach(file -> session.out().line(session.out().faint("wrote ") + file));
            }
            return ExitCode.OK;
        });
    }

    static int take(ParseResult parsed, Session session) {
        return run(parsed, session, call -> {
            var source = path("FOLDER|ARCHIVE.zip", call.name());
            if (!Files.exists(source)) {
                throw new WrongCall("import: there is no " + source);
            }
            WritableFolder.require("import: --store", call.store.folder());
            var name = call.store.take(source);
            session.out().line("imported " + session.out().bold(name) + ": " + words(call.store, name));
            return ExitCode.OK;
        });
    }

    static int remove(ParseResult parsed, Session session) {
        return run(parsed, session, call -> {
            var what = call.name() + " (" + words(call.store, call.name()) + ")";
            if (!parsed.matchedOptionValue("--yes", false) && !call.isConfirmed("Remove " + what + "? [y/N] ")) {
                return ExitCode.OK;
            }
            call.store.remove(call.name());
            session.out().line("removed " + what);
            return ExitCode.OK;
        });
    }

    static int verify(ParseResult parsed, Session session) {
        return run(parsed, session, call -> {
            var out = session.out();
            var damages = call.store.verify(call.name());
            if (damages.isEmpty()) {
                out.line(out.good("all files of " + call.name() + " are as they were written"));
                return ExitCode.OK;
            }
            if (parsed.matchedOptionValue("--repair", false)) {
                call.store.repair(call.name(), out::line);
                out.line("`./costate resume " + call.name() + "` repeats what is missing");
                return ExitCode.OK;
            }
            damages.forEach(damage -> out.line(out.bad("damaged") + "  " + damage));
            var runs = damages.stream()
                    .flatMap(damage -> damage.runs().stream())
                    .distinct()
                    .count();
            out.line("%d damaged, %d of the runs concerned; --repair sets them aside".formatted(damages.size(), runs));
            return ExitCode.FAILED;
        });
    }

    private static String words(RunStore store, String name) throws IOException {
        var sweep = store.sweep(name);
        return "%,d %s of %s, %s"
                .formatted(
                        sweep.runs(),
                        sweep.runs() == 1 ? "run" : "runs",
                        sweep.study(),
                        StoreTable.size(sweep.bytes()));
    }

    /// The call that goes on with a sweep.
    static String resumption(RunStore store, String name) {
        var isUsual = store.folder().equals(Path.of(USUAL));
        return "./costate resume " + name + (isUsual ? "" : " " + STORE + " " + store.folder());
    }

    private boolean isConfirmed(String question) throws IOException {
        if (!session.out().isInteractive()) {
            throw new WrongCall("rm: nobody can be asked here; --yes removes without asking");
        }
        session.out().stream().print(question);
        session.out().stream().flush();
        var answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private String name() {
        return Optional.ofNullable(parsed.matchedPositionalValue(0, "")).orElse("");
    }

    private static Path path(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new WrongCall(option + ": '" + text + "' is no path: " + e.getReason());
        }
    }
}
