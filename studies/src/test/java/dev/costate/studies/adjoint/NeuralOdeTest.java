package dev.costate.studies.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.lab.Fact;
import dev.costate.lab.StudyResult;
import dev.costate.lab.StudyRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeuralOdeTest {
    @TempDir
    Path out;

    @Test
    void everyFactHoldsByDefault() throws Exception {
        StudyResult result = StudyRun.execute(new NeuralOde(), new NeuralOde().defaults(), out);
        assertThat(result.facts()).filteredOn(fact -> !fact.holds()).isEmpty();
        assertThat(result.facts())
                .extracting(Fact::name)
                .contains("samples right", "Heun's: order", "rate of the approach, T = 16");
        assertThat(result.files())
                .hasSize(10)
                .anyMatch(file -> file.endsWith("flow.gif"))
                .anyMatch(file -> file.endsWith("flow.mp4"));
    }

    @Test
    void theFactsOfOtherSettingsHold() throws Exception {
        NeuralOde.Config other = new NeuralOde.Config(9, 31, 2, 0.2, 0.03, 20, 0.05, List.of(3.0, 2.0), 5);
        StudyResult result = StudyRun.execute(new NeuralOde(), other, out);
        assertThat(result.facts()).filteredOn(fact -> !fact.holds()).isEmpty();
        assertThat(result.facts()).extracting(Fact::name).doesNotContain("samples right");
    }

    @Test
    void oneHorizonIsNotEnough() {
        assertThatThrownBy(() -> new NeuralOde.Config(9, 31, 2, 0.2, 0.03, 20, 0.05, List.of(3.0), 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("turnpike: [3.0]; give at least two horizons to compare");
    }
}
