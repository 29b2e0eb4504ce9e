package dev.costate.internal.linalg;

/// Columns of a matrix of `k` and the segments' order of their rows.
///
/// @param segments the segments
/// @param sweeps what copies a column that lies in one piece
/// @param k the number of columns
record Columns(Segments segments, Sweeps sweeps, int k) {
    private static final int LANES = Segments.LANES;

    /// Reads the column that begins at `from`, but the kept rows.
    void load(double[] x, int from, double[] t, int to) {
        int length = segments.length();
        if (k == 1) {
            sweeps.load(x, from, length + 1, length, t, to);
            return;
        }
        for (int i = 0; i < length; i++) {
            for (int s = 0; s < LANES; s++) {
                t[to + i * LANES + s] = x[from + (segments.start(s) + i) * k];
            }
        }
    }

    /// Writes it.
    void store(double[] t, int at, double[] x, int from) {
        int length = segments.length();
        if (k == 1) {
            sweeps.store(t, at, length, x, from, length + 1);
            return;
        }
        for (int i = 0; i < length; i++) {
            for (int s = 0; s < LANES; s++) {
                x[from + (segments.start(s) + i) * k] = t[at + i * LANES + s];
            }
        }
    }

    /// Puts the `m` kept rows at `rows` beside the segments, at `beside`, and at their ends, `step` behind; 0
    /// where there is none.
    static void spread(double[] t, int rows, int m, int beside, int step) {
        for (int s = 0; s < LANES; s++) {
            t[beside + s] = s == 0 ? 0 : t[rows + s - 1];
            t[beside + step + s] = s < m ? t[rows + s] : 0;
        }
    }
}
