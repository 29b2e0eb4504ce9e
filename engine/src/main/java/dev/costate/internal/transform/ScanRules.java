package dev.costate.internal.transform;

import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Scan;
import dev.costate.internal.rules.Batching;
import dev.costate.internal.rules.Dual;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Trace;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of loops of known length.
public final class ScanRules {
    private ScanRules() {}

    /// Forward mode: one loop over values and tangents together.
    public static Dual push(Scan op, List<Tensor> x, List<? extends @Nullable Tensor> dx) {
        int consts = op.consts();
        int carries = op.carries();
        int inputs = op.body().inputs().size();
        int outputs = op.body().outputs().size();
        boolean[] wrt = new boolean[inputs];
        for (int i = 0; i < inputs; i++) {
            wrt[i] = dx.get(i) != null;
        }
        // A carry has a tangent if it starts with one or a step gives it one.
        boolean[] instantiate = new boolean[outputs];
        ForwardMode.Jvp jvp;
        while (true) {
            for (int c = 0; c < carries; c++) {
                instantiate[c] = wrt[consts + c];
            }
            jvp = ForwardMode.jvp(op.body(), wrt, instantiate);
            boolean changed = false;
            for (int c = 0; c < carries; c++) {
                changed |= jvp.tangents()[c] && !wrt[consts + c];
                wrt[consts + c] |= jvp.tangents()[c];
            }
            if (!changed) {
                break;
            }
        }
        // Inputs: x..., dx...  ->  consts, dconsts, carries, dcarries, xs, dxs; the outputs likewise.
        int[] place = new int[inputs];
        int next = inputs;
        for (int i = 0; i < inputs; i++) {
            place[i] = wrt[i] ? next++ : -1;
        }
        List<Integer> order = new ArrayList<>();
        interleave(order, place, 0, consts);
        int newConsts = order.size();
        interleave(order, place, consts, consts + carries);
        int newCarries = order.size() - newConsts;
        interleave(order, place, consts + carries, inputs);
        int[] tangentAt = new int[outputs];
        int from = outputs;
        for (int o = 0; o < outputs; o++) {
            tangentAt[o] = jvp.tangents()[o] ? from++ : -1;
        }
        List<Integer> results = new ArrayList<>();
        interleave(results, tangentAt, 0, carries);
        interleave(results, tangentAt, carries, outputs);
        Graph body = jvp.graph();
        body = Graphs.withOutputs(
                body, results.stream().mapToInt(body.outputs()::get).toArray());
        body = Graphs.withInputs(body, Splitting.ints(order));
        List<Tensor> operands = new ArrayList<>();
        for (int i : order) {
            if (i < inputs) {
                operands.add(x.get(i));
            } else {
                int k = indexOf(place, i);
                Tensor t = dx.get(k);
                operands.add(t != null ? t : Creation.zerosLike(x.get(k)));
            }
        }
        List<Tensor> y = Dispatch.apply(new Scan(body, op.length(), newConsts, newCarries, op.reverse()), operands);
        List<Tensor> values = new ArrayList<>();
        List<@Nullable Tensor> tangents = new ArrayList<>();
        for (int o = 0; o < outputs; o++) {
            values.add(y.get(results.indexOf(o)));
            tangents.add(tangentAt[o] < 0 ? null : y.get(results.indexOf(tangentAt[o])));
        }
        return new Dual(values, tangents);
    }

    private static void interleave(List<Integer> order, int[] tangentOf, int from, int to) {
        for (int i = from; i < to; i++) {
            order.add(i);
        }
        for (int i = from; i < to; i++) {
            if (tangentOf[i] >= 0) {
                order.add(tangentOf[i]);
            }
        }
    }

    private static int indexOf(int[] values, int value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        throw new AssertionError(value);
    }

