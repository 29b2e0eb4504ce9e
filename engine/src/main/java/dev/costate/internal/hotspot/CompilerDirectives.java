package dev.costate.internal.hotspot;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/// HotSpot's compiler directives for generated vector code: without them its first compiler fails on much of that
/// code, and it stays a hundred times slower than it can be.
///
/// The launcher gives them on the command line, which costs nothing. In other programs they are added when the first
/// vector code is about to be made; that takes about a tenth of a second, on a thread of its own.
///
/// Source: JEP 165, Compiler Control.
public final class CompilerDirectives {
    /// The system property that tells who gives the directives: `given` if the command line does, with
    /// `-XX:CompilerDirectivesFile`, and `off` for none. Left out, the engine adds them.
    public static final String PROPERTY = "costate.directives";

    private static final String FILE = "directives.json";

    private static @Nullable Thread adding;

    private CompilerDirectives() {}

    /// Begins to add the directives, if nobody has yet. Does not wait for it.
    public static void begin() {
        adding();
    }

    private static synchronized Thread adding() {
        Thread thread = adding;
        if (thread == null) {
            thread = Thread.ofPlatform()
                    .name("costate-compiler-directives")
                    .daemon()
                    .unstarted(CompilerDirectives::add);
            String property = System.getProperty(PROPERTY);
            if (!"given".equals(property) && !"off".equals(property)) {
                thread.start();
            }
            adding = thread;
        }
        return thread;
    }

    /// Returns when HotSpot has the directives: before the first vector code runs.
    public static void await() {
        boolean interrupted = false;
        while (true) {
            try {
                adding().join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void add() {
        try {
            Path file = Files.createTempFile("costate", ".json");
            try {
                try (InputStream content = CompilerDirectives.class.getResourceAsStream(FILE)) {
                    if (content == null) {
                        throw new IOException("the class path lacks " + FILE);
                    }
                    Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
                }
                String said = command("compilerDirectivesAdd", '"' + file.toString() + '"');
                if (!said.contains("added")) {
                    throw new IOException(said.strip());
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException | JMException | LinkageError e) {
            // No HotSpot, no module jdk.management, or no place for the file: all works without, only slower.
            System.err.println("costate: vector code may stay slow, since HotSpot did not take compiler directives ("
                    + e + "); start with ./costate, or give java -XX:CompilerDirectivesFile and -D" + PROPERTY
                    + "=given");
        }
    }

    /// Runs a diagnostic command of the JVM, as `jcmd` does, and returns what it says.
    static String command(String operation, String... arguments) throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        operation,
                        arguments.length == 0 ? new Object[0] : new Object[] {arguments},
                        arguments.length == 0 ? new String[0] : new String[] {String[].class.getName()});
    }
}
