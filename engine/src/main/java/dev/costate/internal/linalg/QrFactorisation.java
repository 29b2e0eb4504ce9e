package dev.costate.internal.linalg;

import java.util.Arrays;

/// `A = Q R` by [HouseholderQr], `Q` with orthonormal columns, `R` upper triangular.
///
/// Signs are those of LAPACK's `dgeqrf` and `dorgqr`. `|Q^T Q - I|` is of the order of `m n eps`, and so is `|A
/// - Q R|` beside `|A|`, column by column, however the columns are scaled (N. Higham, Accuracy and Stability of
/// Numerical Algorithms, theorem 19.4).
///
/// An infinity or a NaN in `A` makes all of `Q` and `R` NaN.
record QrFactorisation(int m, int n) implements Routine {
    @Override
    public void run(Object[] arrays, int[] at, double[] scratch) {
        int k = Math.min(m, n);
        double[] q = (double[]) arrays[1];
        double[] r = (double[]) arrays[2];
        double[] work = Arrays.copyOfRange((double[]) arrays[0], at[0], at[0] + m * n);
        if (!Scaling.isFinite(work)) {
            Arrays.fill(q, at[1], at[1] + m * k, Double.NaN);
            Arrays.fill(r, at[2], at[2] + k * n, Double.NaN);
            return;
        }
        HouseholderQr qr = HouseholderQr.reduce(m, n, work);
        System.arraycopy(qr.reflectors().columns(m, k), 0, q, at[1], m * k);
        qr.upper(r, at[2]);
    }

    @Override
    public long flops() {
        return 4L * m * n * Math.min(m, n);
    }
}