    /// Splits a loop in two: one over what is known, which keeps for each step what the other needs of it.
    /// Residuals that do not change from step to step are handed over once, slices of the `xs` as the `xs`
    /// they are.
    static void split(Splitting s, Node node, Scan op) {
        int consts = op.consts();
        int carries = op.carries();
        int inputs = op.body().inputs().size();
        int outputs = op.body().outputs().size();
        boolean[] isKnown = new boolean[inputs];
        for (int i = 0; i < inputs; i++) {
            isKnown[i] = s.isKnown(node.operands().get(i));
        }
        boolean[] force = new boolean[outputs];
        Splitting.Split split;
        while (true) {
            for (int c = 0; c < carries; c++) {
                force[c] = !isKnown[consts + c];
            }
            split = Splitting.split(op.body(), isKnown, force);
            boolean changed = false;
            for (int c = 0; c < carries; c++) {
                if (isKnown[consts + c] && !split.outputs()[c]) {
                    isKnown[consts + c] = false;
                    changed = true;
                }
            }
            if (!changed) {
                break;
            }
        }
        Graph body = split.known();
        int knownConsts = Graphs.count(Graphs.part(isKnown, 0, consts));
        int knownCarries = Graphs.count(Graphs.part(isKnown, consts, consts + carries));
        int knownInputs = body.inputs().size();
        int knownOutputs = body.outputs().size() - split.residuals();
        int[] knownOperands = pick(node, isKnown, true);
        boolean[] invariant = invariants(body, knownConsts);

        List<Integer> bodyOutputs = new ArrayList<>();
        for (int i = 0; i < knownOutputs; i++) {
            bodyOutputs.add(body.outputs().get(i));
        }
        List<Integer> hoisted = new ArrayList<>();
        int[] kind = new int[split.residuals()];
        for (int r = 0; r < split.residuals(); r++) {
            int value = body.outputs().get(knownOutputs + r);
            if (value < knownConsts) {
                kind[r] = CONST;
            } else if (value >= knownConsts + knownCarries && value < knownInputs) {
                kind[r] = SLICE;
            } else if (invariant[value]) {
                kind[r] = HOISTED;
                hoisted.add(value);
            } else {
                kind[r] = STACKED;
                bodyOutputs.add(value);
            }
        }
        int[] hoistedIds = hoist(s, body, hoisted, Arrays.copyOf(knownOperands, knownConsts));
        Graph first = Graphs.withOutputs(body, Splitting.ints(bodyOutputs));
        int[] ids = Arrays.stream(knownOperands).map(s::known).toArray();
        int base =
                s.known.add(new Scan(first, op.length(), knownConsts, knownCarries, op.reverse()), ids, node.origin());

        // The second loop: consts = unchanging residuals and unknown consts, xs = stacked residuals and
        // unknown xs.
        int unknownConsts = consts - knownConsts;
        int unknownCarries = carries - knownCarries;
        int unknownInputs = inputs - knownInputs;
        int[] unknownOperands = pick(node, isKnown, false);
        List<Integer> order = new ArrayList<>();
        List<Integer> operands = new ArrayList<>();
        int h = 0;
        int stacked = 0;
        List<Integer> xsOrder = new ArrayList<>();
        List<Integer> xsOperands = new ArrayList<>();
        for (int r = 0; r < split.residuals(); r++) {
            int value = body.outputs().get(knownOutputs + r);
            int input = unknownInputs + r;
            switch (kind[r]) {
                case CONST -> {
                    order.add(input);
                    operands.add(s.need(knownOperands[value]));
                }
                case HOISTED -> {
                    order.add(input);
                    operands.add(s.residual(hoistedIds[h++], body.type(value)));
                }
                case SLICE -> {
                    xsOrder.add(input);
                    xsOperands.add(s.need(knownOperands[value]));
                }
                default -> {
                    xsOrder.add(input);
                    Type type = body.type(value);
                    xsOperands.add(s.residual(
                            base + knownOutputs + stacked++,
                            type.withShape(type.shape().insert(0, op.length()))));
                }
            }
        }
        int residualConsts = order.size();
        for (int i = 0; i < unknownConsts + unknownCarries; i++) {
            order.add(i);
            operands.add(s.need(unknownOperands[i]));
        }
        order.addAll(xsOrder);
        operands.addAll(xsOperands);
        for (int i = unknownConsts + unknownCarries; i < unknownInputs; i++) {
            order.add(i);
            operands.add(s.need(unknownOperands[i]));
        }
        Graph second = Graphs.withInputs(split.unknown(), Splitting.ints(order));
        int tail = s.unknown.add(
                new Scan(second, op.length(), residualConsts + unknownConsts, unknownCarries, op.reverse()),
                Splitting.ints(operands),
                node.origin());
        int k = 0;
        int u = 0;
        for (int o = 0; o < outputs; o++) {
            if (split.outputs()[o]) {
                s.setKnown(node.first() + o, base + k++);
            } else {
                s.setUnknown(node.first() + o, tail + u++);
            }
        }
    }

