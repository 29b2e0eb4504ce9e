package dev.costate.internal.members;

import dev.costate.graph.Cond;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A program without what does not change what it computes: names, lines, the order of independent operations,
/// operations that stand twice.
final class NormalGraph {
    private final Graph graph;
    private final GraphBuilder builder = new GraphBuilder();
    private final Map<List<Object>, Integer> known = new HashMap<>();
    private final int[] ids;
    private final Node[] makers;

    private NormalGraph(Graph graph) {
        this.graph = graph;
        ids = new int[graph.valueCount()];
        java.util.Arrays.fill(ids, -1);
        makers = new Node[graph.valueCount()];
        for (Node node : graph.nodes()) {
            for (int r = 0; r < node.results().size(); r++) {
                makers[node.first() + r] = node;
            }
        }
    }

    /// The normal form of `graph`, its inputs in the order of their first use.
    static Graph of(Graph graph) {
        return of(graph, false);
    }

    private static Graph of(Graph graph, boolean keepInputs) {
        NormalGraph normal = new NormalGraph(graph);
        for (int i = 0; i < graph.inputs().size() && keepInputs; i++) {
            normal.value(i);
        }
        return normal.builder.build(java.util.Arrays.stream(graph.outputs().toArray())
                .map(normal::value)
                .toArray());
    }

    private int value(int v) {
        if (ids[v] >= 0) {
            return ids[v];
        }
        if (v < graph.inputs().size()) {
            ids[v] = builder.input(graph.type(v), "");
            return ids[v];
        }
        Node node = makers[v];
        int[] operands = java.util.Arrays.stream(node.operands().toArray())
                .map(this::value)
                .toArray();
        Op op = inside(node.op());
        int first = known.computeIfAbsent(
                List.of(op, java.util.Arrays.stream(operands).boxed().toList()),
                key -> builder.add(op, operands, Origin.UNKNOWN));
        for (int r = 0; r < node.results().size(); r++) {
            ids[node.first() + r] = first + r;
        }
        return ids[v];
    }

    private static Op inside(Op op) {
        return op instanceof Scan scan
                ? new Scan(of(scan.body(), true), scan.length(), scan.consts(), scan.carries(), scan.reverse())
                : op instanceof While loop
                        ? new While(
                                of(loop.condition(), true),
                                of(loop.body(), true),
                                loop.conditionConsts(),
                                loop.bodyConsts())
                        : op instanceof Cond cond
                                ? new Cond(cond.branches().stream()
                                        .map(b -> of(b, true))
                                        .toList())
                                : op;
    }
}
