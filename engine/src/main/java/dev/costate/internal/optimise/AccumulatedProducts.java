package dev.costate.internal.optimise;

import dev.costate.Type;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Dot;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Scan;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes the products that a loop only sums up out of it: `acc += a_t b_t` in every step becomes one product
/// after the loop, whose contraction runs over time too.
///
/// So are the gradients of a recurrent net's weights. The sum is taken in another order: with `T` steps of `n`
/// terms, each result is within `(T + 1) n u / (1 - (T + 1) n u)` times the sum of the terms' magnitudes of the exact
/// one, `u` the unit of rounding.
final class AccumulatedProducts {
    /// Below this a step's product is not worth a stack of its operands.
    private static final double LEAST_MULTIPLICATIONS = 50_000;

    /// More sums are not taken apart.
    private static final int MOST_SUMS = 1000;

    private final Scan scan;
    private final Graph body;
    private final @Nullable Node[] makers;
    private final int[] uses;
    private final boolean[] invariant;
    /// The values to stack, and where each stands among them; the loop's inputs are stacks already.
    private final Map<Integer, Integer> stacks = new LinkedHashMap<>();
    /// The sums that are taken apart into their terms.
    private final Set<Integer> sums = new HashSet<>();
    /// The products that are taken out, each with its carry and its sign.
    private final Map<Integer, Deferred> deferred = new LinkedHashMap<>();

    private record Deferred(int carry, Node node, boolean minus) {}

    private AccumulatedProducts(Scan scan) {
        this.scan = scan;
        body = scan.body();
        makers = new @Nullable Node[body.valueCount()];
        uses = new int[body.valueCount()];
        invariant = new boolean[body.valueCount()];
        Arrays.fill(invariant, 0, scan.consts(), true);
        for (Node node : body.nodes()) {
            int[] operands = node.operands().toArray();
            boolean same = Arrays.stream(operands).allMatch(v -> invariant[v]);
            for (int operand : operands) {
                uses[operand]++;
            }
            for (int r = 0; r < node.results().size(); r++) {
                makers[node.first() + r] = node;
                invariant[node.first() + r] = same;
            }
        }
        for (int output : body.outputs().toArray()) {
            uses[output]++;
        }
        for (int c = 0; c < scan.carries(); c++) {
            Map<Integer, Boolean> terms = new LinkedHashMap<>();
            int next = body.outputs().get(c);
            collect(next, false, terms);
            int carry = scan.consts() + c;
            if (uses[carry] == 1 && uses[next] == 1 && Boolean.FALSE.equals(terms.get(carry))) {
                int place = c;
                terms.forEach((value, minus) -> choose(place, value, minus));
            }
        }
    }

    /// The same program but for rounding.
    static Graph defer(Graph graph) {
        return Draft.rewrite(graph, (draft, node, operands) -> {
            if (node.op() instanceof Scan scan && scan.carries() > 0 && scan.length() > 1) {
                AccumulatedProducts loop = new AccumulatedProducts(scan);
                return loop.deferred.isEmpty() ? draft.keep(node, operands) : loop.rewrite(draft, node, operands);
            }
            return draft.keep(node, operands);
        });
    }

    /// The terms of the sum `value`, each with whether it is subtracted.
    private void collect(int value, boolean minus, Map<Integer, Boolean> terms) {
        Node node = makers[value];
        boolean splits = node != null && uses[value] == 1 && sums.size() < MOST_SUMS;
        if (splits && node.op() instanceof Binary(BinaryFunction function)) {
            boolean subtracts = function == BinaryFunction.SUB;
            if (subtracts || function == BinaryFunction.ADD) {
                sums.add(value);
                collect(node.operands().get(0), minus, terms);
                collect(node.operands().get(1), minus != subtracts, terms);
                return;
            }
        }
        terms.put(value, minus);
    }

