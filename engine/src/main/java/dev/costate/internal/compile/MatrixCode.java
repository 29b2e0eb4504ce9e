package dev.costate.internal.compile;

import dev.costate.internal.linalg.Batch;
import dev.costate.internal.lower.MatrixCall;

/// A routine of linear algebra ready to run.
///
/// @param batch what it computes
record MatrixCode(Batch batch) implements KernelCode {
    static MatrixCode of(MatrixCall call) {
        return new MatrixCode(new Batch(call.op(), call.operands(), call.results()));
    }

    @Override
    public void run(Object[] buffers, int[] offsets) {
        batch.run(buffers, offsets);
    }
}
