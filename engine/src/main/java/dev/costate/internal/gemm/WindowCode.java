package dev.costate.internal.gemm;

import dev.costate.internal.parallel.Workers;
import org.jspecify.annotations.Nullable;

/// A way to do a convolution. It has no state.
sealed interface WindowCode permits AlongPositions, AlongInputs {
    /// The arrays, and where in each the elements begin.
    record Operands(Object x, int xi, Object w, int wi, Object y, int yi) {}

    /// Computes the convolution with the help of `workers`, or alone.
    void run(Operands of, @Nullable Workers workers);

    static void share(@Nullable Workers workers, int tasks, Workers.Task task) {
        if (workers != null && tasks > 1) {
            workers.run(tasks, task);
        } else {
            for (int t = 0; t < tasks; t++) {
                task.run(t);
            }
        }
    }
}
