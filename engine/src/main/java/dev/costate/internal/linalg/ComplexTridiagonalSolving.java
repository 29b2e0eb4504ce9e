package dev.costate.internal.linalg;

/// Solutions of `a x = b` or `a* x = b`, with the conjugate transpose, by the factors that
/// [ComplexTridiagonalFactorisation] made of `a`.
///
/// Arrays, each but `exchanged` as real and imaginary parts: `lower, diagonal, upper`, which are not read,
/// `inverse, first, second, third, fourth, exchanged, b` to `x`.
///
/// @param adjoint whether the conjugate transpose stands in `a`'s place
/// @param n the number of rows
/// @param k the number of right sides
record ComplexTridiagonalSolving(boolean adjoint, int n, int k) implements Routine {
    @Override
    public long flops() {
        return 22L * n * k;
    }

    @Override
    public void run(Object[] arrays, int[] at, double[] scratch) {
        if (n == 0) {
            return;
        }
        int mode = ((int[]) arrays[16])[at[16] + n - 1];
        System.arraycopy(arrays[17], at[17], arrays[19], at[19], n * k);
        System.arraycopy(arrays[18], at[18], arrays[20], at[20], n * k);
        if (mode == ComplexTridiagonalFactorisation.IN_SEGMENTS && n >= Segments.LEAST) {
            segments().run(arrays, at, scratch);
        } else if (mode == TridiagonalFactorisation.FROM_TOP) {
            if (adjoint) {
                adjointFromTop(arrays, at);
            } else {
                fromTop(arrays, at);
            }
        } else if (k == 1 && !adjoint) {
            new OneComplexSide(arrays, at, n).solve();
        } else if (k == 1) {
            new OneComplexSide(arrays, at, n).solveAdjoint();
        } else if (adjoint) {
            severalAdjoint(arrays, at);
        } else {
            several(arrays, at);
        }
    }

    private ComplexSegmentSolving segments() {
        return new ComplexSegmentSolving(n, adjoint, k);
    }

    @Override
    public int scratch() {
        return n < Segments.LEAST ? 0 : segments().scratch();
    }

    private void several(Object[] arrays, int[] at) {
        Sweep sweep = sweep(arrays, at, 1);
        int m = n / 2;
        for (int i = 0; i < n; i++) {
            sweep.scale(i);
        }
        for (int i = 1; i <= m; i++) {
            sweep.subtract(8, i, i, i - 1);
        }
        for (int j = n - 2; j > m; j--) {
            sweep.subtract(8, j, j, j + 1);
        }
        if (m + 1 < n) {
            sweep.subtract(10, m, m, m + 1);
        }
        for (int i = m - 1; i >= 0; i--) {
            sweep.subtract(10, i, i, i + 1);
        }
        for (int j = m + 1; j < n; j++) {
            sweep.subtract(10, j, j, j - 1);
        }
    }

    private void severalAdjoint(Object[] arrays, int[] at) {
        Sweep sweep = sweep(arrays, at, -1);
        int m = n / 2;
        for (int i = 1; i <= m; i++) {
            sweep.subtract(10, i - 1, i, i - 1);
        }
        for (int j = n - 2; j >= m; j--) {
            sweep.subtract(10, j + 1, j, j + 1);
        }
        for (int i = m - 1; i >= 0; i--) {
            sweep.subtract(8, i + 1, i, i + 1);
        }
        for (int j = m + 1; j < n; j++) {
            sweep.subtract(j - 1 == m ? 10 : 8, j - 1, j, j - 1);
        }
        for (int i = 0; i < n; i++) {
            sweep.scale(i);
        }
    }

    private void fromTop(Object[] arrays, int[] at) {
        Sweep sweep = sweep(arrays, at, 1);
        int[] exchanged = (int[]) arrays[16];
        for (int i = 0; i + 1 < n; i++) {
            if (exchanged[at[16] + i] != 0) {
                sweep.x.exchange(i, i + 1);
            }
            sweep.subtract(8, i, i + 1, i);
        }
        for (int i = n - 1; i >= 0; i--) {
            sweep.scale(i);
            if (i + 2 < n) {
                sweep.subtract(12, i, i, i + 2);
            }
            if (i + 1 < n) {
                sweep.subtract(10, i, i, i + 1);
            }
        }
    }

    private void adjointFromTop(Object[] arrays, int[] at) {
        Sweep sweep = sweep(arrays, at, -1);
        int[] exchanged = (int[]) arrays[16];
        for (int i = 1; i < n; i++) {
            sweep.subtract(10, i - 1, i, i - 1);
            if (i >= 2) {
                sweep.subtract(12, i - 2, i, i - 2);
            }
        }
        for (int i = 0; i < n; i++) {
            sweep.scale(i);
        }
        for (int i = n - 2; i >= 0; i--) {
            sweep.subtract(8, i, i, i + 1);
            if (exchanged[at[16] + i] != 0) {
                sweep.x.exchange(i, i + 1);
            }
        }
    }

    private Sweep sweep(Object[] arrays, int[] at, int sign) {
        ComplexRows x = new ComplexRows((double[]) arrays[19], at[19], (double[]) arrays[20], at[20], k);
        return new Sweep(arrays, at, sign, x);
    }

    /// Row operations by the factors or, with `sign` -1, by their conjugates.
    private record Sweep(Object[] arrays, int[] at, int sign, ComplexRows x) {
        private double factor(int array, int place) {
            return ((double[]) arrays[array])[at[array] + place];
        }

        /// `x[i] = inverse[i] x[i]`.
        void scale(int i) {
            x.scale(i, factor(6, i), sign * factor(7, i));
        }

        /// `x[i] = x[i] - factor x[j]` by the factor at a place of an array.
        void subtract(int array, int place, int i, int j) {
            x.subtract(i, factor(array, place), sign * factor(array + 1, place), j);
        }
    }
}
