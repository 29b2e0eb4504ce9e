package dev.costate.studies.magnetosphere;

import static dev.costate.studies.FactAssertions.assertAllHold;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.lab.Fact;
import dev.costate.lab.StudyResult;
import dev.costate.lab.StudyRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MagnetosphereTest {
    @TempDir
    Path out;

    @Test
    void theDocumentsFactsHold() throws Exception {
        StudyResult result = StudyRun.execute(new Magnetosphere(), new Magnetosphere().defaults(), out);

        assertAllHold(result);
        assertThat(result.facts())
                .extracting(Fact::name)
                .contains(
                        "peak of the current density (uA/m^2)",
                        "noise of the last pass over the peak",
                        "its current density's peak (uA/m^2), as SciPy");
        assertThat(result.files()).hasSize(16).allMatch(file -> file.endsWith(".png") || file.endsWith(".svg"));
    }

    @Test
    void theFactsOfOtherSettingsHold() throws Exception {
        var config = new Magnetosphere.Config(30_000, 3, 101, 12, -0.002, 1e-5);
        StudyResult result = StudyRun.execute(new Magnetosphere(), config, out);

        assertAllHold(result);
        assertThat(result.facts()).extracting(Fact::name).doesNotContain("peaks of passes 1 to 3, as NumPy and SciPy");
    }
}
