package dev.costate.graph;

import dev.costate.Type;
import dev.costate.internal.rules.Typing;
import java.util.ArrayList;
import java.util.List;

/// Puts a graph together. Inputs may be added at any time; numbers handed out here stay valid until [#build],
/// which renumbers so that the inputs come first.
public final class GraphBuilder {
    private final List<Type> types = new ArrayList<>();
    private final List<Type> inputs = new ArrayList<>();
    private final List<String> inputNames = new ArrayList<>();
    private final List<Integer> inputIds = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    /// Adds an input and returns its number.
    public int input(Type type, String name) {
        int id = types.size();
        types.add(type);
        inputs.add(type);
        inputNames.add(name);
        inputIds.add(id);
        return id;
    }

    /// Adds an operation, checks its operands and returns the number of its first result; the others follow.
    public int add(Op op, int[] operands, Origin origin) {
        List<Type> operandTypes = new ArrayList<>(operands.length);
        for (int o : operands) {
            operandTypes.add(types.get(o));
        }
        return add(op, operands, Typing.infer(op, operandTypes), origin);
    }

    /// Adds an operation whose result types are known to be these.
    public int add(Op op, int[] operands, List<Type> results, Origin origin) {
        int first = types.size();
        nodes.add(new Node(op, Axes.of(operands), first, List.copyOf(results), origin));
        types.addAll(results);
        return first;
    }

    /// Adds a constant.
    public int constant(Array value, Origin origin) {
        return add(new Constant(value), new int[0], List.of(value.type()), origin);
    }

    /// Adds all of `graph`'s nodes with its inputs bound to `arguments`; returns the numbers of its outputs.
    public int[] inline(Graph graph, int[] arguments) {
        int[] map = new int[graph.valueCount()];
        System.arraycopy(arguments, 0, map, 0, arguments.length);
        for (Node node : graph.nodes()) {
            int first = add(node.op(), renumber(node.operands(), map), node.results(), node.origin());
            for (int r = 0; r < node.results().size(); r++) {
                map[node.first() + r] = first + r;
            }
        }
        return renumber(graph.outputs(), map);
    }

    /// The type of value `id`.
    public Type type(int id) {
        return types.get(id);
    }

    /// The number of values so far.
    public int valueCount() {
        return types.size();
    }

    /// The `i`-th node added.
    public Node node(int i) {
        return nodes.get(i);
    }

    /// How many nodes there are.
    public int nodeCount() {
        return nodes.size();
    }

    /// The graph with these results.
    public Graph build(int... outputs) {
        int[] map = new int[types.size()];
        int next = 0;
        for (int id : inputIds) {
            map[id] = next++;
        }
        List<Node> renumbered = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            for (int r = 0; r < node.results().size(); r++) {
                map[node.first() + r] = next + r;
            }
            renumbered.add(
                    new Node(node.op(), Axes.of(renumber(node.operands(), map)), next, node.results(), node.origin()));
            next += node.results().size();
        }
        return new Graph(inputs, inputNames, renumbered, Axes.of(renumber(Axes.of(outputs), map)));
    }

    private static int[] renumber(Axes values, int[] map) {
        int[] result = values.toArray();
        for (int i = 0; i < result.length; i++) {
            result[i] = map[result[i]];
        }
        return result;
    }
}
