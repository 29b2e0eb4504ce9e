package dev.costate.internal.transform;

import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.graph.CustomJvp;
import dev.costate.graph.CustomLinear;
import dev.costate.graph.CustomVjp;
import dev.costate.graph.Graph;
import dev.costate.internal.rules.Batching;
import dev.costate.internal.rules.Derivatives;
import dev.costate.internal.rules.Dual;
import dev.costate.internal.trace.Dispatch;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The rules of functions whose derivative their author wrote.
public final class CustomRules {
    private CustomRules() {}

    /// Forward mode of a function with a forward rule: the rule.
    public static Dual push(CustomJvp op, List<Tensor> x, List<? extends @Nullable Tensor> dx) {
        List<Tensor> arguments = new ArrayList<>(x);
        arguments.addAll(floatingTangents(x, dx));
        List<Tensor> out = Dispatch.call(op.rule(), arguments);
        int n = op.function().outputs().size();
        return new Dual(out.subList(0, n), spread(out.subList(0, n), out.subList(n, out.size())));
    }

    /// Forward mode of a function with a reverse rule: its forward function, and a linear map known by its
    /// transpose, and by itself if its author gave it, from the values of `x` rather than the residual.
    public static Dual push(CustomVjp op, List<Tensor> x, List<? extends @Nullable Tensor> dx) {
        List<Tensor> out = Dispatch.call(op.forward(), x);
        int n = op.function().outputs().size();
        List<Tensor> operands = new ArrayList<>(out.subList(n, out.size()));
        int residuals = operands.size();
        if (!op.along().isEmpty()) {
            operands.addAll(x);
        }
        int known = operands.size();
        operands.addAll(floatingTangents(x, dx));
        CustomLinear map = op.along().isEmpty()
                ? new CustomLinear(op.backward(), residuals)
                : new CustomLinear(
                        withMoreInputs(op.backward(), residuals, x),
                        known,
                        List.of(withMoreInputs(op.along().getFirst(), 0, operands.subList(0, residuals))));
        List<Tensor> tangents = Dispatch.apply(map, operands);
        return new Dual(out.subList(0, n), spread(out.subList(0, n), tangents));
    }

    /// A program with inputs that it does not look at, put in at a place.
    private static Graph withMoreInputs(Graph graph, int place, List<Tensor> more) {
        List<Type> inputs = new ArrayList<>(graph.inputs());
        inputs.addAll(place, more.stream().map(Tensor::type).toList());
        int[] own = IntStream.range(0, inputs.size())
                .filter(i -> i < place || i >= place + more.size())
                .toArray();
        return Graphs.widened(graph, inputs, own);
    }

    /// Forward mode of that linear map: the map must be transposable, for its residuals may vary too.
    public static Dual push(CustomLinear op, List<Tensor> x, List<? extends @Nullable Tensor> dx) {
        Graph forward = forward(op, x.stream().map(Tensor::type).toList());
        boolean[] wrt = new boolean[x.size()];
        List<Tensor> arguments = new ArrayList<>(x);
        for (int i = 0; i < wrt.length; i++) {
            Tensor t = dx.get(i);
            wrt[i] = t != null;
            if (t != null) {
                arguments.add(t);
            }
        }
        int n = forward.outputs().size();
        ForwardMode.Jvp jvp = ForwardMode.jvp(forward, wrt, Graphs.all(n, true));
        List<Tensor> out = Dispatch.call(jvp.graph(), arguments);
        return new Dual(out.subList(0, n), out.subList(n, out.size()));
    }

    private static List<Tensor> floatingTangents(List<Tensor> x, List<? extends @Nullable Tensor> dx) {
        List<Tensor> tangents = new ArrayList<>();
        for (int i = 0; i < x.size(); i++) {
            if (x.get(i).dtype().isFloating()) {
                tangents.add(Derivatives.instantiated(List.of(x.get(i)), Collections.singletonList(dx.get(i)))
                        .get(0));
            }
        }
        return tangents;
    }

