package dev.costate.internal.linalg;

import dev.costate.internal.gemm.Gemm;
import dev.costate.internal.gemm.GemmShape;
import dev.costate.internal.gemm.GemmShape.Strides;

/// The update that all blocked factorisations spend their time in, `C -= A B`, as a product of matrices.
final class Updates {
    private Updates() {}

    /// How many numbers of scratch an update takes that has `m` rows, `n` columns and `k` terms.
    static int scratch(int m, int n, int k) {
        return k * Math.min(m, n);
    }

    /// `c -= a b`: `[m, k] x [k, n] -> [m, n]`, by the product with the smaller factor negated.
    ///
    /// @param scratch numbers that may be written from `free` on
    static void subtract(int m, int n, int k, Block a, Block b, Block c, double[] scratch, int free) {
        if (m <= n) {
            negate(m, k, a, scratch, free);
            multiply(m, n, k, Block.rows(scratch, free, k), b, c);
        } else {
            negate(k, n, b, scratch, free);
            multiply(m, n, k, a, Block.rows(scratch, free, n), c);
        }
    }

    /// `c += a b`.
    static void multiply(int m, int n, int k, Block a, Block b, Block c) {
        GemmShape shape = new GemmShape(
                1,
                m,
                n,
                k,
                new Strides(0, a.row(), a.column()),
                new Strides(0, b.row(), b.column()),
                new Strides(0, c.row(), c.column()),
                true);
        Gemm.multiply(shape, a.array(), a.at(), b.array(), b.at(), c.array(), c.at());
    }

    private static void negate(int rows, int columns, Block x, double[] y, int yi) {
        double[] from = x.array();
        for (int i = 0; i < rows; i++) {
            int at = x.at() + i * x.row();
            int to = yi + i * columns;
            for (int j = 0; j < columns; j++) {
                y[to + j] = -from[at + j * x.column()];
            }
        }
    }
}
