package dev.costate.internal.transform;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Cond;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Node;
import dev.costate.internal.rules.Batching;
import dev.costate.internal.rules.Dual;
import dev.costate.internal.trace.Dispatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The rules of branches.
public final class CondRules {
    private CondRules() {}

    /// Forward mode: the same choice among branches with tangents.
    public static Dual push(Cond op, List<Tensor> x, List<? extends @Nullable Tensor> dx) {
        int n = x.size() - 1;
        int outputs = op.branches().get(0).outputs().size();
        boolean[] wrt = new boolean[n];
        List<Tensor> operands = new ArrayList<>(x);
        for (int i = 0; i < n; i++) {
            Tensor t = dx.get(i + 1);
            wrt[i] = t != null;
            if (t != null) {
                operands.add(t);
            }
        }
        boolean[] has = new boolean[outputs];
        for (Graph branch : op.branches()) {
            boolean[] tangents =
                    ForwardMode.jvp(branch, wrt, Graphs.all(outputs, false)).tangents();
            for (int o = 0; o < outputs; o++) {
                has[o] |= tangents[o];
            }
        }
        List<Graph> branches = op.branches().stream()
                .map(b -> ForwardMode.jvp(b, wrt, has).graph())
                .toList();
        List<Tensor> y = Dispatch.apply(new Cond(branches), operands);
        List<@Nullable Tensor> tangents = new ArrayList<>();
        int next = outputs;
        for (int o = 0; o < outputs; o++) {
            tangents.add(has[o] ? y.get(next++) : null);
        }
        return new Dual(y.subList(0, outputs), tangents);
    }

