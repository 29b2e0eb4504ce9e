package dev.costate.internal.optimise;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Cond;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gives loops and branches no more operands and results than differ.
///
/// Of equal operands one is handed in; carries that are equal in every step become one, those that never change
/// a constant, as does an input that is equal in every step; known scalars are made inside; a `y` that is an `x`
/// is not stacked again.
final class LoopOperands {
    private LoopOperands() {}

    /// The same program, bit by bit.
    static Graph merge(Graph graph) {
        return Draft.rewrite(graph, (draft, node, operands) -> switch (node.op()) {
            case Scan scan -> scan(draft, node, scan, operands);
            case While loop -> loop(draft, node, loop, operands);
            case Cond cond -> cond(draft, node, cond, operands);
            default -> draft.keep(node, operands);
        });
    }

    private static int[] scan(Draft draft, Node node, Scan scan, int[] operands) {
        int consts = scan.consts();
        int carries = scan.carries();
        int fixed = consts + carries;
        NestedInputs inputs = new NestedInputs(draft, scan.body());
        EqualInputs equal = EqualInputs.of(scan.body(), consts, carries, operands);
        List<Integer> kept = keep(inputs, equal, consts, operands);
        List<Integer> firsts =
                new ArrayList<>(kept.stream().map(i -> operands[i]).toList());
        Map<Integer, Integer> stacks = new HashMap<>();
        for (int i = fixed; i < operands.length; i++) {
            int every = everyStep(draft, node, operands[i]);
            Integer same = stacks.putIfAbsent(operands[i], i);
            if (every >= 0) {
                inputs.share(i, every);
            } else if (same != null) {
                inputs.merge(i, same);
            } else {
                inputs.keep(i);
                firsts.add(operands[i]);
            }
        }
        Draft body = new Draft();
        int[] arguments = inputs.declare(body);
        int[] outputs = body.write(scan.body(), arguments, Draft::keep);

        Map<Integer, Integer> places = new LinkedHashMap<>();
        int[] stacked = new int[outputs.length];
        for (int y = carries; y < outputs.length; y++) {
            stacked[y] = stackOf(outputs[y], arguments, operands, fixed);
            if (stacked[y] < 0) {
                places.putIfAbsent(outputs[y], kept.size() + places.size());
            }
        }
        int[] results = new int[kept.size() + places.size()];
        for (int k = 0; k < kept.size(); k++) {
            results[k] = outputs[kept.get(k) - consts];
        }
        places.forEach((value, place) -> results[place] = value);
        int[] first = inputs.consts();
        Scan merged = new Scan(body.build(results), scan.length(), first.length, kept.size(), scan.reverse());
        int[] all = join(first, firsts);
        List<Type> types = new ArrayList<>();
        for (int k : kept) {
            types.add(node.results().get(k - consts));
        }
        for (int value : places.keySet()) {
            Type type = body.type(value);
            types.add(type.withShape(type.shape().insert(0, scan.length())));
        }
        int[] made = results.length == 0 ? new int[0] : draft.results(merged, all, types, node.origin());
        int[] replaced = new int[outputs.length];
        for (int c = 0; c < carries; c++) {
            replaced[c] = carry(equal, kept, consts + c, operands, made);
        }
        for (int y = carries; y < outputs.length; y++) {
            Integer place = places.get(outputs[y]);
            replaced[y] = stacked[y] >= 0 || place == null ? stacked[y] : made[place];
        }
        return replaced;
    }

