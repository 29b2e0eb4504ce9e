package dev.costate.internal.linalg;

/// Part of a matrix: element `(i, j)` is `array[at + i * row + j * column]`.
record Block(double[] array, int at, int row, int column) {
    /// A matrix of `columns` columns stored row by row.
    static Block rows(double[] array, int at, int columns) {
        return new Block(array, at, columns, 1);
    }

    /// The part that begins at `(i, j)`.
    Block from(int i, int j) {
        return new Block(array, at + i * row + j * column, row, column);
    }

    /// Rows for columns.
    Block transposed() {
        return new Block(array, at, column, row);
    }
}
