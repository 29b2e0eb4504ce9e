package dev.costate.bench.report;

import java.util.ArrayList;
import java.util.List;

/// A table of words.
///
/// @param title what it shows
/// @param columns the headings
/// @param isNumeric for each column, whether its cells stand to the right
/// @param rows the cells
public record Cells(String title, List<String> columns, List<Boolean> isNumeric, List<List<String>> rows) {
    /// Copies its arguments.
    ///
    /// @throws IllegalArgumentException if a row has not as many cells as there are columns
    public Cells {
        columns = List.copyOf(columns);
        isNumeric = List.copyOf(isNumeric);
        rows = rows.stream().map(List::copyOf).toList();
        for (var row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("table '%s': a row has %d cells under %d columns: %s"
                        .formatted(title, row.size(), columns.size(), row));
            }
        }
    }

    /// The table in Markdown, as lines.
    public List<String> markdown() {
        var lines = new ArrayList<String>();
        lines.add(line(columns));
        lines.add(
                line(isNumeric.stream().map(numeric -> numeric ? "---:" : "---").toList()));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
