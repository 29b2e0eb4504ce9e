package dev.costate.internal.linalg;

import java.util.Arrays;

/// Matrices with an array a row, and their order.
final class Rows {
    /// The side of the squares in which a matrix is transposed.
    private static final int SQUARE = 32;

    private Rows() {}

    /// The columns of `a`, `[rows, columns]`, an array each.
    static double[][] ofTransposed(double[] a, int rows, int columns) {
        double[][] x = new double[columns][rows];
        for (int top = 0; top < rows; top += SQUARE) {
            for (int left = 0; left < columns; left += SQUARE) {
                for (int j = left; j < Math.min(columns, left + SQUARE); j++) {
                    for (int i = top; i < Math.min(rows, top + SQUARE); i++) {
                        x[j][i] = a[i * columns + j];
                    }
                }
            }
        }
        return x;
    }

    /// The rows in the order `order` as columns: `[length of a row, rows]`.
    static double[] sideBySide(double[][] rows, int[] order) {
        int columns = order.length;
        int length = columns == 0 ? 0 : rows[0].length;
        double[] x = new double[length * columns];
        for (int top = 0; top < length; top += SQUARE) {
            for (int left = 0; left < columns; left += SQUARE) {
                for (int j = left; j < Math.min(columns, left + SQUARE); j++) {
                    double[] row = rows[order[j]];
                    for (int i = top; i < Math.min(length, top + SQUARE); i++) {
                        x[i * columns + j] = row[i];
                    }
                }
            }
        }
        return x;
    }

    /// The places of `x`'s elements, the smallest element's first, equal ones in their order.
    static int[] ascending(double[] x) {
        Integer[] places = new Integer[x.length];
        Arrays.setAll(places, i -> i);
        Arrays.sort(places, (i, j) -> Double.compare(x[i], x[j]));
        return Arrays.stream(places).mapToInt(i -> i).toArray();
    }
}