    private static final int CONST = 0;
    private static final int SLICE = 1;
    private static final int HOISTED = 2;
    private static final int STACKED = 3;

    private static int[] pick(Node node, boolean[] mask, boolean value) {
        List<Integer> picked = new ArrayList<>();
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] == value) {
                picked.add(node.operands().get(i));
            }
        }
        return Splitting.ints(picked);
    }

    /// Which values of a loop's body depend on its first `consts` inputs alone.
    private static boolean[] invariants(Graph body, int consts) {
        boolean[] invariant = new boolean[body.valueCount()];
        Arrays.fill(invariant, 0, consts, true);
        for (Node node : body.nodes()) {
            boolean all = true;
            for (int operand : node.operands().toArray()) {
                all &= invariant[operand];
            }
            Arrays.fill(invariant, node.first(), node.first() + node.results().size(), all);
        }
        return invariant;
    }

    /// Computes values of the body that do not change from step to step before the loop; returns their numbers.
    private static int[] hoist(Splitting s, Graph body, List<Integer> values, int[] constOperands) {
        if (values.isEmpty()) {
            return new int[0];
        }
        Graph graph = Pruning.prune(Graphs.withOutputs(body, Splitting.ints(values)));
        int[] arguments = new int[body.inputs().size()];
        for (int i = 0; i < constOperands.length; i++) {
            arguments[i] = s.known(constOperands[i]);
        }
        return s.known.inline(graph, arguments);
    }

    /// Reverse mode of a loop that is linear in its carries, and in those consts and xs that have no value:
    /// the loop backwards, carrying the costates and the sums of the consts' cotangents.
    public static List<@Nullable Tensor> transpose(
            Scan op, List<? extends @Nullable Tensor> x, List<Type> types, List<? extends @Nullable Tensor> ct) {
        int consts = op.consts();
        int carries = op.carries();
        int inputs = op.body().inputs().size();
        int outputs = op.body().outputs().size();
        boolean[] linear = new boolean[inputs];
        for (int i = 0; i < inputs; i++) {
            // A carry that starts from a known value (a zero tangent) is linear in what the steps add to it.
            linear[i] = x.get(i) == null || (i >= consts && i < consts + carries);
        }
        // Outputs without a cotangent are dropped; the carries keep theirs.
        List<Integer> liveYs = new ArrayList<>();
        for (int o = carries; o < outputs; o++) {
            if (ct.get(o) != null) {
                liveYs.add(o);
            }
        }
        List<Integer> kept = new ArrayList<>();
        for (int c = 0; c < carries; c++) {
            kept.add(op.body().outputs().get(c));
        }
        liveYs.forEach(o -> kept.add(op.body().outputs().get(o)));
        Graph pulled = ReverseMode.transposed(Graphs.withOutputs(op.body(), Splitting.ints(kept)), linear);
        // pulled: known consts, known xs, ct carries, ct ys -> d linear consts, d carries, d linear xs
        int knownConsts = consts - Graphs.count(Graphs.part(linear, 0, consts));
        int linearConsts = consts - knownConsts;
        int knownXs = inputs - consts - carries - Graphs.count(Graphs.part(linear, consts + carries, inputs));
        List<Type> in = new ArrayList<>(Graphs.where(op.body().inputs().subList(0, consts), linear, false));
        in.addAll(Graphs.where(op.body().inputs().subList(0, consts), linear, true));
        in.addAll(op.body().inputs().subList(consts, consts + carries));
        boolean[] xsLinear = Graphs.part(linear, consts + carries, inputs);
        in.addAll(Graphs.where(op.body().inputs().subList(consts + carries, inputs), xsLinear, false));
        liveYs.forEach(o -> in.add(op.body().outputTypes().get(o)));
        Graph body = Trace.graph(in, v -> {
            int k = knownConsts;
            int c = k + linearConsts;
            int z = c + carries;
            List<Tensor> arguments = new ArrayList<>(v.subList(0, k));
            arguments.addAll(v.subList(z, z + knownXs));
            arguments.addAll(v.subList(c, z));
            arguments.addAll(v.subList(z + knownXs, v.size()));
            List<Tensor> d = Dispatch.call(pulled, arguments);
            List<Tensor> out = new ArrayList<>();
            for (int i = 0; i < linearConsts; i++) {
                out.add(v.get(k + i).add(d.get(i)));
            }
            out.addAll(d.subList(linearConsts, d.size()));
            return out;
        });
        List<Tensor> operands = new ArrayList<>();
        for (int i = 0; i < consts; i++) {
            if (!linear[i]) {
                operands.add(java.util.Objects.requireNonNull(x.get(i)));
            }
        }
        for (int i = 0; i < consts; i++) {
            if (linear[i]) {
                operands.add(Creation.zeros(types.get(i).dtype(), types.get(i).shape()));
            }
        }
        for (int c = 0; c < carries; c++) {
            Tensor t = ct.get(c);
            Type type = types.get(consts + c);
            operands.add(t != null ? t : Creation.zeros(type.dtype(), type.shape()));
        }
        for (int i = consts + carries; i < inputs; i++) {
            if (!linear[i]) {
                operands.add(java.util.Objects.requireNonNull(x.get(i)));
            }
        }
        liveYs.forEach(o -> operands.add(java.util.Objects.requireNonNull(ct.get(o))));
        List<Tensor> d = Dispatch.apply(
                new Scan(body, op.length(), knownConsts, linearConsts + carries, !op.reverse()), operands);
        List<@Nullable Tensor> result = new ArrayList<>(Collections.nCopies(inputs, null));
        int next = 0;
        for (int i = 0; i < inputs; i++) {
            if (linear[i]) {
                result.set(i, d.get(next++));
            }
        }
        return result;
    }

    /// Many members at once: one loop over batched steps.
    public static Batching.Batched batch(Scan op, List<Tensor> x, boolean[] batched, int members) {
        int consts = op.consts();
        int carries = op.carries();
        int outputs = op.body().outputs().size();
        boolean[] in = batched.clone();
        boolean[] force = new boolean[outputs];
        BatchMode.Batched body;
        while (true) {
            for (int c = 0; c < carries; c++) {
                force[c] = in[consts + c];
            }
            body = BatchMode.batch(op.body(), in, force, members);
            boolean changed = false;
            for (int c = 0; c < carries; c++) {
                changed |= body.outputs()[c] && !in[consts + c];
                in[consts + c] |= body.outputs()[c];
            }
            if (!changed) {
                break;
            }
        }
        List<Tensor> operands = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            Tensor v = x.get(i);
            if (i >= consts && i < consts + carries && in[i] && !batched[i]) {
                v = Batching.lift(v, members);
            } else if (i >= consts + carries && batched[i]) {
                v = Layout.moveAxis(v, 0, 1);
            }
            operands.add(v);
        }
        List<Tensor> y = Dispatch.apply(new Scan(body.graph(), op.length(), consts, carries, op.reverse()), operands);
        List<Tensor> values = new ArrayList<>();
        for (int o = 0; o < outputs; o++) {
            boolean stacked = o >= carries && body.outputs()[o];
            values.add(stacked ? Layout.moveAxis(y.get(o), 1, 0) : y.get(o));
        }
        return new Batching.Batched(values, body.outputs());
    }
}
