package dev.costate.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of plain values under named columns.
///
/// ```java
/// Table losses = Table.of("step", "loss").row(0, 1.25).row(100, 3e-4);
/// ```
///
/// A table is immutable: [#row] returns a longer one.
///
/// @param columns the names of the columns
/// @param rows the rows, each as long as `columns`, of values as in [PlainValue]
public record Table(List<String> columns, List<List<@Nullable Object>> rows) {
    /// Copies its arguments.
    ///
    /// @throws IllegalArgumentException if there is no column, or a row has another length than `columns`
    public Table {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("table: no columns; name at least one");
        }
        var copy = new ArrayList<List<@Nullable Object>>();
        for (var row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("table: row %d has %d values under %d columns %s"
                        .formatted(copy.size(), row.size(), columns.size(), columns));
            }
            var cells = new ArrayList<@Nullable Object>();
            for (var cell : row) {
                cells.add(PlainValue.of(cell));
            }
            copy.add(Collections.unmodifiableList(cells));
        }
        rows = Collections.unmodifiableList(copy);
    }

    /// A table without rows.
    public static Table of(String... columns) {
        return new Table(List.of(columns), List.of());
    }

    /// This table with one more row.
    ///
    /// @throws IllegalArgumentException if there are not as many values as columns
    public Table row(@Nullable Object... values) {
        var longer = new ArrayList<List<@Nullable Object>>(rows);
        longer.add(Arrays.asList(values));
        return new Table(columns, longer);
    }
}