    /// Shares what is fixed, keeps the first of each class of equal carries; returns which inputs are kept.
    private static List<Integer> keep(NestedInputs inputs, EqualInputs equal, int consts, int[] operands) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < equal.representatives().length; i++) {
            int representative = equal.representatives()[i];
            if (i < consts || equal.isFixed()[i]) {
                inputs.share(i, operands[i]);
            } else if (representative < i) {
                inputs.merge(i, representative);
            } else {
                inputs.keep(i);
                kept.add(i);
            }
        }
        return kept;
    }

    /// The last value of the carry that is input `i`.
    private static int carry(EqualInputs equal, List<Integer> kept, int i, int[] operands, int[] results) {
        return equal.isFixed()[i] ? operands[i] : results[kept.indexOf(equal.representatives()[i])];
    }

    /// The stack whose slices the value `output` of a body is, or -1.
    private static int stackOf(int output, int[] arguments, int[] operands, int fixed) {
        for (int i = fixed; i < operands.length; i++) {
            // An input that is shared has a number of a constant: its stack is the same too.
            if (arguments[i] == output) {
                return operands[i];
            }
        }
        return -1;
    }

    /// What every slice of `stack` along axis 0 is, or -1 if they may differ.
    private static int everyStep(Draft draft, Node loop, int stack) {
        if (!(draft.op(stack) instanceof Broadcast(Shape shape, Axes axes)) || axes.contains(0)) {
            return -1;
        }
        int source = draft.operand(stack, 0);
        Shape slice = shape.remove(0);
        return draft.type(source).shape().equals(slice)
                ? source
                : draft.add(new Broadcast(slice, axes.plus(-1)), new int[] {source}, loop.origin());
    }

    private static int[] loop(Draft draft, Node node, While loop, int[] operands) {
        int tests = loop.conditionConsts();
        int consts = loop.bodyConsts();
        int[] starts = Arrays.copyOfRange(operands, tests, operands.length);
        int carries = starts.length - consts;
        EqualInputs equal = EqualInputs.of(loop.body(), consts, carries, starts);
        NestedInputs inputs = new NestedInputs(draft, loop.body());
        List<Integer> kept = keep(inputs, equal, consts, starts);

        NestedInputs tested = new NestedInputs(draft, loop.condition());
        for (int i = 0; i < tests; i++) {
            tested.share(i, operands[i]);
        }
        for (int c = 0; c < carries; c++) {
            int i = consts + c;
            int representative = equal.representatives()[i];
            if (equal.isFixed()[i]) {
                tested.share(tests + c, starts[i]);
            } else if (representative < i) {
                tested.merge(tests + c, tests + representative - consts);
            } else {
                tested.keep(tests + c);
            }
        }
        Draft condition = new Draft();
        Graph test = condition.build(condition.write(loop.condition(), tested.declare(condition), Draft::keep));
        Draft body = new Draft();
        int[] outputs = body.write(loop.body(), inputs.declare(body), Draft::keep);
        int[] results = kept.stream().mapToInt(i -> outputs[i - consts]).toArray();
        int[] testConsts = tested.consts();
        int[] bodyConsts = inputs.consts();
        While merged = new While(test, body.build(results), testConsts.length, bodyConsts.length);
        int[] all = join(
                join(testConsts, Arrays.stream(bodyConsts).boxed().toList()),
                kept.stream().map(i -> starts[i]).toList());
        List<Type> types =
                kept.stream().map(i -> node.results().get(i - consts)).toList();
        int[] made = draft.results(merged, all, types, node.origin());
        int[] replaced = new int[carries];
        for (int c = 0; c < carries; c++) {
            replaced[c] = carry(equal, kept, consts + c, starts, made);
        }
        return replaced;
    }

    private static int[] cond(Draft draft, Node node, Cond cond, int[] operands) {
        List<Graph> branches = new ArrayList<>();
        int[] shared = new int[0];
        for (Graph branch : cond.branches()) {
            NestedInputs inputs = new NestedInputs(draft, branch);
            for (int i = 1; i < operands.length; i++) {
                inputs.share(i - 1, operands[i]);
            }
            shared = inputs.consts();
            Draft body = new Draft();
            branches.add(body.build(body.write(branch, inputs.declare(body), Draft::keep)));
        }
        int[] index = {operands[0]};
        return draft.results(
                new Cond(branches), join(index, Arrays.stream(shared).boxed().toList()), node.results(), node.origin());
    }

    private static int[] join(int[] first, List<Integer> rest) {
        int[] all = Arrays.copyOf(first, first.length + rest.size());
        for (int i = 0; i < rest.size(); i++) {
            all[first.length + i] = rest.get(i);
        }
        return all;
    }
}
