package dev.costate.studies.linearrnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.lab.config.ConfigException;
import dev.costate.lab.config.ConfigSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearRnnConfigTest {
    private final ConfigSchema<LinearRnn.Config> schema = ConfigSchema.of(new LinearRnn().defaults());

    @Test
    void everyOptionSaysWhatItIs() {
        assertThat(schema.options())
                .hasSize(12)
                .allSatisfy(
                        option -> assertThat(option.help()).as(option.path()).isNotBlank());
    }

    @Test
    void readsAPairOfWeights() {
        assertThat(schema.read(Map.of("start", "-1,0.5")).start()).isEqualTo(List.of(-1.0, 0.5));
    }

    @ParameterizedTest
    @CsvSource({
        "samples, 0",
        "samples, 10001",
        "length, 0",
        "length, 51",
        "seed, -1",
        "seed, 4294967296",
        "check, '1,3.5'",
        "check, '1,NaN'",
        "eps, 0",
        "eps, 0.1",
        "start, '-4,1'",
        "step, 0",
        "step, 2",
        "grow, 0.9",
        "shrink, 0",
        "shrink, 1",
        "iterations, 0",
        "iterations, 100001",
        "others, -1",
        "others, 1001",
        "grid, 1"
    })
    void refusesWhatIsOutOfRange(String option, String text) {
        assertThatThrownBy(() -> schema.read(Map.of(option, text)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(option);
    }

    @Test
    void refusesAnythingButTwoWeights() {
        assertThatThrownBy(() -> schema.read(Map.of("check", "1,2,3")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("check: 3 numbers; give two weights, wx,wRec");
    }

    @Test
    void refusesMoreTrainingThanFits() {
        assertThatThrownBy(() -> schema.read(Map.of("others", "1000", "iterations", "10000")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("1001 nets of 10000 iterations");
    }

    @Test
    void refusesASeedThatLeavesNoRoomForTheOthers() {
        assertThatThrownBy(() -> schema.read(Map.of("seed", "4294967295")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("take a smaller seed");
        assertThat(schema.read(Map.of("seed", "4294967295", "others", "0")).seed())
                .isEqualTo(4294967295L);
    }
}