    /// Splits every branch; the known part hands over the residuals of all branches, zeros for those not taken.
    static void split(Splitting s, Node node, Cond op) {
        int n = node.operands().size() - 1;
        int outputs = op.branches().get(0).outputs().size();
        boolean[] isKnown = new boolean[n];
        for (int i = 0; i < n; i++) {
            isKnown[i] = s.isKnown(node.operands().get(i + 1));
        }
        boolean[] force = new boolean[outputs];
        for (Graph branch : op.branches()) {
            boolean[] known = Splitting.split(branch, isKnown, force).outputs();
            for (int o = 0; o < outputs; o++) {
                force[o] |= !known[o];
            }
        }
        List<Splitting.Split> splits = op.branches().stream()
                .map(b -> Splitting.split(b, isKnown, force))
                .toList();
        int knownOutputs = outputs - Graphs.count(force);
        List<Type> residuals = new ArrayList<>();
        for (Splitting.Split split : splits) {
            List<Type> out = split.known().outputTypes();
            residuals.addAll(out.subList(knownOutputs, out.size()));
        }
        List<Graph> knownBranches = new ArrayList<>();
        List<Graph> unknownBranches = new ArrayList<>();
        List<Type> unknownTypes = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (!isKnown[i]) {
                unknownTypes.add(op.branches().get(0).inputs().get(i));
            }
        }
        int unknownInputs = unknownTypes.size();
        unknownTypes.addAll(residuals);
        int before = 0;
        for (Splitting.Split split : splits) {
            knownBranches.add(padded(split.known(), knownOutputs, residuals, before));
            int[] chosen = new int[unknownInputs + split.residuals()];
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = i < unknownInputs ? i : i + before;
            }
            unknownBranches.add(Graphs.widened(split.unknown(), unknownTypes, chosen));
            before += split.residuals();
        }
        List<Integer> knownOperands = new ArrayList<>();
        List<Integer> unknownOperands = new ArrayList<>();
        knownOperands.add(s.known(node.operands().get(0)));
        unknownOperands.add(s.need(node.operands().get(0)));
        for (int i = 0; i < n; i++) {
            if (isKnown[i]) {
                knownOperands.add(s.known(node.operands().get(i + 1)));
            } else {
                unknownOperands.add(s.need(node.operands().get(i + 1)));
            }
        }
        int base = s.known.add(new Cond(knownBranches), Splitting.ints(knownOperands), node.origin());
        for (int r = 0; r < residuals.size(); r++) {
            unknownOperands.add(s.residual(base + knownOutputs + r, residuals.get(r)));
        }
        int tail = s.unknown.add(new Cond(unknownBranches), Splitting.ints(unknownOperands), node.origin());
        int k = 0;
        int u = 0;
        for (int o = 0; o < outputs; o++) {
            if (force[o]) {
                s.setUnknown(node.first() + o, tail + u++);
            } else {
                s.setKnown(node.first() + o, base + k++);
            }
        }
    }

    /// A branch whose residuals are followed and preceded by zeros for those of the others.
    private static Graph padded(Graph branch, int outputs, List<Type> residuals, int before) {
        GraphBuilder builder = new GraphBuilder();
        int[] arguments = new int[branch.inputs().size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] =
                    builder.input(branch.inputs().get(i), branch.inputNames().get(i));
        }
        int[] own = builder.inline(branch, arguments);
        int[] all = new int[outputs + residuals.size()];
        System.arraycopy(own, 0, all, 0, outputs);
        int count = own.length - outputs;
        for (int r = 0; r < residuals.size(); r++) {
            boolean mine = r >= before && r < before + count;
            all[outputs + r] = mine ? own[outputs + r - before] : Graphs.zeros(builder, residuals.get(r));
        }
        return builder.build(all);
    }

    /// Reverse mode: the same choice among the branches' transposes.
    public static List<@Nullable Tensor> transpose(
            Cond op, List<? extends @Nullable Tensor> x, List<Type> types, List<? extends @Nullable Tensor> ct) {
        int n = x.size() - 1;
        boolean[] linear = new boolean[n];
        List<Tensor> operands = new ArrayList<>();
        operands.add(Objects.requireNonNull(x.get(0)));
        for (int i = 0; i < n; i++) {
            Tensor value = x.get(i + 1);
            linear[i] = value == null;
            if (value != null) {
                operands.add(value);
            }
        }
        List<Integer> live = new ArrayList<>();
        for (int o = 0; o < ct.size(); o++) {
            Tensor t = ct.get(o);
            if (t != null) {
                live.add(o);
                operands.add(t);
            }
        }
        List<Graph> branches = new ArrayList<>();
        for (Graph branch : op.branches()) {
            int[] outputs = live.stream().mapToInt(branch.outputs()::get).toArray();
            branches.add(ReverseMode.transposed(Graphs.withOutputs(branch, outputs), linear));
        }
        List<Tensor> d = Dispatch.apply(new Cond(branches), operands);
        List<@Nullable Tensor> result = new ArrayList<>();
        result.add(null);
        int next = 0;
        for (int i = 0; i < n; i++) {
            result.add(linear[i] ? d.get(next++) : null);
        }
        return result;
    }

    /// Many members: if all choose alike, the choice among batched branches; else all branches run and each
    /// member takes its own.
    public static Batching.Batched batch(Cond op, List<Tensor> x, boolean[] batched, int members) {
        int outputs = op.branches().get(0).outputs().size();
        boolean[] in = Graphs.part(batched, 1, batched.length);
        boolean[] all = Graphs.all(outputs, batched[0]);
        for (Graph branch : op.branches()) {
            boolean[] out = BatchMode.batch(branch, in, all, members).outputs();
            for (int o = 0; o < outputs; o++) {
                all[o] |= out[o];
            }
        }
        List<Graph> branches = op.branches().stream()
                .map(b -> BatchMode.batch(b, in, all, members).graph())
                .toList();
        if (!batched[0]) {
            return new Batching.Batched(Dispatch.apply(new Cond(branches), x), all);
        }
        Tensor index = x.get(0).maximum(0).minimum(branches.size() - 1);
        List<Tensor> result = Dispatch.call(branches.getLast(), x.subList(1, x.size()));
        for (int b = branches.size() - 2; b >= 0; b--) {
            List<Tensor> own = Dispatch.call(branches.get(b), x.subList(1, x.size()));
            List<Tensor> chosen = new ArrayList<>();
            Tensor mine = index.eq(Tensor.scalar(DType.INT32, b));
            for (int o = 0; o < outputs; o++) {
                int[] each =
                        Axes.repeat(1, own.get(o).rank() - 1).prepend(members).toArray();
                chosen.add(mine.reshape(Shape.of(each)).select(own.get(o), result.get(o)));
            }
            result = chosen;
        }
        return new Batching.Batched(result, all);
    }
}
