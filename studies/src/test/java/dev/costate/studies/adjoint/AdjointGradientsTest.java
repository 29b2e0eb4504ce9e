package dev.costate.studies.adjoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.lab.Fact;
import dev.costate.lab.StudyResult;
import dev.costate.lab.StudyRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdjointGradientsTest {
    @TempDir
    Path out;

    @Test
    void everyFactHoldsByDefault() throws Exception {
        StudyResult result = run(new AdjointGradients().defaults());
        assertThat(result.facts()).filteredOn(fact -> !fact.holds()).isEmpty();
        assertThat(result.facts()).extracting(Fact::name).contains("Adam: cost left", "turnpike: way left at T/2");
        assertThat(result.files()).hasSize(16).allMatch(file -> file.endsWith(".png") || file.endsWith(".svg"));
    }

    @Test
    void theFactsOfOtherSettingsHold() throws Exception {
        assertHolds(light(33, 42, 0.7, Nonlinearity.TANH, 5));
        assertHolds(light(7, 2, 1.5, Nonlinearity.SOFTPLUS, 4294967295L));
        assertHolds(light(3, 20, 50, Nonlinearity.SIGMOID, 2));
    }

    private void assertHolds(AdjointGradients.Config config) throws Exception {
        StudyResult result = run(config);
        assertThat(result.facts()).filteredOn(fact -> !fact.holds()).isEmpty();
        assertThat(result.facts()).extracting(Fact::name).doesNotContain("Adam: cost left");
    }

    private static AdjointGradients.Config light(
            int samples, int timePoints, double horizon, Nonlinearity nonlinearity, long seed) {
        return new AdjointGradients.Config(
                samples,
                timePoints,
                horizon,
                0.2,
                0.03,
                nonlinearity,
                new AdjointGradients.Train(5, 2, 5, 0.005, 0.001, 0.1),
                new AdjointGradients.Turnpike(List.of(1.0, 0.5), 0.1, 0.3, 0.2, 5, 0.1),
                100,
                seed);
    }

    private StudyResult run(AdjointGradients.Config config) throws Exception {
        return StudyRun.execute(new AdjointGradients(), config, out);
    }
}
