package dev.costate.internal.gemm;

/// A matrix in an array of elements: `(i, j)` is at `offset + i * row + j * column`.
record Matrix(Object array, int offset, int row, int column) {
    /// Member `i` of a batch that begins at `offset`.
    static Matrix member(Object array, int offset, GemmShape.Strides strides, int i) {
        return new Matrix(array, offset + i * strides.batch(), strides.row(), strides.column());
    }

    /// Where element `(i, j)` is.
    int at(int i, int j) {
        return offset + i * row + j * column;
    }
}
