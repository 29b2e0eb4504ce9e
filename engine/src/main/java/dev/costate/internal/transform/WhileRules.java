package dev.costate.internal.transform;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Graph;
import dev.costate.graph.While;
import dev.costate.internal.rules.Batching;
import dev.costate.internal.rules.Dual;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Trace;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of loops whose length is decided as they run. There is no reverse mode: the number of steps to
/// remember is not known ahead.
public final class WhileRules {
    private WhileRules() {}

    /// Forward mode: the same loop over values and tangents.
    public static Dual push(While op, List<Tensor> x, List<? extends @Nullable Tensor> dx) {
        int conditionConsts = op.conditionConsts();
        int bodyConsts = op.bodyConsts();
        int consts = conditionConsts + bodyConsts;
        int carries = x.size() - consts;
        int inputs = bodyConsts + carries;
        boolean[] wrt = new boolean[inputs];
        for (int i = 0; i < inputs; i++) {
            wrt[i] = dx.get(conditionConsts + i) != null;
        }
        ForwardMode.Jvp jvp;
        while (true) {
            jvp = ForwardMode.jvp(op.body(), wrt, Graphs.part(wrt, bodyConsts, inputs));
            boolean changed = false;
            for (int c = 0; c < carries; c++) {
                changed |= jvp.tangents()[c] && !wrt[bodyConsts + c];
                wrt[bodyConsts + c] |= jvp.tangents()[c];
            }
            if (!changed) {
                break;
            }
        }
        int constTangents = Graphs.count(Graphs.part(wrt, 0, bodyConsts));
        // body: consts, carries, dconsts, dcarries -> consts, dconsts, carries, dcarries
        List<Integer> order = new ArrayList<>();
        List<Tensor> operands = new ArrayList<>(x.subList(0, consts));
        range(order, 0, bodyConsts);
        range(order, inputs, inputs + constTangents);
        range(order, bodyConsts, inputs);
        range(order, inputs + constTangents, inputs + Graphs.count(wrt));
        Graph body = Graphs.withInputs(jvp.graph(), Splitting.ints(order));
        for (int i = 0; i < bodyConsts; i++) {
            Tensor t = dx.get(conditionConsts + i);
            if (t != null) {
                operands.add(t);
            }
        }
        operands.addAll(x.subList(consts, x.size()));
        List<Type> conditionTypes = new ArrayList<>(op.condition().inputs());
        for (int c = 0; c < carries; c++) {
            if (wrt[bodyConsts + c]) {
                Tensor t = dx.get(consts + c);
                operands.add(t != null ? t : Creation.zerosLike(x.get(consts + c)));
                conditionTypes.add(x.get(consts + c).type());
            }
        }
        Graph condition = Graphs.widened(
                op.condition(),
                conditionTypes,
                Axes.range(0, conditionConsts + carries).toArray());
        List<Tensor> y =
                Dispatch.apply(new While(condition, body, conditionConsts, bodyConsts + constTangents), operands);
        List<@Nullable Tensor> tangents = new ArrayList<>();
        int next = carries;
        for (int c = 0; c < carries; c++) {
            tangents.add(wrt[bodyConsts + c] ? y.get(next++) : null);
        }
        return new Dual(y.subList(0, carries), tangents);
    }

    private static void range(List<Integer> list, int from, int to) {
        for (int i = from; i < to; i++) {
            list.add(i);
        }
    }

    /// Many members: the loop runs as long as any member goes on; members that are done keep their values.
    public static Batching.Batched batch(While op, List<Tensor> x, boolean[] batched, int members) {
        int conditionConsts = op.conditionConsts();
        int bodyConsts = op.bodyConsts();
        int consts = conditionConsts + bodyConsts;
        int carries = x.size() - consts;
        boolean[] carry = Graphs.part(batched, consts, x.size());
        boolean ragged;
        while (true) {
            boolean[] out = BatchMode.batch(
                            op.body(), join(Graphs.part(batched, conditionConsts, consts), carry), carry, members)
                    .outputs();
            ragged = BatchMode.batch(
                            op.condition(),
                            join(Graphs.part(batched, 0, conditionConsts), carry),
                            new boolean[1],
                            members)
                    .outputs()[0];
            boolean changed = false;
            for (int c = 0; c < carries; c++) {
                boolean next = out[c] || ragged;
                changed |= next != carry[c];
                carry[c] |= next;
            }
            if (!changed) {
                break;
            }
        }
        Graph condition = BatchMode.batch(
                        op.condition(), join(Graphs.part(batched, 0, conditionConsts), carry), new boolean[1], members)
                .graph();
        Graph body = BatchMode.batch(
                        op.body(), join(Graphs.part(batched, conditionConsts, consts), carry), carry, members)
                .graph();
        List<Tensor> operands = new ArrayList<>(x.subList(0, consts));
        for (int c = 0; c < carries; c++) {
            Tensor v = x.get(consts + c);
            operands.add(carry[c] && !batched[consts + c] ? Batching.lift(v, members) : v);
        }
        if (!ragged) {
            return new Batching.Batched(
                    Dispatch.apply(new While(condition, body, conditionConsts, bodyConsts), operands), carry);
        }
        Graph any = Trace.graph(
                condition.inputs(),
                in -> List.of(Dispatch.call(condition, in).get(0).any()));
        List<Type> types = operands.stream().map(Tensor::type).toList();
        Graph masked = Trace.graph(types, in -> {
            List<Tensor> old = in.subList(consts, in.size());
            List<Tensor> asked = new ArrayList<>(in.subList(0, conditionConsts));
            asked.addAll(old);
            Tensor going = Dispatch.call(condition, asked).get(0);
            List<Tensor> next = Dispatch.call(body, in.subList(conditionConsts, in.size()));
            List<Tensor> result = new ArrayList<>();
            for (int c = 0; c < carries; c++) {
                int[] each =
                        Axes.repeat(1, old.get(c).rank() - 1).prepend(members).toArray();
                result.add(going.reshape(Shape.of(each)).select(next.get(c), old.get(c)));
            }
            return result;
        });
        List<Tensor> all = new ArrayList<>(x.subList(0, conditionConsts));
        all.addAll(operands);
        return new Batching.Batched(Dispatch.apply(new While(any, masked, conditionConsts, consts), all), carry);
    }

    private static boolean[] join(boolean[] a, boolean[] b) {
        boolean[] all = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}
