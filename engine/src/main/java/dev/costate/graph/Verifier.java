package dev.costate.graph;

import dev.costate.CostateException;
import dev.costate.GraphException;
import dev.costate.Type;
import dev.costate.internal.rules.Typing;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a graph is legal: values numbered without gaps, defined before they are used, and of the types that
/// the operations give; outputs that exist; the same of every graph inside.
///
/// [GraphParser] checks by it what it reads, and tests what a pass over a graph has made, so that a wrong
/// pass is caught where it happens.
public final class Verifier {
    /// How deep graphs may stand inside graphs.
    public static final int MAX_DEPTH = 100;

    /// How many graphs deep each graph goes that was checked, so that one that many operations share is
    /// checked once.
    private final IdentityHashMap<Graph, Integer> heights = new IdentityHashMap<>();

    private Verifier() {}

    /// Checks `graph`.
    ///
    /// @throws GraphException naming the operation, the operand and the problem
    public static void verify(Graph graph) {
        new Verifier().graph(graph, 0);
    }

    private int graph(Graph graph, int depth) {
        @Nullable Integer known = heights.get(graph);
        if (depth + (known == null ? 0 : known) > MAX_DEPTH) {
            throw new GraphException("graph: graphs are nested more than " + MAX_DEPTH + " deep");
        }
        if (known != null) {
            return known;
        }
        int height = 0;
        if (graph.inputNames().size() != graph.inputs().size()) {
            throw new GraphException("graph: " + graph.inputs().size() + " inputs have "
                    + graph.inputNames().size() + " names; an input without a name has an empty one");
        }
        List<Type> types = new ArrayList<>(graph.inputs());
        for (Node node : graph.nodes()) {
            for (Map.Entry<String, Graph> nested : OpSyntax.graphs(node.op()).entrySet()) {
                try {
                    height = Math.max(height, 1 + graph(nested.getValue(), depth + 1));
                } catch (GraphException e) {
                    throw new GraphException(
                            e.getMessage() + "\n  in " + nested.getKey() + " of " + GraphPrinter.line(node));
                }
            }
            @Nullable String problem = problem(node, types);
            if (problem != null) {
                throw new GraphException("graph: " + problem);
            }
            types.addAll(node.results());
        }
        for (int i = 0; i < graph.outputs().size(); i++) {
            int output = graph.outputs().get(i);
            if (output < 0 || output >= types.size()) {
                throw new GraphException(
                        "graph: output " + i + ", %" + output + ", is not defined; " + known(types.size()));
            }
        }
        heights.put(graph, height);
        return height;
    }

    /// What is wrong with a node that stands after values of these types, the graphs inside it being legal;
    /// null if nothing is.
    static @Nullable String problem(Node node, List<Type> types) {
        if (node.first() != types.size()) {
            return "the first result should be %" + types.size() + ", the next value" + place(node);
        }
        List<Type> operands = new ArrayList<>();
        for (int i = 0; i < node.operands().size(); i++) {
            int operand = node.operands().get(i);
            if (operand < 0 || operand >= types.size()) {
                return "operand " + i + ", %" + operand + ", is not defined before; " + known(types.size())
                        + place(node);
            }
            operands.add(types.get(operand));
        }
        List<Type> inferred;
        try {
            inferred = Typing.infer(node.op(), operands);
        } catch (CostateException e) {
            return e.getMessage() + "; the operands are " + operands + place(node);
        }
        if (!inferred.equals(node.results())) {
            return "operands " + operands + " give " + inferred + ", not " + node.results() + place(node);
        }
        return null;
    }

    private static String place(Node node) {
        return "\n  in " + GraphPrinter.line(node);
    }

    /// Says which values there are.
    static String known(int values) {
        return values == 0 ? "no value is" : "the values up to %" + (values - 1) + " are";
    }
}
