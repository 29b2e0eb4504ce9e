package dev.costate.graph;

import dev.costate.Type;
import java.util.List;

/// One operation of a graph.
///
/// Values are numbered: the graph's inputs first, then each node's results in order.
///
/// @param op what is computed
/// @param operands the numbers of the values it reads, all below `first`
/// @param first the number of its first result
/// @param results the types of its results
/// @param origin the user's line
public record Node(Op op, Axes operands, int first, List<Type> results, Origin origin) {}
