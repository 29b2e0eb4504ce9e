package dev.costate.internal.transform;

import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Constant;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.internal.rules.Derivatives;
import dev.costate.internal.rules.Dual;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.TensorBridge;
import dev.costate.internal.trace.Trace;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Forward mode: a program, and its derivative along a direction.
public final class ForwardMode {
    private ForwardMode() {}

    /// A program with tangents.
    ///
    /// @param graph `x..., dx... -> y..., dy...`, with a `dx` for each input that was asked for and a `dy` for
    ///     each output
    ///     that has a tangent
    /// @param tangents which outputs have one
    public record Jvp(Graph graph, boolean[] tangents) {}

    /// The derivative of `graph` with respect to some inputs.
    ///
    /// @param graph the program
    /// @param wrt the inputs that get a tangent; they are floating
    /// @param instantiate outputs that get one even if it is always zero; they are floating
    public static Jvp jvp(Graph graph, boolean[] wrt, boolean[] instantiate) {
        int n = graph.inputs().size();
        List<Type> types = new ArrayList<>(graph.inputs());
        types.addAll(Graphs.where(graph.inputs(), wrt, true));
        boolean[] has = new boolean[graph.outputs().size()];
        Graph result = Trace.graph(types, in -> {
            List<@Nullable Tensor> tangents = new ArrayList<>();
            int next = n;
            for (int i = 0; i < n; i++) {
                tangents.add(wrt[i] ? in.get(next++) : null);
            }
            Dual dual = push(graph, in.subList(0, n), tangents);
            List<Tensor> out = new ArrayList<>(dual.values());
            for (int i = 0; i < has.length; i++) {
                Tensor t = dual.tangents().get(i);
                has[i] = t != null || instantiate[i];
                if (has[i]) {
                    out.add(t != null ? t : Creation.zerosLike(dual.values().get(i)));
                }
            }
            return out;
        });
        return new Jvp(result, has);
    }

    /// Runs a program on values and tangents, in the current trace.
    static Dual push(Graph graph, List<Tensor> inputs, List<? extends @Nullable Tensor> inputTangents) {
        List<Tensor> values = new ArrayList<>(inputs);
        List<@Nullable Tensor> tangents = new ArrayList<>(inputTangents);
        Trace trace = Objects.requireNonNull(Trace.current());
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Constant(Array array)) {
                values.add(TensorBridge.of(array));
                tangents.add(null);
                continue;
            }
            trace.at(node.origin());
            List<Tensor> x = new ArrayList<>();
            List<@Nullable Tensor> dx = new ArrayList<>();
            boolean any = false;
            for (int operand : node.operands().toArray()) {
                x.add(values.get(operand));
                dx.add(tangents.get(operand));
                any |= tangents.get(operand) != null;
            }
            if (any) {
                Dual dual = Derivatives.push(node.op(), x, dx);
                values.addAll(dual.values());
                tangents.addAll(dual.tangents());
            } else {
                List<Tensor> y = Dispatch.apply(node.op(), x);
                values.addAll(y);
                y.forEach(_ -> tangents.add(null));
            }
        }
        trace.at(null);
        List<Tensor> out = new ArrayList<>();
        List<@Nullable Tensor> outTangents = new ArrayList<>();
        for (int o : graph.outputs().toArray()) {
            out.add(values.get(o));
            outTangents.add(tangents.get(o));
        }
        return new Dual(out, outTangents);
    }
}
