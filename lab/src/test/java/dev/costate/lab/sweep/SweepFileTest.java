package dev.costate.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.lab.config.ConfigException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SweepFileTest {
    @Test
    void describesASweep() {
        var file = SweepFile.parse("""
                study: two-layers   # the one of the tests
                name: l2
                set: {epochs: 20, isMirrored: true}
                axes:
                  lambda: [0, 0.125]
                  w1Init: {from: 0.001, to: 0.1, count: 3, scale: log}
                zip:
                  - {hidden: [5, 50], lr: [0.2, 2e-2]}
                seeds: 2
                store: out/runs
                """);
        assertThat(file.study()).isEqualTo("two-layers");
        assertThat(file.name()).isEqualTo("l2");
        assertThat(file.store()).isEqualTo("out/runs");
        var configs = file.design().configs(new TwoLayers());
        assertThat(configs).hasSize(2 * 3 * 2 * 2).allMatch(c -> c.epochs() == 20 && c.isMirrored());
        assertThat(configs.get(2)).isEqualTo(new TwoLayers.Config(50, 0.02, 0, 0.001, 20, true, 0));
        assertThat(file.design().swept(new TwoLayers())).containsExactly("lambda", "w1Init", "hidden", "lr");
    }

    @Test
    void seedsMayBeAList() {
        var configs =
                SweepFile.parse("{study: two-layers, seeds: [3, 5]}").design().configs(new TwoLayers());
        assertThat(configs).extracting(TwoLayers.Config::seed).containsExactly(3L, 5L);
    }

    @Test
    void knowsWhereItsKeysAre() {
        var file = SweepFile.parse("""
                study: two-layers
                set: {epochs: 20, lr: 0.1}
                axes:
                  w1-init: [0.1, 0.2]
                zip:
                  - {hidden: [5, 50], lr: [0.2, 2e-2]}
                """);
        assertThat(file.place("epochs")).contains("line 2, column 7");
        assertThat(file.place("w1Init")).contains("line 4, column 3");
        assertThat(file.place("lr")).contains("line 6, column 23");
        assertThat(file.place("study")).contains("line 1, column 1");
        assertThat(file.place("lambda")).isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("", "it is empty; a sweep is a map: study, set, axes, zip, seeds"),
                Arguments.of("# nothing\n", "it is empty"),
                Arguments.of("[1]", "line 1, column 1: a sweep is a map: study, set, axes, zip, seeds"),
                Arguments.of("seeds: 3\n", "line 1, column 1: 'study' is missing; name the study to sweep"),
                Arguments.of(
                        "study: a\nseed: 3\n",
                        "line 2, column 1: there is no 'seed' here; did you mean seeds? (there are axes, name, seeds, set, store,"
                                + " study, zip)"),
                Arguments.of(
                        "study: a\nseeds: 3\nseeds: 4\n",
                        "line 3, column 6: 'seeds' is there twice; write all of it in one place"),
                Arguments.of(
                        "study: a\naxes:\n  lr: [1]\n\tw: [2]\n",
                        "line 4, column 1: it is indented by a tab, which YAML does not take; indent by blanks"),
                Arguments.of("study: a\nseeds: many\n", "line 2, column 8: 'seeds' is how many, from 1 to 100,000"),
                Arguments.of("study: a\nname:\n", "line 2, column 1: 'name' has no value; write one after it"),
                Arguments.of("study: a\naxes:\n  lr: 1\n", "line 3, column 7: axis 'lr' is a list, or {from, to,"),
                Arguments.of("study: a\naxes:\n  lr: []\n", "line 3, column 7: axis 'lr' has no values"),
                Arguments.of(
                        "study: a\naxes:\n  lr: {from: 1, to: 2}\n",
                        "line 3, column 7: axis 'lr': a range has from, to and count; 'count' is missing"),
                Arguments.of(
                        "study: a\naxes:\n  lr: {from: 1, to: 2, count: 3, step: 1}\n",
                        "line 3, column 34: there is no 'step' here (there are count, from, scale, to)"),
                Arguments.of(
                        "study: a\naxes:\n  lr: {from: one, to: 2, count: 3}\n",
                        "axis 'lr': a range is of numbers and has a whole count, not from one to 2 in 3"),
                Arguments.of("study: a\naxes: {lr: [1, 2\n", "while parsing a flow sequence: expected ',' or ']'"),
                Arguments.of("study: &x a\nname: *x\n", "anchors (&) and aliases (*) are not read"),
                Arguments.of("study: a\n---\nstudy: b\n", "a second document"),
                Arguments.of("study: a\nset: {train: {rate: 1}}\n", "name components of a record as train.part"),
                Arguments.of("study: " + "[".repeat(100), "more than 16 deep"));
    }

    @ParameterizedTest
    @MethodSource
    void wrong(String text, String message) {
        assertThatThrownBy(() -> SweepFile.parse(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
