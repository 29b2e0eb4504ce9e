package dev.costate.lab.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;

/// Where runs were computed, and by what.
///
/// @param costate the version of Costate
/// @param java the version of Java
/// @param vectorBits the width of vectors, on which the order of sums depends; 0 if there were none
/// @param processor the model
/// @param cores how many there are
/// @param system the operating system
/// @param host the machine's name
public record Machine(
        String costate, String java, int vectorBits, String processor, int cores, String system, String host) {
    /// This machine.
    public static Machine here() {
        return Here.MACHINE;
    }

    private static Machine find() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                version(),
                Runtime.version().toString(),
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? Vectors.bits() : 0,
                processorModel(),
                system.getAvailableProcessors(),
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                hostName());
    }

    /// What needs the module of vectors.
    private static final class Vectors {
        static int bits() {
            return FloatVector.SPECIES_PREFERRED.vectorBitSize();
        }
    }

    /// It takes a while to find out, and stays the same.
    private static final class Here {
        static final Machine MACHINE = find();
    }

    /// The version of Costate.
    public static String version() {
        var properties = new Properties();
        try (var stream = Machine.class.getResourceAsStream("version.properties")) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read", e);
        }
        return properties.getProperty("version", "unknown");
    }

    private static String processorModel() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException | UncheckedIOException e) {
            return "unknown";
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    Map<String, @Nullable Object> toPlain() {
        var plain = new LinkedHashMap<String, @Nullable Object>();
        plain.put("costate", costate);
        plain.put("java", java);
        plain.put("vectorBits", (long) vectorBits);
        plain.put("processor", processor);
        plain.put("cores", (long) cores);
        plain.put("system", system);
        plain.put("host", host);
        return plain;
    }

    static Machine of(PlainFields fields) throws IOException {
        return new Machine(
                fields.text("costate"),
                fields.text("java"),
                fields.integer("vectorBits"),
                fields.text("processor"),
                fields.integer("cores"),
                fields.text("system"),
                fields.text("host"));
    }
}
