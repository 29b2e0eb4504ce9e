package dev.costate.internal.lower;

import dev.costate.Type;
import dev.costate.graph.MatrixOp;
import java.util.List;

/// A routine of linear algebra on each matrix of a batch.
///
/// ```
/// for p in the batch:                      // in any order, on any thread
///   results[p] = routine(operands[p])
/// ```
///
/// It is no loop over expressions: its operands are always stored, and so are its results.
///
/// @param op the routine
/// @param operands the operands' types
/// @param results the results' types
public record MatrixCall(MatrixOp op, List<Type> operands, List<Type> results) implements Lowered {
    public MatrixCall {
        operands = List.copyOf(operands);
        results = List.copyOf(results);
    }
}
