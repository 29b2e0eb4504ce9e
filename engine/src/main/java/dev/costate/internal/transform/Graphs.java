package dev.costate.internal.transform;

import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Origin;
import java.util.ArrayList;
import java.util.List;

/// Small changes of a graph's interface.
final class Graphs {
    private Graphs() {}

    /// The same program with other results.
    static Graph withOutputs(Graph graph, int... outputs) {
        return new Graph(graph.inputs(), graph.inputNames(), graph.nodes(), Axes.of(outputs));
    }

    /// The same program whose input `j` was input `order[j]`; inputs that `order` lacks must be unused.
    static Graph withInputs(Graph graph, int... order) {
        GraphBuilder builder = new GraphBuilder();
        int[] arguments = new int[graph.inputs().size()];
        for (int old : order) {
            arguments[old] =
                    builder.input(graph.inputs().get(old), graph.inputNames().get(old));
        }
        return builder.build(builder.inline(graph, arguments));
    }

    /// One graph that runs `graph` on inputs of which it takes those at `chosen`.
    static Graph widened(Graph graph, List<Type> inputs, int... chosen) {
        GraphBuilder builder = new GraphBuilder();
        int[] all = new int[inputs.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = builder.input(inputs.get(i), "");
        }
        int[] arguments = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            arguments[i] = all[chosen[i]];
        }
        return builder.build(builder.inline(graph, arguments));
    }

    /// The elements of `list` where `mask` holds, or does not.
    static <T> List<T> where(List<T> list, boolean[] mask, boolean value) {
        List<T> chosen = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (mask[i] == value) {
                chosen.add(list.get(i));
            }
        }
        return chosen;
    }

    /// How many of `mask` hold.
    static int count(boolean[] mask) {
        int n = 0;
        for (boolean b : mask) {
            n += b ? 1 : 0;
        }
        return n;
    }

    /// The part `[from, to)` of `mask`.
    static boolean[] part(boolean[] mask, int from, int to) {
        return java.util.Arrays.copyOfRange(mask, from, to);
    }

    /// `n` times `value`.
    static boolean[] all(int n, boolean value) {
        boolean[] mask = new boolean[n];
        java.util.Arrays.fill(mask, value);
        return mask;
    }

    /// A constant zero of `type` in `builder`.
    static int zeros(GraphBuilder builder, Type type) {
        int zero = builder.constant(dev.costate.graph.Array.zeros(Type.scalar(type.dtype())), Origin.UNKNOWN);
        return type.rank() == 0
                ? zero
                : builder.add(
                        new dev.costate.graph.Broadcast(type.shape(), Axes.of()), new int[] {zero}, Origin.UNKNOWN);
    }
}
