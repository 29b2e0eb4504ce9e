package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.lab.PlainValue;
import dev.costate.lab.sweep.Design;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainWordsTest {
    @Test
    void aDesignIsAsOneTypesIt() {
        var design = Design.parse("lambda=0,0.25; w1Init=0.001..0.5:5:log & hidden=10..50:5")
                .seeds(20);
        assertThat(PlainWords.of(PlainValue.of(design.factors())))
                .isEqualTo("lambda = 0, 0.25; w1Init = 0.001..0.5:5:log & hidden = 10..50:5");
        assertThat(PlainWords.ofSeeds(PlainValue.of(design.seeds()))).isEqualTo("20");
        assertThat(PlainWords.ofSeeds(
                        PlainValue.of(design.seeds(List.of(7L, 9L)).seeds())))
                .isEqualTo("7, 9");
        assertThat(PlainWords.ofSeeds(PlainValue.of(Design.of().seeds()))).isEqualTo("1");
    }

    @Test
    void otherValuesAreLists() {
        var base = new LinkedHashMap<String, Object>();
        base.put("lr", 0.5);
        base.put("sizes", List.of(1L, 2L));
        base.put("train", Map.of("rate", 2.0));
        assertThat(PlainWords.of(base)).isEqualTo("lr = 0.5, sizes = [1, 2], train.rate = 2");
        assertThat(PlainWords.of(null)).isEqualTo("none");
        assertThat(PlainWords.ofSeeds(4L)).isEqualTo("4");
    }
}
