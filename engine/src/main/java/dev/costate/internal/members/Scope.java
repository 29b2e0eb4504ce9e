package dev.costate.internal.members;

import dev.costate.graph.Cond;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import java.util.ArrayList;
import java.util.List;

/// A graph at its place in a program: the same graph may stand at several. Its values' axes are numbered through
/// the program.
final class Scope {
    private final Graph graph;
    private final int[] firstAxis;
    private final List<List<Scope>> inner = new ArrayList<>();
    private final int end;

    /// The scope of `graph` and all in it.
    ///
    /// @param first the number of its first axis
    Scope(Graph graph, int first) {
        this.graph = graph;
        firstAxis = new int[graph.valueCount()];
        int next = first;
        for (int v = 0; v < firstAxis.length; v++) {
            firstAxis[v] = next;
            next += graph.type(v).rank();
        }
        for (Node node : graph.nodes()) {
            List<Scope> scopes = new ArrayList<>();
            for (Graph program : programs(node.op())) {
                Scope scope = new Scope(program, next);
                next = scope.end;
                scopes.add(scope);
            }
            inner.add(scopes);
        }
        end = next;
    }

    private static List<Graph> programs(Op op) {
        return op instanceof Scan scan
                ? List.of(scan.body())
                : op instanceof While loop
                        ? List.of(loop.condition(), loop.body())
                        : op instanceof Cond cond ? cond.branches() : List.of();
    }

    /// The program.
    Graph graph() {
        return graph;
    }

    /// The scopes of the programs in the `node`-th operation: a scan's body; a loop's condition and body; the
    /// branches.
    List<Scope> inner(int node) {
        return inner.get(node);
    }

    /// The number of the axis `axis` of `value`.
    int axis(int value, int axis) {
        return firstAxis[value] + axis;
    }

    /// One more than the number of the last axis in it.
    int end() {
        return end;
    }
}
