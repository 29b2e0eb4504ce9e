package dev.costate.internal.interpret;

import dev.costate.Shape;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;

/// The windows of an operand `[B ++ D]` that an array of starts `[B ++ I ++ [k]]` names.
///
/// Windows are numbered in row-major order of `B ++ I`.
final class Windows {
    private final int[] starts;
    private final int[] limits;
    private final int[] steps;
    private final int batchSize;
    private final int perBatch;

    /// The number of windows.
    final int count;
    /// The number of elements of one window.
    final int size;
    /// A window's elements in the operand, beside the same elements in a dense window.
    final StridedWalk walk;

    /// @param extents the window's extent along every axis of `D`
    Windows(Shape operand, Array indices, int batchAxes, Axes indexedAxes, Shape extents) {
        Shape inner = operand.slice(batchAxes, operand.rank());
        int k = indexedAxes.size();
        int[] strides = inner.strides();
        this.starts = (int[]) indices.storage();
        this.limits = new int[k];
        this.steps = new int[k];
        for (int j = 0; j < k; j++) {
            int axis = indexedAxes.get(j);
            limits[j] = inner.dim(axis) - extents.dim(axis);
            steps[j] = strides[axis];
        }
        Shape positions = indices.type().shape().slice(0, indices.type().rank() - 1);
        this.count = positions.size();
        this.perBatch = Math.max(1, positions.slice(batchAxes, positions.rank()).size());
        this.batchSize = inner.size();
        this.size = extents.size();
        this.walk = new StridedWalk(extents.dims(), strides, extents.strides());
    }

    /// Where window `w` starts in the operand, its start clamped so that it lies inside.
    int offset(int w) {
        int k = limits.length;
        int offset = w / perBatch * batchSize;
        for (int j = 0; j < k; j++) {
            offset += Math.clamp(starts[w * k + j], 0, limits[j]) * steps[j];
        }
        return offset;
    }
}
