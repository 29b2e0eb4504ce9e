package dev.costate.internal.members;

import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// An operation as one member runs it.
///
/// @param op the operation; null if it gives back its operand, because it only moved or repeated members
/// @param wiring its operands: an operand of the operation on many, or `-1 - e` for the external value `e`
/// @param externals what it needs from outside the program that it stands in
record SingleNode(@Nullable Op op, List<Integer> wiring, List<External> externals) {
    /// A value that differs from member to member though it depends on nothing, such as a constant, deep inside
    /// loops: it is computed outside and handed in.
    ///
    /// @param node the operation that makes it, without operands
    /// @param axis the members' axis of it
    record External(Node node, int axis) {}

    /// Adds it to a program.
    ///
    /// @param operand the number there of an operand of the operation on many
    /// @param external the number there of an external value
    /// @return the number of the first result
    int emit(GraphBuilder builder, Origin origin, IntUnaryOperator operand, IntUnaryOperator external) {
        int[] ids = wiring.stream()
                .mapToInt(w -> w >= 0 ? operand.applyAsInt(w) : external.applyAsInt(-1 - w))
                .toArray();
        return op == null ? ids[0] : builder.add(op, ids, origin);
    }
}
