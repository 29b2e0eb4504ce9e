package dev.costate.internal.interpret;

import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A graph ready to be run node by node: it skips what its outputs do not need, and lets go of each value
/// after its last use.
///
/// @param graph the program
/// @param liveness what is needed, and how long
record Program(Graph graph, Liveness liveness) {
    static Program of(Graph graph) {
        return new Program(graph, Liveness.of(graph));
    }

    /// Runs the program on `inputs`, which are of its input types.
    List<Array> run(List<Array> inputs, Run run) {
        @Nullable Array[] values = new @Nullable Array[graph.valueCount()];
        for (int i = 0; i < inputs.size(); i++) {
            values[i] = inputs.get(i);
        }
        List<Node> nodes = graph.nodes();
        for (int n = 0; n < nodes.size(); n++) {
            if (!liveness.isNeeded(n)) {
                continue;
            }
            Node node = nodes.get(n);
            List<Array> results =
                    run.operation(node.op(), read(values, node.operands()), node.results(), node.origin());
            for (int r = 0; r < results.size(); r++) {
                values[node.first() + r] = results.get(r);
            }
            for (int dead : liveness.droppedAfter(n)) {
                values[dead] = null;
            }
        }
        return read(values, graph.outputs());
    }

    private static List<Array> read(@Nullable Array[] values, Axes numbers) {
        List<Array> list = new ArrayList<>(numbers.size());
        for (int i = 0; i < numbers.size(); i++) {
            list.add(Objects.requireNonNull(values[numbers.get(i)], "a value was dropped before its last use"));
        }
        return list;
    }
}
