package dev.costate.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.bench.workload.Data;
import dev.costate.bench.workload.Gemm;
import dev.costate.bench.workload.Peer;
import dev.costate.bench.workload.Rosenbrock;
import dev.costate.bench.workload.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Costate in a process of its own, beside a "Python" that is a shell script.
class MeasuringTest {
    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();

    private Outcome measured(String script) throws IOException {
        var python = Files.writeString(folder.resolve("python"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        return new Measuring(python.toString(), 2, Scale.QUICK, progress::add).measure(new Rosenbrock());
    }

    private static Outcome.Rival jax(Outcome outcome) {
        assertThat(outcome.rivals()).hasSize(1);
        assertThat(outcome.rivals().getFirst().peer()).isEqualTo(Peer.JAX);
        return outcome.rivals().getFirst();
    }

    /// A peer that copies these files as its results.
    private static String answering(String x, String y) {
        return """
                echo result
                cat <<'END'
                {"title":"fake 1","samples":[0.5,0.25,1],"callsPerSample":1,"warmUp":0,"firstCall":2,"freshCall":0,\
                "allocated":0,"held":0,"outputs":[{"name":"x","dtype":"f64","shape":[],"file":"%s"},\
                {"name":"y","dtype":"f64","shape":[],"file":"%s"}],"note":""}
                END
                """.formatted(x, y);
    }

    private static Tensor result(Answer.Measured measured, String name) {
        return Optional.ofNullable(measured.outputs().get(name)).orElseThrow();
    }

    @Test
    void bothAreMeasuredAndCompared() throws IOException {
        var outcome = measured(answering("costate-x.bin", "costate-y.bin"));
        assertThat(outcome.isSound()).isTrue();
        assertThat(outcome.costate()).isInstanceOfSatisfying(Answer.Measured.class, costate -> {
            assertThat(costate.timing().samples()).hasSize(3).allMatch(seconds -> seconds > 0);
            assertThat(costate.timing().startToResult())
                    .isGreaterThan(costate.timing().firstCall());
            assertThat(costate.timing().freshCall()).isPositive();
            assertThat(result(costate, "x").item()).isBetween(2.0, 2.1);
        });
        assertThat(jax(outcome).answer()).isInstanceOfSatisfying(Answer.Measured.class, jax -> {
            assertThat(jax.timing().median()).isEqualTo(0.5);
            assertThat(jax.timing().compileCold()).isEqualTo(1.5);
        });
        assertThat(jax(outcome).agreement())
                .hasValueSatisfying(found -> assertThat(found.distance()).isZero());
        assertThat(progress).containsExactly("rosenbrock: Costate", "rosenbrock: JAX");
    }

    @Test
    void anotherResultIsNotSound() throws IOException {
        var outcome = measured(answering("costate-y.bin", "costate-x.bin"));
        assertThat(outcome.isSound()).isFalse();
        assertThat(jax(outcome).agreement())
                .hasValueSatisfying(found -> assertThat(found.holds()).isFalse());
    }

    @Test
    void aPeerWithoutItsPackagesIsAbsent() throws IOException {
        var outcome = measured("echo '{\"absent\": \"jax is not installed\"}'\n");
        assertThat(outcome.isSound()).isTrue();
        assertThat(jax(outcome).answer()).isEqualTo(new Answer.Absent("jax is not installed"));
        assertThat(jax(outcome).agreement()).isEmpty();
    }

    @Test
    void aPeerThatBreaksOffSaysWhy() throws IOException {
        var outcome = measured("echo 'Traceback' >&2\necho 'KeyError: 5' >&2\nexit 3\n");
        assertThat(outcome.isSound()).isTrue();
        assertThat(jax(outcome).answer()).isEqualTo(new Answer.Failed("exit code 3: KeyError: 5"));
    }

    @Test
    void theScriptsArePackedWithTheProgram() throws IOException {
        var outcome = measured("grep -l 'def rosenbrock' \"$1\" >&2\ntest -f \"$2/timing.py\" && exit 7\n");
        assertThat(jax(outcome).answer())
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed -> assertThat(failed.reason())
                                .startsWith("exit code 7: ")
                                .endsWith("jax_peer.py"));
    }

    @Test
    void dataOfAnyOtherSizeAreMeasuredAlone() {
        var gemm = new Gemm(DType.FLOAT64, 64);
        var data = Data.NONE
                .with("a", Tensor.of(new double[][] {{1, 2}, {3, 4}}))
                .with("b", Tensor.of(new double[][] {{0, 1}, {1, 0}}));
        var answer = new Measuring("", 1, Scale.QUICK, progress::add).measure(gemm, data);
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Measured.class,
                        costate -> assertThat(result(costate, "product").toArray())
                                .isEqualTo(new double[][] {{2, 1}, {4, 3}}));
    }
}
