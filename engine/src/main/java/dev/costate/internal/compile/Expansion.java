package dev.costate.internal.compile;

import dev.costate.Type;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Cond;
import dev.costate.graph.CustomJvp;
import dev.costate.graph.CustomLinear;
import dev.costate.graph.CustomVjp;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import dev.costate.internal.lower.Structured;
import dev.costate.internal.rules.Lowering;
import dev.costate.internal.transform.Pruning;
import java.util.Arrays;
import java.util.List;

/// Puts the programs of checkpoints and custom derivatives in their places: when a program runs they are what
/// they compute.
public final class Expansion {
    private Expansion() {}

    /// The same program without operations that stand for a program, also inside loops and branches, and without
    /// what nobody needs.
    public static Graph expand(Graph graph) {
        return Pruning.prune(inlined(Pruning.prune(graph)));
    }

    private static Graph inlined(Graph graph) {
        boolean any = graph.nodes().stream().anyMatch(n -> standsForProgram(n) || hasPrograms(n.op()));
        if (!any) {
            return graph;
        }
        GraphBuilder builder = new GraphBuilder();
        int[] map = new int[graph.valueCount()];
        for (int i = 0; i < graph.inputs().size(); i++) {
            map[i] = builder.input(graph.inputs().get(i), graph.inputNames().get(i));
        }
        for (Node node : graph.nodes()) {
            int[] operands =
                    Arrays.stream(node.operands().toArray()).map(v -> map[v]).toArray();
            if (standsForProgram(node)) {
                List<Type> types = Arrays.stream(node.operands().toArray())
                        .mapToObj(graph::type)
                        .toList();
                Structured.Inline inline = (Structured.Inline) Lowering.lower(node.op(), types, node.results());
                int[] results = builder.inline(inlined(inline.graph()), operands);
                for (int r = 0; r < results.length; r++) {
                    map[node.first() + r] = results[r];
                }
            } else {
                int first = builder.add(inside(node.op()), operands, node.results(), node.origin());
                for (int r = 0; r < node.results().size(); r++) {
                    map[node.first() + r] = first + r;
                }
            }
        }
        return builder.build(
                Arrays.stream(graph.outputs().toArray()).map(v -> map[v]).toArray());
    }

    /// The same operation, the programs inside it expanded.
    private static Op inside(Op op) {
        return switch (op) {
            case Scan s -> new Scan(inlined(s.body()), s.length(), s.consts(), s.carries(), s.reverse());
            case While w -> new While(inlined(w.condition()), inlined(w.body()), w.conditionConsts(), w.bodyConsts());
            case Cond(List<Graph> branches) ->
                new Cond(branches.stream().map(Expansion::inlined).toList());
            default -> op;
        };
    }

    private static boolean hasPrograms(Op op) {
        return op instanceof Scan || op instanceof While || op instanceof Cond;
    }

    private static boolean standsForProgram(Node node) {
        return node.op() instanceof Checkpoint
                || node.op() instanceof CustomJvp
                || node.op() instanceof CustomVjp
                || node.op() instanceof CustomLinear;
    }
}
