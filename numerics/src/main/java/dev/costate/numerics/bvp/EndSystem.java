package dev.costate.numerics.bvp;

/// What elimination leaves of a [BlockMatrix]: `[G, H, K; A, B, C] (y_0, y_M, p) = (s, g)`, in factors.
///
/// Rows and columns are scaled to a largest entry of 1, so that the units of the unknowns do not decide what
/// counts as singular.
///
/// @param size `2n + k`
/// @param triangle `[R, Q^T S]`, `size x 2 size`, with the rows' scales `S`
/// @param columns the columns' scales
record EndSystem(int size, double[] triangle, double[] columns) {
    static EndSystem of(double[] chain, BlockMatrix a) {
        int n = a.n();
        int k = a.k();
        int size = 2 * n + k;
        double[] system = new double[size * 2 * size];
        for (int r = 0; r < n; r++) {
            System.arraycopy(chain, r * size, system, r * 2 * size, size);
        }
        for (int r = 0; r < n + k; r++) {
            int row = (n + r) * 2 * size;
            System.arraycopy(a.first(), r * n, system, row, n);
            System.arraycopy(a.last(), r * n, system, row + n, n);
            System.arraycopy(a.border(), r * k, system, row + 2 * n, k);
        }
        double[] columns = new double[size];
        for (int r = 0; r < size; r++) {
            int row = r * 2 * size;
            double largest = 0;
            for (int c = 0; c < size; c++) {
                largest = Math.max(largest, Math.abs(system[row + c]));
            }
            double scale = largest == 0 ? 1 : 1 / largest;
            for (int c = 0; c < size; c++) {
                system[row + c] *= scale;
                columns[c] = Math.max(columns[c], Math.abs(system[row + c]));
            }
            system[row + size + r] = scale;
        }
        for (int c = 0; c < size; c++) {
            columns[c] = columns[c] == 0 ? 1 : 1 / columns[c];
            for (int r = 0; r < size; r++) {
                system[r * 2 * size + c] *= columns[c];
            }
        }
        Householder.triangularise(system, size, 2 * size, size);
        return new EndSystem(size, system, columns);
    }

    boolean singular() {
        return Householder.dependent(triangle, 0, 2 * size, size);
    }

    /// The ends and the unknown parameters, `y_0, y_M, p`.
    ///
    /// @param b the right-hand sides: of the equation that couples the ends, then of the conditions
    double[] solve(double[] b) {
        double[] z = new double[size];
        for (int r = size - 1; r >= 0; r--) {
            int row = r * 2 * size;
            double sum = 0;
            for (int c = 0; c < size; c++) {
                sum += triangle[row + size + c] * b[c];
            }
            for (int c = r + 1; c < size; c++) {
                sum -= triangle[row + c] * z[c];
            }
            z[r] = sum / triangle[row + r];
        }
        for (int c = 0; c < size; c++) {
            z[c] *= columns[c];
        }
        return z;
    }

    /// The inverse, `size x size`.
    double[] inverse() {
        double[] inverse = new double[size * size];
        double[] unit = new double[size];
        for (int c = 0; c < size; c++) {
            unit[c] = 1;
            double[] column = solve(unit);
            unit[c] = 0;
            for (int r = 0; r < size; r++) {
                inverse[r * size + c] = column[r];
            }
        }
        return inverse;
    }
}
