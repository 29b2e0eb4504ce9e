package dev.costate.internal.linalg;

import java.util.Arrays;

/// Solves equations by the factors that [LuFactorisation] makes: `P a = L U`.
record LuSolving(boolean transposed, int n, int k) implements Routine {
    @Override
    public void run(Object[] arrays, int[] at, double[] scratch) {
        Block factors = Block.rows((double[]) arrays[1], at[1], n);
        int[] permutation = (int[]) arrays[2];
        double[] b = (double[]) arrays[3];
        double[] y = (double[]) arrays[4];
        Block x = Block.rows(y, at[4], k);
        if (!transposed) {
            // L U x = P b
            for (int i = 0; i < n; i++) {
                copy(b, at[3] + row(permutation, at[2] + i) * k, y, at[4] + i * k);
            }
            Substitution.solve(true, true, n, k, factors, x, scratch, 0);
            Substitution.solve(false, false, n, k, factors, x, scratch, 0);
            return;
        }
        // U' L' P x = b
        System.arraycopy(b, at[3], y, at[4], n * k);
        Substitution.solve(true, false, n, k, factors.transposed(), x, scratch, 0);
        Substitution.solve(false, true, n, k, factors.transposed(), x, scratch, 0);
        System.arraycopy(y, at[4], scratch, 0, n * k);
        Arrays.fill(y, at[4], at[4] + n * k, 0);
        for (int i = 0; i < n; i++) {
            copy(scratch, i * k, y, at[4] + row(permutation, at[2] + i) * k);
        }
    }

    /// Inside the matrix also if this is no permutation.
    private int row(int[] permutation, int at) {
        return Math.clamp(permutation[at], 0, n - 1);
    }

    private void copy(double[] x, int from, double[] y, int to) {
        for (int c = 0; c < k; c++) {
            y[to + c] = x[from + c];
        }
    }

    @Override
    public int scratch() {
        return Math.max(transposed ? n * k : 0, Substitution.scratch(n, k));
    }

    @Override
    public long flops() {
        return 2L * n * n * k;
    }
}
