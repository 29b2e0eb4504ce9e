package dev.costate;

import dev.costate.ops.Indexing;
import java.util.List;

/// Some elements of a tensor, to read them or to make a tensor in which they are changed: `x.at(range(1,
/// 3)).add(y)`.
public final class Selection {
    private final Tensor tensor;
    private final List<Index> indices;

    Selection(Tensor tensor, List<Index> indices) {
        this.tensor = tensor;
        this.indices = indices;
    }

    /// The elements, by NumPy's indexing rules.
    public Tensor get() {
        return Indexing.get(tensor, indices);
    }

    /// The tensor with `value`, broadcast to the selection, added there; elements named twice get both.
    public Tensor add(Tensor value) {
        return Indexing.add(tensor, indices, value);
    }

    /// The tensor with `value` added there.
    public Tensor add(Number value) {
        return add(like(value));
    }

    /// The tensor with `value`, broadcast to the selection, put there.
    ///
    /// Of several values for one element the last in row-major order counts, as in NumPy; its derivative goes
    /// to that one alone.
    public Tensor set(Tensor value) {
        return Indexing.set(tensor, indices, value);
    }

    /// The tensor with `value` put there.
    public Tensor set(Number value) {
        return set(like(value));
    }

    private Tensor like(Number value) {
        return dev.costate.ops.Creation.scalar(tensor.dtype(), value);
    }
}
