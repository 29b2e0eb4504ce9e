package dev.costate.nn.data;

import dev.costate.Shape;
import dev.costate.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A table of texts whose columns are made tensors by name.
public final class CsvTable {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:(?:[0-9]++\\.?+[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?)");

    private final String file;
    private final List<String> names;
    private final List<List<CsvCell>> rows;

    CsvTable(String file, List<String> names, List<List<CsvCell>> rows) {
        this.file = file;
        this.names = List.copyOf(names);
        this.rows = List.copyOf(rows);
    }

    /// The names of the columns, in the order of the file.
    public List<String> names() {
        return names;
    }

    /// The number of rows, without the line of names.
    public int size() {
        return rows.size();
    }

    /// Columns of numbers: `f64[rows, columns]`, in the order of the names given; all if none is given.
    ///
    /// A number is decimal, with or without sign, point and exponent, or one of `nan`, `inf` and `infinity`
    /// in any case; spaces around it do not count.
    ///
    /// @throws IllegalArgumentException if a field is no number, by line and column, or there is no such
    ///     column
    public Tensor numbers(String... columns) {
        return numbers(OptionalDouble.empty(), columns);
    }

    /// Columns of numbers as [#numbers(String...)], in which an empty field is `missing`.
    ///
    /// @throws IllegalArgumentException if a field is neither a number nor empty, or there is no such column
    public Tensor numbers(double missing, String... columns) {
        return numbers(OptionalDouble.of(missing), columns);
    }

    private Tensor numbers(OptionalDouble missing, String... columns) {
        var chosen = columns.length == 0 ? names : Arrays.stream(columns).toList();
        var places = chosen.stream().mapToInt(this::place).toArray();
        var values = new double[Math.multiplyExact(rows.size(), places.length)];
        for (var i = 0; i < values.length; i++) {
            var place = places[i % places.length];
            values[i] = number(rows.get(i / places.length).get(place), names.get(place), missing);
        }
        return Tensor.of(values, Shape.of(rows.size(), places.length));
    }

    /// A column as it stands in the file.
    ///
    /// @throws IllegalArgumentException if there is no such column
    public List<String> texts(String column) {
        var place = place(column);
        return rows.stream().map(row -> row.get(place).text()).toList();
    }

    /// A column of kinds as numbers: `i32[rows]`.
    ///
    /// @throws IllegalArgumentException if there is no such column
    public Categories categories(String column) {
        var texts = texts(column);
        var kinds = List.copyOf(new TreeSet<>(texts));
        return new Categories(
                kinds,
                Tensor.of(
                        texts.stream()
                                .mapToInt(text -> Collections.binarySearch(kinds, text))
                                .toArray(),
                        Shape.of(texts.size())));
    }

    /// Kinds and their numbers.
    ///
    /// @param names the kinds, sorted
    /// @param codes for each row the place of its kind among the names
    public record Categories(List<String> names, Tensor codes) {}

    private int place(String column) {
        var place = names.indexOf(column);
        if (place < 0) {
            throw new IllegalArgumentException(file + ": there is no column '" + column + "', but " + names);
        }
        return place;
    }

    private double number(CsvCell cell, String column, OptionalDouble missing) {
        var text = cell.text().strip();
        if (text.isEmpty() && missing.isPresent()) {
            return missing.getAsDouble();
        }
        if (NUMBER.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        var negative = text.startsWith("-");
        var size = negative || text.startsWith("+") ? text.substring(1) : text;
        if (size.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        if (size.equalsIgnoreCase("inf") || size.equalsIgnoreCase("infinity")) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        throw new IllegalArgumentException("%s: line %d, column %d: %s in '%s'"
                .formatted(
                        file,
                        cell.line(),
                        cell.column(),
                        text.isEmpty()
                                ? "an empty field, no number (numbers(missing, ...) gives one)"
                                : "'%.40s' is no number".formatted(text),
                        column));
    }
}
