package dev.costate.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The schedules of known programs are those that somebody looked at, in `goldens/schedules`.
///
/// Where a change of the compiler changes one,
/// `mvn test -pl engine -Dtest=SchedulesTest -Dcostate.goldens=write` writes them anew; read the difference
/// before it is committed: it is what the change does.
class SchedulesTest {
    private static final Path FOLDER = Path.of("src/test/resources/goldens/schedules");

    @TestFactory
    Stream<DynamicTest> schedulesAreAsTheyWere() {
        return KnownPrograms.all().entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(
                        e.getKey(), () -> check(e.getKey(), KnownPrograms.schedule(e.getValue()))));
    }

    private static void check(String name, String schedule) throws IOException {
        if ("write".equals(System.getProperty("costate.goldens"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name + ".txt"), schedule);
        }
        assertThat(schedule)
                .as("the schedule of %s; -Dcostate.goldens=write accepts it", name)
                .isEqualTo(golden(name));
    }

    private static String golden(String name) throws IOException {
        if (Files.exists(FOLDER)) {
            return Files.readString(FOLDER.resolve(name + ".txt"));
        }
        try (InputStream in = SchedulesTest.class.getResourceAsStream("/goldens/schedules/" + name + ".txt")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// A JVM with vectors of 16 bytes makes the same schedules as this one.
    @Test
    void schedulesDoNotDependOnTheSizeOfVectors() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-XX:MaxVectorSize=16",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KnownPrograms.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).isZero();
        StringBuilder here = new StringBuilder();
        for (Map.Entry<String, dev.costate.graph.Graph> e : KnownPrograms.all().entrySet()) {
            here.append(e.getKey()).append('\n').append(KnownPrograms.schedule(e.getValue()));
        }
        assertThat(printed).isEqualTo(here.toString());
    }
}
