package dev.costate.internal.members;

import dev.costate.graph.Axes;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.Reshape;
import dev.costate.graph.Select;
import dev.costate.graph.While;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A loop on many members that runs while any goes on, and in which those that are done keep their values: what
/// [dev.costate.internal.transform.WhileRules] makes of a loop whose members stop at different times.
///
/// ```
/// while (any over m of going(c)[m]) {
///   c[m] = going(c)[m] ? next(c)[m] : c[m]
/// }
/// ```
/// For one member that is `while (going(c)) c = next(c)`: once it is done its values stay, so that it stays done.
///
/// @param going which value of the condition says who goes on
/// @param next the values of the body that the carries become where they go on
record Freezing(int going, Axes next) {
    /// What `op` is as such a loop; null if it is none.
    static @Nullable Freezing of(While op, Node node, Scope condition, Scope body, Members members) {
        Node any = maker(condition.graph(), condition.graph().outputs().get(0));
        if (any == null
                || !(any.op() instanceof Reduce(Reduction reduction, Axes axes))
                || reduction != Reduction.ANY) {
            return null;
        }
        int going = any.operands().get(0);
        int axis = members.axis(condition, going);
        if (axis < 0 || !axes.equals(Axes.of(axis))) {
            return null;
        }
        Numbering numbering = new Numbering();
        int carries = node.results().size();
        int consts = op.conditionConsts() + op.bodyConsts();
        int asked = numbering.values(condition.graph(), inputs(node, 0, op.conditionConsts(), carries))[going];
        int[] values = numbering.values(body.graph(), inputs(node, op.conditionConsts(), consts, carries));
        int[] next = new int[carries];
        for (int c = 0; c < carries; c++) {
            Node choice = maker(body.graph(), body.graph().outputs().get(c));
            if (choice == null
                    || !(choice.op() instanceof Select)
                    || choice.operands().get(2) != op.bodyConsts() + c
                    || values[origin(body, choice.operands().get(0), members)] != asked) {
                return null;
            }
            next[c] = choice.operands().get(1);
        }
        return new Freezing(going, Axes.of(next));
    }

    /// The inputs of a loop's program, named by what they are: an operand of the loop, or a carry.
    private static List<Object> inputs(Node node, int from, int to, int carries) {
        List<Object> inputs = new ArrayList<>();
        for (int i = from; i < to; i++) {
            inputs.add(List.of(node.operands().get(i)));
        }
        for (int c = 0; c < carries; c++) {
            inputs.add(c);
        }
        return inputs;
    }

    /// Where a mask comes from that is repeated along all axes but the members'.
    private static int origin(Scope scope, int mask, Members members) {
        int value = mask;
        while (scope.graph().type(value).rank() >= 1) {
            Node node = maker(scope.graph(), value);
            if (node == null || !(node.op() instanceof Broadcast || node.op() instanceof Reshape)) {
                break;
            }
            int operand = node.operands().get(0);
            if (members.axis(scope, operand) < 0
                    || members.single(scope, operand).size() != 1) {
                break;
            }
            value = operand;
        }
        return value;
    }

    private static @Nullable Node maker(Graph graph, int value) {
        for (Node node : graph.nodes()) {
            if (value >= node.first() && value < node.first() + node.results().size()) {
                return node;
            }
        }
        return null;
    }

    /// Gives equal computations equal numbers, through several programs.
    private static final class Numbering {
        private final Map<Object, Integer> numbers = new HashMap<>();

        private record Computation(Op op, List<Integer> operands, int result) {}

        int[] values(Graph graph, List<Object> inputs) {
            int[] values = new int[graph.valueCount()];
            for (int i = 0; i < inputs.size(); i++) {
                values[i] = number(inputs.get(i));
            }
            for (Node node : graph.nodes()) {
                List<Integer> operands = Arrays.stream(node.operands().toArray())
                        .map(v -> values[v])
                        .boxed()
                        .toList();
                for (int r = 0; r < node.results().size(); r++) {
                    values[node.first() + r] = number(new Computation(node.op(), operands, r));
                }
            }
            return values;
        }

        private int number(Object key) {
            return numbers.computeIfAbsent(key, k -> numbers.size());
        }
    }
}
