package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ParagraphTest {
    @Test
    void breaksBetweenWords() {
        assertThat(Paragraph.lines("a body falls from rest", 10)).containsExactly("a body", "falls from", "rest");
        assertThat(Paragraph.lines("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
        assertThat(Paragraph.lines("one\ntwo", 10)).containsExactly("one", "two");
        assertThat(Paragraph.lines("", 10)).containsExactly("");
    }

    @Test
    void losesNothing() {
        var random = new SplittableRandom(1);
        for (var i = 0; i < 500; i++) {
            var text = new StringBuilder();
            for (var j = 0; j < 30; j++) {
                text.append(j == 0 ? "" : " ").append("x".repeat(random.nextInt(1, 8)));
            }
            var width = random.nextInt(8, 60);
            var lines = Paragraph.lines(text.toString(), width);
            assertThat(lines).allMatch(line -> line.length() <= width);
            assertThat(String.join(" ", lines)).isEqualTo(text.toString());
        }
    }
}
