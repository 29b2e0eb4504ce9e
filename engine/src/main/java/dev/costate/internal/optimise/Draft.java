package dev.costate.internal.optimise;

import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Constant;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.internal.rules.Typing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A program being written, in which no operation stands twice on the same operands: whoever adds it again gets
/// the first one's results.
///
/// All operations are pure, so that this changes nothing but the work.
final class Draft {
    private final GraphBuilder builder = new GraphBuilder();
    private final List<@Nullable Node> makers = new ArrayList<>();
    private final Map<Key, Node> known = new HashMap<>();

    private record Key(Op op, Axes operands) {}

    /// What becomes of each node of a program that is written anew.
    @FunctionalInterface
    interface Rule {
        /// The numbers, in `draft`, of what stands for the results of `node`.
        ///
        /// @param draft where to write
        /// @param node the node, of the old program
        /// @param operands its operands in `draft`
        int[] rewrite(Draft draft, Node node, int[] operands);
    }

    /// The program that `rule` makes of `graph`, node by node; inputs and outputs stay.
    static Graph rewrite(Graph graph, Rule rule) {
        Draft draft = new Draft();
        return draft.build(draft.write(graph, draft.inputs(graph), rule));
    }

    /// Adds what `rule` makes of the nodes of `graph`, with its inputs bound to `arguments`; returns the numbers
    /// of its outputs.
    int[] write(Graph graph, int[] arguments, Rule rule) {
        int[] map = Arrays.copyOf(arguments, graph.valueCount());
        for (Node node : graph.nodes()) {
            int[] results = rule.rewrite(this, node, at(map, node.operands()));
            System.arraycopy(results, 0, map, node.first(), results.length);
        }
        return at(map, graph.outputs());
    }

    /// The elements of `map` at `values`.
    static int[] at(int[] map, Axes values) {
        int[] result = values.toArray();
        for (int i = 0; i < result.length; i++) {
            result[i] = map[result[i]];
        }
        return result;
    }

    /// Adds the inputs of `graph` and returns their numbers.
    int[] inputs(Graph graph) {
        int[] numbers = new int[graph.inputs().size()];
        Arrays.setAll(
                numbers, i -> input(graph.inputs().get(i), graph.inputNames().get(i)));
        return numbers;
    }

    /// Adds an input; the inputs come before all operations.
    int input(Type type, String name) {
        assert builder.nodeCount() == 0 : "an input after an operation";
        makers.add(null);
        return builder.input(type, name);
    }

    /// Adds a node as it is, on other operands; returns the numbers of its results.
    int[] keep(Node node, int[] operands) {
        return results(node.op(), operands, node.results(), node.origin());
    }

    /// Adds an operation of one result and returns its number.
    int add(Op op, int[] operands, Origin origin) {
        List<Type> types = Arrays.stream(operands).mapToObj(this::type).toList();
        return results(op, operands, Typing.infer(op, types), origin)[0];
    }

    /// Adds a constant.
    int constant(Array value, Origin origin) {
        return results(new Constant(value), new int[0], List.of(value.type()), origin)[0];
    }

    /// Adds `value` in every element of `type`.
    int fill(Array value, Type type, Origin origin) {
        int scalar = constant(value, origin);
        return type.rank() == 0 ? scalar : add(new Broadcast(type.shape(), Axes.of()), new int[] {scalar}, origin);
    }

    /// Adds an operation and returns the numbers of its results.
    int[] results(Op op, int[] operands, List<Type> types, Origin origin) {
        Node node = known.computeIfAbsent(key(op, operands), _ -> append(op, operands, types, origin));
        return Axes.range(node.first(), node.first() + node.results().size()).toArray();
    }

    /// The number of an operation's result if it has been added, else -1.
    int find(Op op, int... operands) {
        Node node = known.get(key(op, operands));
        return node == null ? -1 : node.first();
    }

    private Node append(Op op, int[] operands, List<Type> types, Origin origin) {
        int first = builder.add(op, operands, types, origin);
        Node node = builder.node(builder.nodeCount() - 1);
        for (int r = 0; r < types.size(); r++) {
            makers.add(node);
        }
        assert makers.size() == builder.valueCount() && first == node.first();
        return node;
    }

    /// The operands of what commutes are one set, whatever their order.
    private static Key key(Op op, int[] operands) {
        int[] sorted = operands;
        if (op instanceof Binary(var function)) {
            boolean commutes = switch (function) {
                case ADD, MUL, MAX, MIN, AND, OR, XOR -> true;
                case SUB, DIV, REM, POW, ATAN2, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> false;
            };
            if (commutes) {
                sorted = operands.clone();
                Arrays.sort(sorted);
            }
        }
        return new Key(op, Axes.of(sorted));
    }

    /// The node that gives `value`, null for an input.
    @Nullable
    Node maker(int value) {
        return makers.get(value);
    }

    /// The operation that gives `value`, null for an input.
    @Nullable
    Op op(int value) {
        Node node = makers.get(value);
        return node == null ? null : node.op();
    }

    /// Operand `i` of the operation that gives `value`.
    int operand(int value, int i) {
        return Objects.requireNonNull(makers.get(value)).operands().get(i);
    }

    /// The type of `value`.
    Type type(int value) {
        return builder.type(value);
    }

    /// The program with these results.
    Graph build(int... outputs) {
        return builder.build(outputs);
    }
}
