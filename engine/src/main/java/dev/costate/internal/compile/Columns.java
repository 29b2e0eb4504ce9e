package dev.costate.internal.compile;

import java.util.ArrayList;
import java.util.List;

/// Rows of words, printed so that each column begins at one place.
final class Columns {
    private final List<String[]> rows = new ArrayList<>();

    /// Adds a row; all have the same number of columns.
    void add(String... words) {
        rows.add(words);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.length; c++) {
                int column = c;
                int width =
                        rows.stream().mapToInt(r -> r[column].length()).max().orElse(0);
                line.append(row[c]).repeat(' ', width == 0 ? 0 : width + 2 - row[c].length());
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
