package dev.costate.internal.transform;

import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Constant;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.internal.rules.Transposition;
import dev.costate.internal.rules.Typing;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.TensorBridge;
import dev.costate.internal.trace.Trace;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reverse mode: forward mode, split into its forward pass and its linear part, and the linear part transposed.
public final class ReverseMode {
    private ReverseMode() {}

    /// A program and its pullback.
    ///
    /// @param forward `x... -> y..., residual...`
    /// @param backward `residual..., ct... -> dx...`, with a `ct` for each floating output and a `dx` for each
    ///     input asked for
    /// @param residuals how many residuals there are
    public record Vjp(Graph forward, Graph backward, int residuals) {}

    /// The pullback of `graph` with respect to some inputs.
    ///
    /// @param wrt the inputs whose cotangents are wanted; they are floating
    public static Vjp vjp(Graph graph, boolean[] wrt) {
        int outputs = graph.outputs().size();
        ForwardMode.Jvp jvp = ForwardMode.jvp(graph, wrt, Graphs.all(outputs, false));
        Graph joint = jvp.graph();
        int tangents = Graphs.count(jvp.tangents());
        boolean[] knownInputs = Graphs.all(joint.inputs().size(), false);
        java.util.Arrays.fill(knownInputs, 0, graph.inputs().size(), true);
        boolean[] force = Graphs.all(outputs + tangents, false);
        java.util.Arrays.fill(force, outputs, force.length, true);
        Splitting.Split split = Splitting.split(Pruning.prune(joint), knownInputs, force);
        int n = Graphs.count(wrt);
        List<Type> types = new ArrayList<>(residualTypes(split));
        List<Type> cotangents = Typing.floating(graph.outputTypes());
        types.addAll(cotangents);
        Graph backward = Trace.graph(types, in -> {
            List<@Nullable Tensor> inputs = new ArrayList<>(Collections.nCopies(n, null));
            inputs.addAll(in.subList(0, split.residuals()));
            List<@Nullable Tensor> ct = new ArrayList<>();
            int next = split.residuals();
            for (int i = 0; i < outputs; i++) {
                boolean floating = graph.outputTypes().get(i).dtype().isFloating();
                if (jvp.tangents()[i]) {
                    ct.add(in.get(next));
                }
                next += floating ? 1 : 0;
            }
            List<@Nullable Tensor> result = pull(split.unknown(), inputs, ct);
            List<Tensor> dx = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                Tensor d = result.get(i);
                Type type = split.unknown().inputs().get(i);
                dx.add(d != null ? d : Creation.zeros(type.dtype(), type.shape()));
            }
            return dx;
        });
        return new Vjp(split.known(), Pruning.prune(backward), split.residuals());
    }

    private static List<Type> residualTypes(Splitting.Split split) {
        List<Type> all = split.unknown().inputs();
        return all.subList(all.size() - split.residuals(), all.size());
    }

    /// The transpose of a program that is linear in some of its inputs.
    ///
    /// @param graph the program
    /// @param linear the inputs it is linear in
    /// @return `other inputs..., ct... -> dx...`, with a `ct` for each output and a `dx` for each linear input
    static Graph transposed(Graph graph, boolean[] linear) {
        boolean[] knownInputs = new boolean[linear.length];
        for (int i = 0; i < linear.length; i++) {
            knownInputs[i] = !linear[i];
        }
        int outputs = graph.outputs().size();
        Splitting.Split split = Splitting.split(Pruning.prune(graph), knownInputs, Graphs.all(outputs, true));
        int others = Graphs.count(knownInputs);
        int n = Graphs.count(linear);
        List<Type> types = new ArrayList<>(Graphs.where(graph.inputs(), linear, false));
        types.addAll(graph.outputTypes());
        return Trace.graph(types, in -> {
            List<@Nullable Tensor> inputs = new ArrayList<>(Collections.nCopies(n, null));
            inputs.addAll(Dispatch.call(split.known(), in.subList(0, others)));
            List<@Nullable Tensor> result = pull(split.unknown(), inputs, in.subList(others, in.size()));
            List<Tensor> dx = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                Tensor d = result.get(i);
                Type type = split.unknown().inputs().get(i);
                dx.add(d != null ? d : Creation.zeros(type.dtype(), type.shape()));
            }
            return dx;
        });
    }

    /// Runs a linear program backwards in the current trace.
    ///
    /// @param graph the program
    /// @param inputs its inputs, null for those it is linear in
    /// @param cotangents those of its outputs, null for zero
    /// @return the cotangents of the inputs, null for zero and for those that have a value
    static List<@Nullable Tensor> pull(
            Graph graph, List<? extends @Nullable Tensor> inputs, List<? extends @Nullable Tensor> cotangents) {
        @Nullable Tensor[] values = new @Nullable Tensor[graph.valueCount()];
        boolean[] linear = new boolean[graph.valueCount()];
        for (int i = 0; i < inputs.size(); i++) {
            values[i] = inputs.get(i);
            linear[i] = values[i] == null;
        }
        Trace trace = Objects.requireNonNull(Trace.current());
        List<Node> linearNodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            boolean any = false;
            for (int operand : node.operands().toArray()) {
                any |= linear[operand];
            }
            if (any) {
                for (int r = 0; r < node.results().size(); r++) {
                    linear[node.first() + r] = true;
                }
                linearNodes.add(node);
            } else if (node.op() instanceof Constant(Array array)) {
                values[node.first()] = TensorBridge.of(array);
            } else {
                trace.at(node.origin());
                List<Tensor> results = Dispatch.apply(node.op(), operands(node, values));
                for (int r = 0; r < results.size(); r++) {
                    values[node.first() + r] = results.get(r);
                }
            }
        }
        @Nullable Tensor[] ct = new @Nullable Tensor[graph.valueCount()];
        for (int i = 0; i < cotangents.size(); i++) {
            accumulate(ct, linear, graph.outputs().get(i), cotangents.get(i));
        }
        for (Node node : linearNodes.reversed()) {
            List<@Nullable Tensor> out = new ArrayList<>();
            boolean any = false;
            for (int r = 0; r < node.results().size(); r++) {
                out.add(ct[node.first() + r]);
                any |= ct[node.first() + r] != null;
            }
            if (!any) {
                continue;
            }
            trace.at(node.origin());
            List<@Nullable Tensor> x = new ArrayList<>();
            List<Type> types = new ArrayList<>();
            for (int operand : node.operands().toArray()) {
                x.add(linear[operand] ? null : values[operand]);
                types.add(graph.type(operand));
            }
            List<@Nullable Tensor> dx = Transposition.transpose(node, x, types, out);
            for (int i = 0; i < dx.size(); i++) {
                accumulate(ct, linear, node.operands().get(i), dx.get(i));
            }
        }
        trace.at(null);
        List<@Nullable Tensor> result = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            result.add(ct[i]);
        }
        return result;
    }

    private static List<Tensor> operands(Node node, @Nullable Tensor[] values) {
        List<Tensor> x = new ArrayList<>();
        for (int operand : node.operands().toArray()) {
            x.add(Objects.requireNonNull(values[operand]));
        }
        return x;
    }

    private static void accumulate(@Nullable Tensor[] ct, boolean[] linear, int value, @Nullable Tensor more) {
        if (more != null && linear[value]) {
            Tensor sum = ct[value];
            ct[value] = sum == null ? more : sum.add(more);
        }
    }
}
