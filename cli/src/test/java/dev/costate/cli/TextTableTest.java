package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.cli.TextTable.Alignment;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static TextTable table() {
        var table = new TextTable(
                List.of("name", "value", "remark"), List.of(Alignment.WORDS, Alignment.NUMBERS, Alignment.WORDS));
        table.row(List.of("one", "1", "the first of all the numbers that are counted"));
        table.row(List.of("twelve", "12.5", ""));
        return table;
    }

    @Test
    void isAsNarrowAsItsCells() {
        assertThat(table().lines(200))
                .containsExactly(
                        "name    value  remark",
                        "────────────────────────────────────────────────────────────",
                        "one         1  the first of all the numbers that are counted",
                        "twelve   12.5");
    }

    @Test
    void wrapsWordsWhereItMust() {
        assertThat(table().lines(35))
                .containsExactly(
                        "name    value  remark",
                        "───────────────────────────────────",
                        "one         1  the first of all the",
                        "               numbers that are",
                        "               counted",
                        "twelve   12.5");
    }

    @Test
    void wrapsLongNumbersLast() {
        var table = new TextTable(List.of("a", "b"), List.of(Alignment.WORDS, Alignment.NUMBERS));
        table.row(List.of("short", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"));
        assertThat(table.lines(30)).allMatch(line -> line.length() <= 30).hasSize(4);
    }

    @Test
    void leavesOutColumnsThatHaveNoRoom() {
        assertThat(table().fitting(20, 1).columns()).isEqualTo(2);
        assertThat(table().fitting(20, 1).lines(20))
                .containsExactly("name    value", "─────────────", "one         1", "twelve   12.5");
        assertThat(table().fitting(200, 1).lines(200)).isEqualTo(table().lines(200));
        assertThat(table().fitting(5, 2).columns()).isEqualTo(2);
    }

    @Test
    void wrapsWordsOverNumbersAndNoNumber() {
        var table = new TextTable(List.of("a", "the longest step"), List.of(Alignment.WORDS, Alignment.NUMBERS));
        table.row(List.of("x", "0.0282843"));
        assertThat(table.lines(12))
                .containsExactly("a        the", "     longest", "        step", "────────────", "x  0.0282843");
        assertThat(table.lines(5)).isEqualTo(table.lines(12));
    }
}
