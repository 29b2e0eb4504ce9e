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

    /// This table without as many of its last columns as it takes to be no wider than `width`; the first `least` stay.
    TextTable fitting(int width, int least) {
        var columns = header.size();
        while (columns > least && first(columns).total(width) > width) {
            columns--;
        }
        return first(columns);
    }

    private TextTable first(int columns) {
        var table = new TextTable(header.subList(0, columns), alignments.subList(0, columns));
        rows.forEach(row -> table.row(row.subList(0, columns)));
        return table;
    }

    /// How wide the table is where it is to be no wider than `width`.
    private int total(int width) {
        return total(widths(width));
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
        var widths = new ArrayList<Integer>();
        for (var column = 0; column < header.size(); column++) {
            var widest = header.get(column).length();
            for (var row : rows) {
                widest = Math.max(widest, row.get(column).length());
            }
            widths.add(widest);
        }
        var excess = total(widths) - width;
        while (excess > 0) {
            var widest = widest(Alignment.WORDS, widths);
            if (widest < 0) {
                widest = widest(Alignment.NUMBERS, widths);
            }
            if (widest < 0) {
                break;
            }
            widths.set(widest, widths.get(widest) - 1);
            excess--;
        }
        return widths;
    }

    /// The widest column of a kind that may be narrower, or -1.
    private int widest(Alignment alignment, List<Integer> widths) {
        var widest = -1;
        for (var column = 0; column < widths.size(); column++) {
            if (alignments.get(column) == alignment
                    && widths.get(column) > least(column)
                    && (widest < 0 || widths.get(column) > widths.get(widest))) {
                widest = column;
            }
        }
        return widest;
    }

    /// How narrow a column may be: no number is broken.
    private int least(int column) {
        return switch (alignments.get(column)) {
            case WORDS -> LEAST_WORDS;
            case NUMBERS ->
                Stream.concat(Stream.of(header), rows.stream())
                        .flatMap(cells -> Stream.of(cells.get(column).split(" ")))
                        .mapToInt(String::length)
                        .max()
                        .orElse(0);
        };
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
