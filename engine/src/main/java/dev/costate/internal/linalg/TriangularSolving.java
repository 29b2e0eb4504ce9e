package dev.costate.internal.linalg;

/// Solves triangular equations by [Substitution].
record TriangularSolving(boolean lower, boolean transposed, boolean unit, int n, int k) implements Routine {
    @Override
    public void run(Object[] arrays, int[] at, double[] scratch) {
        Block a = Block.rows((double[]) arrays[0], at[0], n);
        double[] x = (double[]) arrays[2];
        System.arraycopy(arrays[1], at[1], x, at[2], n * k);
        Block t = transposed ? a.transposed() : a;
        Substitution.solve(lower != transposed, unit, n, k, t, Block.rows(x, at[2], k), scratch, 0);
    }

    @Override
    public int scratch() {
        return Substitution.scratch(n, k);
    }

    @Override
    public long flops() {
        return (long) n * n * k;
    }
}
