package dev.costate.internal.linalg;

/// One member of a batch of `float32` as `double`.
final class Widened {
    private final Object[] own;
    private final Object[] wide;
    private final int[] sizes;
    private final int[] zeros;

    Widened(Object[] own, int[] sizes) {
        this.own = own;
        this.sizes = sizes;
        wide = new Object[own.length];
        zeros = new int[own.length];
        for (int k = 0; k < wide.length; k++) {
            wide[k] = own[k] instanceof float[] ? new double[sizes[k]] : new int[sizes[k]];
        }
    }

    Object[] arrays() {
        return wide;
    }

    int[] at() {
        return zeros;
    }

    /// Reads the first `operands` ones.
    void load(int operands, int[] at) {
        for (int k = 0; k < operands; k++) {
            switch (own[k]) {
                case float[] x -> {
                    double[] y = (double[]) wide[k];
                    for (int i = 0; i < y.length; i++) {
                        y[i] = x[at[k] + i];
                    }
                }
                default -> System.arraycopy(own[k], at[k], wide[k], 0, sizes[k]);
            }
        }
    }

    /// Writes those after the first `operands` ones.
    void store(int operands, int[] at) {
        for (int k = operands; k < own.length; k++) {
            switch (own[k]) {
                case float[] y -> {
                    double[] x = (double[]) wide[k];
                    for (int i = 0; i < x.length; i++) {
                        y[at[k] + i] = (float) x[i];
                    }
                }
                default -> System.arraycopy(wide[k], 0, own[k], at[k], sizes[k]);
            }
        }
    }
}
