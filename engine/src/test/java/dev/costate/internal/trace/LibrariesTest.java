package dev.costate.internal.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibrariesTest {
    @ParameterizedTest
    @CsvSource({
        "jar:file:/x/nn.jar!/META-INF/costate/library, file:/x/nn.jar",
        "file:/x/nn/classes/META-INF/costate/library, file:/x/nn/classes/",
    })
    void aMarkLiesWhereTheCodeSourceIs(String mark, String location) {
        assertThat(Libraries.location(mark)).isEqualTo(location);
    }
}