    /// The tangents of the floating ones among `values`, null for the others.
    private static List<@Nullable Tensor> spread(List<Tensor> values, List<Tensor> tangents) {
        List<@Nullable Tensor> all = new ArrayList<>();
        int next = 0;
        for (Tensor v : values) {
            all.add(v.dtype().isFloating() ? tangents.get(next++) : null);
        }
        return all;
    }

    /// The linear map of [CustomLinear] written out: as its author gave it, else the transpose of its backward
    /// program.
    ///
    /// @throws dev.costate.TraceException if that program is not linear in its cotangents
    public static Graph forward(CustomLinear op, List<Type> operands) {
        if (!op.along().isEmpty()) {
            return op.along().getFirst();
        }
        boolean[] linear = Graphs.all(op.backward().inputs().size(), true);
        java.util.Arrays.fill(linear, 0, op.residuals(), false);
        return ReverseMode.transposed(op.backward(), linear);
    }

    /// Reverse mode of that linear map: its author's backward program.
    public static List<@Nullable Tensor> transpose(
            CustomLinear op, List<? extends @Nullable Tensor> x, List<? extends @Nullable Tensor> ct) {
        List<Tensor> arguments = new ArrayList<>();
        for (int i = 0; i < op.residuals(); i++) {
            Tensor residual = x.get(i);
            if (residual == null) {
                throw new dev.costate.TraceException(
                        "transpose: a customVjp function is not linear in the values it was called with");
            }
            arguments.add(residual);
        }
        for (int i = 0; i < ct.size(); i++) {
            Type type = op.backward().inputs().get(op.residuals() + i);
            Tensor t = ct.get(i);
            arguments.add(t != null ? t : Creation.zeros(type.dtype(), type.shape()));
        }
        List<Tensor> d = Dispatch.call(op.backward(), arguments);
        List<@Nullable Tensor> result = new ArrayList<>(Collections.nCopies(op.residuals(), null));
        for (int i = 0; i < d.size(); i++) {
            result.add(x.get(op.residuals() + i) == null ? Objects.requireNonNull(d.get(i)) : null);
        }
        return result;
    }

    /// Many members: function and rule batched alike.
    public static Batching.Batched batch(CustomJvp op, List<Tensor> x, boolean[] batched, int members) {
        CustomJvp wide = new CustomJvp(wide(op.function(), members), wide(op.rule(), members));
        return apply(wide, x, batched, members);
    }

    /// Many members: function and rules batched alike.
    public static Batching.Batched batch(CustomVjp op, List<Tensor> x, boolean[] batched, int members) {
        CustomVjp wide = new CustomVjp(
                wide(op.function(), members),
                wide(op.forward(), members),
                wide(op.backward(), members),
                wide(op.along(), members));
        return apply(wide, x, batched, members);
    }

    /// Many members: the backward program batched.
    public static Batching.Batched batch(CustomLinear op, List<Tensor> x, boolean[] batched, int members) {
        CustomLinear wide = new CustomLinear(wide(op.backward(), members), op.residuals(), wide(op.along(), members));
        return apply(wide, x, batched, members);
    }

    private static List<Graph> wide(List<Graph> graphs, int members) {
        return graphs.stream().map(graph -> wide(graph, members)).toList();
    }

    private static Graph wide(Graph graph, int members) {
        return BatchMode.batch(
                        graph,
                        Graphs.all(graph.inputs().size(), true),
                        Graphs.all(graph.outputs().size(), true),
                        members)
                .graph();
    }

    private static Batching.Batched apply(dev.costate.graph.Op op, List<Tensor> x, boolean[] batched, int members) {
        List<Tensor> y = Dispatch.apply(op, Batching.lifted(x, batched, members));
        return new Batching.Batched(y, Graphs.all(y.size(), true));
    }
}
