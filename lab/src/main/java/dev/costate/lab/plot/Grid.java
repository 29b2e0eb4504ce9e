package dev.costate.lab.plot;

/// Values on a rectangular grid, whose coordinates rise or fall but need not be evenly spaced.
///
/// @param x the coordinates of the columns
/// @param y the coordinates of the rows
/// @param z the values, row after row
public record Grid(Values x, Values y, Values z) {
    /// Checks its arguments.
    ///
    /// @throws IllegalArgumentException if there are not `x.size() * y.size()` values, or coordinates are not in
    ///     order
    public Grid {
        if (z.size() != x.size() * y.size()) {
            throw new IllegalArgumentException("grid: %d values for %d columns and %d rows; it needs %d"
                    .formatted(z.size(), x.size(), y.size(), x.size() * y.size()));
        }
        requireOrder("x", x);
        requireOrder("y", y);
    }

    /// The grid with `z[row][column]` at `(x[column], y[row])`.
    ///
    /// @throws IllegalArgumentException if the lengths do not agree
    public static Grid of(double[] x, double[] y, double[][] z) {
        Lengths.requireEqual("grid", "y", y.length, "z", z.length);
        var flat = new double[x.length * y.length];
        for (var row = 0; row < y.length; row++) {
            Lengths.requireEqual("grid", "x", x.length, "z[" + row + "]", z[row].length);
            System.arraycopy(z[row], 0, flat, row * x.length, x.length);
        }
        return new Grid(Values.of(x), Values.of(y), Values.of(flat));
    }

    /// The value in this row and column.
    public double get(int row, int column) {
        return z.get(row * x.size() + column);
    }

    private static void requireOrder(String name, Values values) {
        for (var i = 1; i < values.size(); i++) {
            var rises = values.get(1) > values.get(0);
            if (!(rises ? values.get(i) > values.get(i - 1) : values.get(i) < values.get(i - 1))) {
                throw new IllegalArgumentException("grid: %s is not in order: %s at %d comes after %s"
                        .formatted(name, values.get(i), i, values.get(i - 1)));
            }
        }
    }
}
