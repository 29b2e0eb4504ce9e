package dev.costate.internal.linalg;

/// The sign of a vector that is known up to its sign.
final class Signs {
    /// What counts as large as the largest, so that rounding does not choose among equals.
    private static final double NEARLY = 0.99;

    private Signs() {}

    /// 1 or -1, times which the first of the vector's elements that reaches 99 % of the largest magnitude is
    /// positive.
    static double of(double[] vector) {
        double enough = NEARLY * Scaling.most(vector, 0, vector.length);
        for (double x : vector) {
            if (Math.abs(x) >= enough) {
                return x < 0 ? -1 : 1;
            }
        }
        return 1;
    }

    /// The signs of the columns of `a`, `[rows, columns]`.
    static double[] ofColumns(double[] a, int rows, int columns) {
        double[] enough = new double[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                enough[j] = Math.max(enough[j], Math.abs(a[i * columns + j]));
            }
        }
        for (int j = 0; j < columns; j++) {
            enough[j] *= NEARLY;
        }
        double[] signs = new double[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double x = a[i * columns + j];
                if (signs[j] == 0 && Math.abs(x) >= enough[j]) {
                    signs[j] = x < 0 ? -1 : 1;
                }
            }
        }
        return signs;
    }
}
