package dev.costate.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StudyResultTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private record Config(double learningRate, List<Integer> sizes) {}

    @TempDir
    Path folder;

    private static StudyResult result(@Nullable Object figure) {
        var figures = new LinkedHashMap<String, @Nullable Object>();
        figures.put("z", PlainValue.of(figure));
        figures.put("a", 1L);
        var facts = List.of(new Fact("norm", 1.0, Double.NaN, 1e-12, false), new Fact("held", true, true, 0, true));
        return new StudyResult("sample", new Config(0.1, List.of(1, 2)), facts, figures, List.of("out/a.png"));
    }

    @Test
    void hasTheFieldsOfTheContractInOrder() {
        var json = MAPPER.readTree(result(null).toJson());
        assertThat(json.propertyNames()).containsExactly("study", "config", "facts", "figures", "files");
        assertThat(json.get("study").asString()).isEqualTo("sample");
        assertThat(json.get("config")).hasToString("{\"learningRate\":0.1,\"sizes\":[1,2]}");
        assertThat(json.get("facts").get(0).propertyNames())
                .containsExactly("name", "expected", "measured", "tolerance", "holds");
        assertThat(json.get("facts").get(0))
                .hasToString(
                        "{\"name\":\"norm\",\"expected\":1.0,\"measured\":\"NaN\",\"tolerance\":1.0E-12,\"holds\":false}");
        assertThat(json.get("figures").propertyNames()).containsExactly("z", "a");
        assertThat(json.get("files")).hasToString("[\"out/a.png\"]");
        assertThat(result(null).allHold()).isFalse();
    }

    @Test
    void numbersReadBackAsTheyWere() {
        var random = new SplittableRandom(3);
        var values = random.longs(2000)
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .toArray();
        var read = MAPPER.readTree(result(values).toJson()).get("figures").get("z");
        assertThat(read.valueStream().mapToDouble(JsonNode::asDouble)).containsExactly(boxed(values));
    }

    @Test
    void whatJsonHasNoWordForIsText() {
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0};
        var read = MAPPER.readTree(result(odd).toJson()).get("figures").get("z");
        assertThat(read).hasToString("[\"NaN\",\"Infinity\",\"-Infinity\",-0.0]");
    }

    @Test
    void textIsEscapedAndStaysReadable() {
        var read = MAPPER.readTree(result("a \"λ\"\n\u0001").toJson());
        assertThat(read.get("figures").get("z").asString()).isEqualTo("a \"λ\"\n\u0001");
        assertThat(result("λ").toJson()).contains("\"z\": \"λ\"");
    }

    @Test
    void theFileIsTheText() throws Exception {
        var file = folder.resolve("deep/result.json");
        result(1).writeJson(file);
        assertThat(file).hasContent(result(1).toJson());
    }

    private static Double[] boxed(double[] values) {
        return Arrays.stream(values).boxed().toArray(Double[]::new);
    }
}
