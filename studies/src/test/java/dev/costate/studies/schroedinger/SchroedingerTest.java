package dev.costate.studies.schroedinger;

import static dev.costate.studies.FactAssertions.assertAllHold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Complex;
import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.config.ConfigSchema;
import dev.costate.numerics.pde.Grid;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchroedingerTest {
    private final Schroedinger study = new Schroedinger();

    @TempDir
    Path out;

    @Test
    void allFactsHoldAsTheDocumentHasIt() throws Exception {
        var config = ConfigSchema.of(study.defaults()).read(Map.of("frames", "4"));
        var result = StudyRun.execute(study, config, out);
        assertAllHold(result);
        assertThat(result.facts()).hasSize(25);
        assertThat(result.files())
                .hasSize(16)
                .allSatisfy(file -> assertThat(Files.size(Path.of(file))).isGreaterThan(5_000));
    }

    @Test
    void otherPacketsAndBarriersHaveTheirFactsToo() throws Exception {
        var options = Map.of(
                "frames", "2",
                "width", "1.5",
                "halfWidth", "80",
                "intervals", "1600",
                "duration", "12",
                "steps", "240",
                "barrier.height", "1",
                "barrier.thickness", "0.7");
        var result = StudyRun.execute(study, ConfigSchema.of(study.defaults()).read(options), out);
        assertAllHold(result);
    }

    @Test
    void wrongConfigurationsAreRefused() {
        var schema = ConfigSchema.of(study.defaults());
        assertThatThrownBy(() -> schema.read(Map.of("intervals", "1201"))).hasMessageContaining("1201 is odd");
        assertThatThrownBy(() -> schema.read(Map.of("frames", "3"))).hasMessageContaining("do not divide 200");
    }

    /// The formula is that of `sinh` below the barrier's height and of `sin` above it, and one function across.
    @Test
    void theTransmissionIsContinuousAtTheBarriersHeight() {
        Barrier barrier = new Barrier(2, 1.5, 1, 6, 0.05, 0.02);
        double at = barrier.transmission(2);
        assertThat(at).isCloseTo(1 / (1 + 2 * 1.5 * 1.5 / 2), within(1e-12));
        assertThat(barrier.transmission(2 - 1e-6)).isCloseTo(at, within(1e-5));
        assertThat(barrier.transmission(2 + 1e-6)).isCloseTo(at, within(1e-5));
        // an integer number of half waves in the barrier: all passes
        double resonant = Math.sqrt(2 * 2 + Math.pow(Math.PI / 1.5, 2));
        assertThat(barrier.transmission(resonant)).isCloseTo(1, within(1e-12));
        assertThat(barrier.average(q -> q)).isCloseTo(1, within(1e-12));
        assertThat(barrier.average(q -> (q - 1) * (q - 1))).isCloseTo(1 / (2 * 36.0), within(1e-6));
    }

    /// `i psi_t + psi_xx / 2 = 0` by differences.
    @ParameterizedTest
    @CsvSource({"1, 0.7", "1.5, 3"})
    void theExactSolutionSolvesTheEquation(double s, double t) {
        var exact = new FreeGaussian(s);
        double h = 1e-3;
        Tensor x = Tensor.of(-1.0, 0.0, 0.4, 2.0);
        Complex byTime = exact.at(x, t + h).sub(exact.at(x, t - h)).div(2 * h);
        Complex bySpace = exact.at(x.add(h), t)
                .add(exact.at(x.sub(h), t))
                .sub(exact.at(x, t).mul(2))
                .div(h * h);
        assertThat(byTime.timesI().add(bySpace.div(2)).abs().max().item()).isLessThan(1e-6);
        double density = exact.at(Tensor.scalar(0.4), t).absSquared().item();
        assertThat(density).isCloseTo(exact.density(0.4, t), within(1e-14));
    }

    /// Against the document's matrices, written out.
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aStepSolvesTheDocumentsEquations(boolean hasSlip) {
        Grid grid = new Grid(-2, 2, 5);
        double dt = 0.3;
        var scheme = new DocumentScheme(grid, dt, hasSlip, false);
        Complex u = Complex.of(new double[] {0.3, -1, 0.5, 2, 0.7}, new double[] {1, 0.2, -0.4, 0, 0.9});
        Complex next = scheme.path(u, 1).get(1);
        double g = dt / 4;
        double[][] left = {
            {g, -g, 0, 0, 0}, {-g, 2 * g, -g, 0, 0}, {0, -g, 2 * g, -g, 0}, {0, 0, -g, 2 * g, -g}, {0, 0, 0, -g, g}
        };
        Tensor k = Tensor.of(left);
        Tensor old = Tensor.of(left);
        if (hasSlip) {
            left[4][4] = 2 * g;
            old = Tensor.of(left);
        }
        Complex implicit = next.add(times(k, next).timesI());
        Complex explicit = u.sub(times(old, u).timesI());
        assertThat(implicit.sub(explicit).abs().max().item()).isLessThan(1e-14);
    }

    private static Complex times(Tensor matrix, Complex v) {
        return new Complex(matrix.matmul(v.re()), matrix.matmul(v.im()));
    }
}
