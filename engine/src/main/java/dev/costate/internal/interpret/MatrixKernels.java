package dev.costate.internal.interpret;

import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.MatrixOp;
import dev.costate.internal.linalg.Batch;
import java.util.ArrayList;
import java.util.List;

/// Linear algebra, by the routines that compiled programs call too: a second version would not agree to the
/// last bit. Their oracles, straight from the textbook, stand in their tests.
public final class MatrixKernels {
    private MatrixKernels() {}

    /// The results of `op`.
    ///
    /// @param types their types
    public static List<Array> evaluate(MatrixOp op, List<Array> in, List<Type> types) {
        List<Object> arrays = new ArrayList<>();
        in.forEach(x -> arrays.add(x.storage()));
        types.forEach(t -> arrays.add(Array.allocate(t)));
        new Batch(op, in.stream().map(Array::type).toList(), types).run(arrays.toArray(), new int[arrays.size()]);
        List<Array> results = new ArrayList<>();
        for (int r = 0; r < types.size(); r++) {
            results.add(Array.wrap(types.get(r), arrays.get(in.size() + r)));
        }
        return results;
    }
}
