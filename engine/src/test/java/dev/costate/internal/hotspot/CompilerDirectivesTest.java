package dev.costate.internal.hotspot;

import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerDirectivesTest {
    private static final String KERNELS = "matching: dev/costate/internal/compile/Kernel*.run";
    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    /// The temporary folder has a blank in its name, as some users' have.
    @Test
    void aProgramThatIsCompiledAddsThem(@TempDir Path folder) throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("my files"));
        assertThat(run(Compiles.class, VECTORS, "-Djava.io.tmpdir=" + temporary))
                .contains(KERNELS, "-jdk/incubator/vector/*.*");
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void theyAreNotAddedTwice() throws IOException, InterruptedException {
        assertThat(run(Compiles.class, VECTORS, "-Dcostate.directives=given")).doesNotContain("Kernel*");
    }

    @Test
    void theyAreNotAddedWithoutVectors() throws IOException, InterruptedException {
        assertThat(run(Compiles.class)).doesNotContain("Kernel*");
    }

    /// HotSpot reads what the launcher hands it by the same rules as what is added later.
    @Test
    void theFileIsGoodForTheCommandLine(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = folder.resolve("directives.json");
        try (var content = CompilerDirectives.class.getResourceAsStream("directives.json")) {
            assertThat(content).isNotNull();
            Files.copy(content, file);
        }
        assertThat(run(
                        Compiles.class,
                        VECTORS,
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:CompilerDirectivesFile=" + file,
                        "-Dcostate.directives=given"))
                .containsOnlyOnce(KERNELS);
    }

    @Test
    void whereTheyCannotBeAddedOneLineSaysSo(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(run(Compiles.class, VECTORS, "-Djava.io.tmpdir=" + folder.resolve("absent")))
                .contains("costate: vector code may stay slow", "-Dcostate.directives=given", "f32[2] {2, 4}")
                .doesNotContain("Kernel*");
    }

    private static String run(Class<?> main, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /// Runs a compiled program and prints its result, then the JVM's directives.
    static final class Compiles {
        private Compiles() {}

        public static void main(String[] arguments) throws JMException {
            Tensor x = Tensor.of(new float[] {1, 2});
            System.out.println(jit((Tensor t) -> t.add(t)).apply(x));
            System.out.println(CompilerDirectives.command("compilerDirectivesPrint"));
        }
    }
}
