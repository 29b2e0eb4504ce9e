package dev.costate.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Where it was measured.
///
/// @param processor the model
/// @param cores how many there are
/// @param system the operating system
/// @param java the JDK
/// @param load the mean number of running processes in the minute before; negative if not known
public record Machine(String processor, int cores, String system, String java, double load) {
    private static final String MODEL = "model name";

    /// This machine, now.
    public static Machine here() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                processorModel(),
                system.getAvailableProcessors(),
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                system.getSystemLoadAverage());
    }

    private static String processorModel() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /// The machine in a line.
    public String line() {
        return "%s, %d cores; %s; %s".formatted(processor, cores, java, system);
    }

    /// What else the machine had to do, in a line.
    public String loadLine() {
        var busy = load > 0.3 ? ": others were at work, so the figures mean little (threads wait for each other)" : "";
        return load < 0
                ? "load before: unknown"
                : String.format(Locale.ROOT, "load before: %.2f processes on %d cores%s", load, cores, busy);
    }
}
