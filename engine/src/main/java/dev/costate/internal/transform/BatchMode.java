package dev.costate.internal.transform;

import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Constant;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.internal.rules.Batching;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.TensorBridge;
import dev.costate.internal.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// From a program for one member to a program for many.
public final class BatchMode {
    private BatchMode() {}

    /// A program for many members, along axis 0 of its batched inputs and outputs.
    ///
    /// @param graph the program
    /// @param outputs which outputs are batched; the others are equal for all members
    public record Batched(Graph graph, boolean[] outputs) {}

    /// Batches `graph`.
    ///
    /// @param inputs which inputs are batched
    /// @param force outputs that are to be batched even if all members agree
    /// @param members how many members
    public static Batched batch(Graph graph, boolean[] inputs, boolean[] force, int members) {
        List<Type> types = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            Type type = graph.inputs().get(i);
            types.add(inputs[i] ? type.withShape(type.shape().insert(0, members)) : type);
        }
        boolean[] out = new boolean[graph.outputs().size()];
        Graph result = Trace.graph(types, in -> {
            List<Tensor> values = new ArrayList<>(in);
            boolean[] batched = java.util.Arrays.copyOf(inputs, graph.valueCount());
            Trace trace = Objects.requireNonNull(Trace.current());
            for (Node node : graph.nodes()) {
                if (node.op() instanceof Constant(Array array)) {
                    values.add(TensorBridge.of(array));
                    continue;
                }
                List<Tensor> x = new ArrayList<>();
                boolean[] which = new boolean[node.operands().size()];
                boolean any = false;
                for (int i = 0; i < which.length; i++) {
                    x.add(values.get(node.operands().get(i)));
                    which[i] = batched[node.operands().get(i)];
                    any |= which[i];
                }
                if (any) {
                    trace.at(node.origin().batched(members));
                    Batching.Batched y = Batching.batch(node.op(), x, which, members);
                    values.addAll(y.values());
                    System.arraycopy(y.batched(), 0, batched, node.first(), y.batched().length);
                } else {
                    trace.at(node.origin());
                    values.addAll(Dispatch.apply(node.op(), x));
                }
            }
            trace.at(null);
            List<Tensor> outputs = new ArrayList<>();
            for (int i = 0; i < out.length; i++) {
                int o = graph.outputs().get(i);
                out[i] = batched[o] || force[i];
                outputs.add(out[i] && !batched[o] ? Batching.lift(values.get(o), members) : values.get(o));
            }
            return outputs;
        });
        return new Batched(result, out);
    }
}
