package dev.costate.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// Lays out rows of text in columns, as narrow as they can be, and wraps words where the terminal is narrower
/// still.
final class TextTable {
    private static final String GAP = "  ";
    private static final int LEAST_WORDS = 12;
    private static final int LONGEST_WORD = 20;

    /// How the cells of a column stand: words to the left, and they may be wrapped; numbers to the right.
    enum Alignment {
        WORDS,
        NUMBERS
    }

    private final List<String> header;
    private final List<Alignment> alignments;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> header, List<Alignment> alignments) {
        this.header = List.copyOf(header);
        this.alignments = List.copyOf(alignments);
    }

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    int columns() {
        return header.size();
    }

    /// This table without as many of its last columns as it takes to be no wider than `width` with every number in one
    /// line; the first `least` stay.
    TextTable fitting(int width, int least) {
        var columns = header.size();
        while (columns > least && total(first(columns).widths(width, Least.CELLS)) > width) {
            columns--;
        }
        return first(columns);
    }

    private TextTable first(int columns) {
        var table = new TextTable(header.subList(0, columns), alignments.subList(0, columns));
        rows.forEach(row -> table.row(row.subList(0, columns)));
        return table;
    }

    private static int total(List<Integer> widths) {
        return widths.stream().mapToInt(Integer::intValue).sum() + GAP.length() * (widths.size() - 1);
    }

    /// The lines of the table: header, a rule, rows.
    List<String> lines(int width) {
        var widths = widths(width);
        var lines = new ArrayList<String>();
        lines.addAll(rowLines(header, widths));
        lines.add("─".repeat(total(widths)));
        for (var row : rows) {
            lines.addAll(rowLines(row, widths));
        }
        return lines;
    }

    private List<Integer> widths(int width) {
        return widths(width, Least.WORDS);
    }

    /// As narrow as it takes, the last means being `last`.
    private List<Integer> widths(int width, Least last) {
        var widths = new ArrayList<Integer>();
        for (var column = 0; column < header.size(); column++) {
            var widest = header.get(column).length();
            for (var row : rows) {
                widest = Math.max(widest, row.get(column).length());
            }
            widths.add(widest);
        }
        var excess = total(widths) - width;
        for (var least : Least.values()) {
            for (var widest = widest(least, widths);
                    excess > 0 && widest >= 0 && least.compareTo(last) <= 0;
                    widest = widest(least, widths)) {
                widths.set(widest, widths.get(widest) - 1);
                excess--;
            }
        }
        return widths;
    }

    /// How columns become narrower, the first means first.
    private enum Least {
        /// Words are wrapped.
        PROSE,
        /// So are the names of numbers.
        CELLS,
        /// And lists of numbers.
        WORDS
    }

    /// The widest column that may be narrower, or -1.
    private int widest(Least least, List<Integer> widths) {
        var widest = -1;
        for (var column = 0; column < widths.size(); column++) {
            if (widths.get(column) > least(least, column) && (widest < 0 || widths.get(column) > widths.get(widest))) {
                widest = column;
            }
        }
        return widest;
    }

    /// How narrow a column may be.
    private int least(Least least, int column) {
        if (alignments.get(column) == Alignment.WORDS) {
            var longest = rows.stream()
                    .flatMap(row -> Stream.of(row.get(column).split(" ")))
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            return Math.clamp(longest, LEAST_WORDS, LONGEST_WORD);
        }
        var cells = rows.stream().map(row -> row.get(column));
        var name = Stream.of(header.get(column).split(" "));
        var unbroken = switch (least) {
            case PROSE -> Stream.concat(Stream.of(header.get(column)), cells);
            case CELLS -> Stream.concat(name, cells);
            case WORDS -> Stream.concat(name, cells.flatMap(cell -> Stream.of(cell.split("(?<=,) "))));
        };
        return unbroken.mapToInt(String::length).max().orElse(0);
    }

    private List<String> rowLines(List<String> cells, List<Integer> widths) {
        var wrapped = new ArrayList<List<String>>();
        for (var column = 0; column < cells.size(); column++) {
            wrapped.add(Paragraph.lines(cells.get(column), widths.get(column)));
        }
        var height = Collections.max(wrapped.stream().map(List::size).toList());
        var lines = new ArrayList<String>();
        for (var i = 0; i < height; i++) {
            var line = new StringBuilder();
            for (var column = 0; column < cells.size(); column++) {
                var cell = wrapped.get(column);
                var text = i < cell.size() ? cell.get(i) : "";
                var padding = " ".repeat(Math.max(0, widths.get(column) - text.length()));
                line.append(column == 0 ? "" : GAP);
                switch (alignments.get(column)) {
                    case WORDS -> line.append(text).append(padding);
                    case NUMBERS -> line.append(padding).append(text);
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
