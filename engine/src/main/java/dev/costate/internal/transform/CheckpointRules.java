package dev.costate.internal.transform;

import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.internal.rules.Batching;
import dev.costate.internal.rules.Dual;
import dev.costate.internal.trace.Dispatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of functions that are computed again rather than remembered.
public final class CheckpointRules {
    private CheckpointRules() {}

    /// Forward mode: the same for the program with tangents.
    public static Dual push(Checkpoint op, List<Tensor> x, List<? extends @Nullable Tensor> dx) {
        boolean[] wrt = new boolean[x.size()];
        List<Tensor> operands = new ArrayList<>(x);
        for (int i = 0; i < wrt.length; i++) {
            Tensor t = dx.get(i);
            wrt[i] = t != null;
            if (t != null) {
                operands.add(t);
            }
        }
        int outputs = op.function().outputs().size();
        ForwardMode.Jvp jvp = ForwardMode.jvp(op.function(), wrt, Graphs.all(outputs, false));
        List<Tensor> y = Dispatch.apply(new Checkpoint(jvp.graph()), operands);
        List<@Nullable Tensor> tangents = new ArrayList<>();
        int next = outputs;
        for (int o = 0; o < outputs; o++) {
            tangents.add(jvp.tangents()[o] ? y.get(next++) : null);
        }
        return new Dual(y.subList(0, outputs), tangents);
    }

    /// Splits it without residuals but its own operands: the unknown part computes everything again.
    static void split(Splitting s, Node node, Checkpoint op) {
        Graph function = op.function();
        boolean[] isKnown = new boolean[node.operands().size()];
        List<Integer> knownOperands = new ArrayList<>();
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < isKnown.length; i++) {
            int operand = node.operands().get(i);
            isKnown[i] = s.isKnown(operand);
            if (isKnown[i]) {
                knownOperands.add(s.known(operand));
            }
            all.add(s.need(operand));
        }
        Splitting.Split split = Splitting.split(
                function, isKnown, new boolean[function.outputs().size()]);
        List<Integer> knownOutputs = new ArrayList<>();
        List<Integer> unknownOutputs = new ArrayList<>();
        List<Integer> unknownResults = new ArrayList<>();
        int k = 0;
        for (int o = 0; o < split.outputs().length; o++) {
            if (split.outputs()[o]) {
                knownOutputs.add(split.known().outputs().get(k++));
            } else {
                unknownOutputs.add(function.outputs().get(o));
                unknownResults.add(node.first() + o);
            }
        }
        if (!knownOutputs.isEmpty()) {
            Graph first = Pruning.prune(Graphs.withOutputs(split.known(), Splitting.ints(knownOutputs)));
            int base = s.known.add(new Checkpoint(first), Splitting.ints(knownOperands), node.origin());
            int next = 0;
            for (int o = 0; o < split.outputs().length; o++) {
                if (split.outputs()[o]) {
                    s.setKnown(node.first() + o, base + next++);
                }
            }
        }
        Graph second = Pruning.prune(Graphs.withOutputs(function, Splitting.ints(unknownOutputs)));
        int tail = s.unknown.add(new Checkpoint(second), Splitting.ints(all), node.origin());
        for (int i = 0; i < unknownResults.size(); i++) {
            s.setUnknown(unknownResults.get(i), tail + i);
        }
    }

    /// Reverse mode: the forward pass again, then its reverse, as one checkpointed program.
    public static List<@Nullable Tensor> transpose(
            Checkpoint op, List<? extends @Nullable Tensor> x, List<Type> types, List<? extends @Nullable Tensor> ct) {
        boolean[] linear = new boolean[x.size()];
        List<Tensor> operands = new ArrayList<>();
        for (int i = 0; i < linear.length; i++) {
            Tensor value = x.get(i);
            linear[i] = value == null;
            if (value != null) {
                operands.add(value);
            }
        }
        List<Integer> live = new ArrayList<>();
        for (int o = 0; o < ct.size(); o++) {
            Tensor t = ct.get(o);
            if (t != null) {
                live.add(op.function().outputs().get(o));
                operands.add(t);
            }
        }
        Graph graph = ReverseMode.transposed(Graphs.withOutputs(op.function(), Splitting.ints(live)), linear);
        List<Tensor> d = Dispatch.apply(new Checkpoint(graph), operands);
        List<@Nullable Tensor> result = new ArrayList<>();
        int next = 0;
        for (boolean l : linear) {
            result.add(l ? d.get(next++) : null);
        }
        return result;
    }

    /// Many members: the batched function, checkpointed.
    public static Batching.Batched batch(Checkpoint op, List<Tensor> x, boolean[] batched, int members) {
        BatchMode.Batched wide = BatchMode.batch(
                op.function(), batched, Graphs.all(op.function().outputs().size(), false), members);
        return new Batching.Batched(Dispatch.apply(new Checkpoint(wide.graph()), x), wide.outputs());
    }
}
