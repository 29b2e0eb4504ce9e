package dev.costate.internal.lower;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import java.util.ArrayList;
import java.util.List;

/// An operation as the scheduler sees it.
///
/// Most are a [Kernel]: a loop nest around scalar expressions that read the operands. The rest need no loop
/// ([Data], [Alias]), put elements in order ([Ranking]), call routines of linear
/// algebra ([MatrixCall]) or hold programs ([Structured]).
public sealed interface Lowered permits Kernel, Ranking, MatrixCall, Structured, Lowered.Data, Lowered.Alias {
    /// Elements that are known: a buffer made with the program.
    ///
    /// @param value the elements
    record Data(Array value) implements Lowered {}

    /// The first operand's elements in the same order: no loop, the same buffer.
    ///
    /// @param operand the operand's type
    /// @param result the result's type, of the same size
    record Alias(Type operand, Type result) implements Lowered {
        /// This as a copying nest, for a consumer that looks through it at what made the operand.
        public Nest nest() {
            List<Index> axes = Index.axes(result.shape(), 0);
            List<Index> at = operand.shape().equals(result.shape())
                    ? axes
                    : unflatten(flatten(axes, result.shape()), operand.shape());
            Expr body = new Expr.Load(0, operand.dtype(), at);
            return Nest.elementwise(List.of(operand), result, body);
        }

        private static Index flatten(List<Index> at, Shape shape) {
            int[] strides = shape.strides();
            Index flat = Index.literal(0);
            for (int i = 0; i < strides.length; i++) {
                flat = flat.plus(at.get(i).times(strides[i]));
            }
            return flat;
        }

        private static List<Index> unflatten(Index flat, Shape shape) {
            int[] strides = shape.strides();
            List<Index> at = new ArrayList<>();
            for (int i = 0; i < strides.length; i++) {
                // The extents of an empty shape count as 1 here: the index is never asked for.
                at.add(flat.floorDiv(Math.max(1, strides[i])).mod(Math.max(1, shape.dim(i))));
            }
            return at;
        }
    }
}
