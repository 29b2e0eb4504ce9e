package dev.costate.cli;

import dev.costate.lab.Studies;
import dev.costate.lab.serve.Dashboard;
import dev.costate.lab.serve.Settings;
import dev.costate.lab.serve.StoreLibrary;
import dev.costate.lab.serve.SweepLauncher;
import dev.costate.lab.store.RunStore;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The command `costate serve`: a dashboard of the sweeps of a store, until Ctrl-C.
final class ServeCommand {
    private static final String STORE = "runs";

    private ServeCommand() {}

    static void describe(CommandSpec spec) {
        spec.addOption(option("--store", "DIR", "The folder of the sweeps (default: " + STORE + ")."))
                .addOption(option(
                        "--host",
                        "ADDRESS",
                        "Where to listen (default: " + Settings.LOOPBACK
                                + ", which only this machine reaches). Any other address needs a token."))
                .addOption(OptionSpec.builder("--port")
                        .paramLabel("N")
                        .type(int.class)
                        .description("The port, 0 for one that is free (default: " + Settings.PORT + ").")
                        .build())
                .addOption(option(
                        "--token",
                        "TEXT",
                        "What a visitor must know; a random one is made where one is needed and none is given."))
                .addOption(OptionSpec.builder("--open")
                        .type(boolean.class)
                        .description("Open it in the browser.")
                        .build());
        spec.usageMessage().description("Show sweeps in a browser, live; start and stop them.");
    }

    private static OptionSpec option(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    static int run(ParseResult parsed, Session session) {
        var settings = settings(parsed);
        var store = RunStore.at(Path.of(parsed.matchedOptionValue("--store", STORE)));
        WritableFolder.requireFolder("serve: --store", store.folder());
        var library = new StoreLibrary(store);
        // outermost: the process ends when all below is closed
        try (var _ = Interruption.of("serve", session);
                var launcher = new SweepLauncher(store, library, Studies.all(), session.err()::line);
                var dashboard = Dashboard.open(settings, library, launcher, session.err()::line)) {
            session.out().line("The dashboard of " + store.folder() + " is at");
            session.out().line("  " + session.out().bold(dashboard.address()));
            session.out().line(session.out().faint("Ctrl-C ends it; sweeps that run here stop after their piece."));
            session.out().stream().flush();
            if (parsed.matchedOptionValue("--open", false)) {
                open(dashboard.address());
            }
            waitForInterruption();
            return ExitCode.OK;
        } catch (BindException e) {
            throw new WrongCall("serve: %s:%d cannot be listened on (%s); choose another with --port"
                    .formatted(settings.host(), settings.port(), e.getMessage()));
        } catch (IOException e) {
            session.err().line("serve: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private static Settings settings(ParseResult parsed) {
        try {
            return new Settings(
                    parsed.matchedOptionValue("--host", Settings.LOOPBACK),
                    parsed.matchedOptionValue("--port", Settings.PORT),
                    parsed.matchedOptionValue("--token", ""));
        } catch (IllegalArgumentException e) {
            throw new WrongCall("serve: " + e.getMessage());
        }
    }

    /// Returns when this thread is interrupted, as Ctrl-C does.
    private static void waitForInterruption() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // the end
        }
    }

    private static void open(String address) {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var command = system.contains("mac")
                ? List.of("open", address)
                : system.contains("win")
                        ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                        : List.of("xdg-open", address);
        try {
            var _ = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // the address stands on the terminal
        }
    }
}
