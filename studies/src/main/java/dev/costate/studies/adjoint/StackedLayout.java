package dev.costate.studies.adjoint;

import dev.costate.Tensor;

/// The document's layout: time is the last axis, and the samples are stacked in blocks of `N` rows.
final class StackedLayout {
    private StackedLayout() {}

    /// States or costates `[K, I, N]` as an array `N I x K`: component `n` of sample `i` is row `N i + n`.
    static double[][] stacked(Tensor perStep) {
        int times = perStep.dim(0);
        int rows = perStep.dim(1) * perStep.dim(2);
        return rows(perStep.reshape(times, rows).transpose());
    }

    /// A matrix as an array of its rows.
    static double[][] rows(Tensor matrix) {
        double[] values = matrix.toDoubles();
        int columns = matrix.dim(1);
        double[][] rows = new double[matrix.dim(0)][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = java.util.Arrays.copyOfRange(values, r * columns, (r + 1) * columns);
        }
        return rows;
    }

    /// Gradients with time last, `[N, N, NT-1]` and `[N, NT-1]`: what the document's plot is written for.
    static Controls timeLast(Controls gradient) {
        return new Controls(gradient.v().transpose(1, 2, 0), gradient.b().transpose());
    }
}
