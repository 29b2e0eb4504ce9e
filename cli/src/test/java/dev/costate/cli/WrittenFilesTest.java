package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenFilesTest {
    @Test
    void theTwoFilesOfAPlotShareALine() {
        assertThat(WrittenFiles.lines(List.of("a/x.png", "a/x.svg", "a/y.svg", "a/z.png", "data.csv")))
                .containsExactly("a/x.png and .svg", "a/y.svg", "a/z.png", "data.csv");
    }
}