    private void choose(int carry, int value, boolean minus) {
        Node node = makers[value];
        if (node == null || uses[value] != 1 || !(node.op() instanceof Dot dot)) {
            return;
        }
        int a = node.operands().get(0);
        int b = node.operands().get(1);
        if (invariant[a]
                || invariant[b]
                || Work.multiplications(dot, body.type(a), body.type(b)) < LEAST_MULTIPLICATIONS) {
            return;
        }
        double stacked = 0;
        for (int operand : a == b ? new int[] {a} : new int[] {a, b}) {
            if (!isStacked(operand)) {
                stacked += body.type(operand).size();
                if (Work.bytes(body.type(operand), scan.length()) > InputProducts.MOST_BYTES) {
                    return;
                }
            }
        }
        // Each step writes the operands instead of adding to the sum.
        if (stacked <= node.results().getFirst().size()) {
            for (int operand : new int[] {a, b}) {
                if (!isStacked(operand)) {
                    stacks.put(operand, stacks.size());
                }
            }
            deferred.put(value, new Deferred(carry, node, minus));
        }
    }

    /// Whether `value` is there for every step: an input of the step, or stacked by now.
    private boolean isStacked(int value) {
        return stack(value) >= 0;
    }

    /// Which operand or, after these, which result of the loop is the stack of `value`; -1 if none is.
    private int stack(int value) {
        int inputs = body.inputs().size();
        if (value >= scan.consts() + scan.carries() && value < inputs) {
            return value;
        }
        Integer place = stacks.get(value);
        return place == null ? -1 : inputs + body.outputs().size() + place;
    }

    private int[] rewrite(Draft draft, Node node, int[] operands) {
        Draft step = new Draft();
        int[] map = Arrays.copyOf(step.inputs(body), body.valueCount());
        for (Node inner : body.nodes()) {
            int[] results = step.keep(inner, Draft.at(map, inner.operands()));
            System.arraycopy(results, 0, map, inner.first(), results.length);
        }
        int[] outputs = Draft.at(map, body.outputs());
        deferred.values().stream()
                .mapToInt(Deferred::carry)
                .distinct()
                .forEach(c -> outputs[c] = rest(step, map, body.outputs().get(c)));
        int[] all = Arrays.copyOf(outputs, outputs.length + stacks.size());
        List<Type> types = new ArrayList<>(node.results());
        stacks.forEach((value, place) -> {
            all[outputs.length + place] = map[value];
            Type type = body.type(value);
            types.add(type.withShape(type.shape().insert(0, scan.length())));
        });
        Scan slim = new Scan(step.build(all), scan.length(), scan.consts(), scan.carries(), scan.reverse());
        int[] made = draft.results(slim, operands, types, node.origin());
        int[] available = new int[operands.length + made.length];
        System.arraycopy(operands, 0, available, 0, operands.length);
        System.arraycopy(made, 0, available, operands.length, made.length);
        int[] results = Arrays.copyOf(made, outputs.length);
        for (Deferred product : deferred.values()) {
            Node inner = product.node();
            int left = available[stack(inner.operands().get(0))];
            int right = available[stack(inner.operands().get(1))];
            int sum = draft.add(overTime((Dot) inner.op()), new int[] {left, right}, inner.origin());
            Op op = new Binary(product.minus() ? BinaryFunction.SUB : BinaryFunction.ADD);
            int c = product.carry();
            results[c] = draft.add(op, new int[] {results[c], sum}, inner.origin());
        }
        return results;
    }

    /// The same contraction of stacks, over their axis 0 as well.
    private static Dot overTime(Dot dot) {
        return new Dot(
                dot.lhsBatch().plus(1),
                dot.rhsBatch().plus(1),
                dot.lhsContract().plus(1).prepend(0),
                dot.rhsContract().plus(1).prepend(0));
    }

    /// The sum `value` in `step` without the products that are taken out of it.
    private int rest(Draft step, int[] map, int value) {
        int rest = without(step, map, value);
        assert rest >= 0 : "the carry is left";
        return rest;
    }

    private int without(Draft step, int[] map, int value) {
        if (deferred.containsKey(value)) {
            return -1;
        }
        Node node = makers[value];
        if (node == null || !sums.contains(value)) {
            return map[value];
        }
        int a = without(step, map, node.operands().get(0));
        int b = without(step, map, node.operands().get(1));
        if (b < 0) {
            return a;
        }
        if (a >= 0) {
            return step.add(node.op(), new int[] {a, b}, node.origin());
        }
        boolean plus = node.op().equals(new Binary(BinaryFunction.ADD));
        return plus ? b : step.add(new Unary(UnaryFunction.NEG), new int[] {b}, node.origin());
    }
}
