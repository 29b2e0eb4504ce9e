package dev.costate.internal.interpret;

import dev.costate.graph.Axes;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import java.util.Arrays;

/// Which operations of a graph its outputs need, and after which one each value is read no more.
final class Liveness {
    private final boolean[] needed;
    private final int[][] dropped;

    private Liveness(boolean[] needed, int[][] dropped) {
        this.needed = needed;
        this.dropped = dropped;
    }

    /// One pass over the graph from its end.
    static Liveness of(Graph graph) {
        int count = graph.nodes().size();
        boolean[] needed = new boolean[count];
        int[][] dropped = new int[count][];
        boolean[] wanted = new boolean[graph.valueCount()];
        for (int i = 0; i < graph.outputs().size(); i++) {
            wanted[graph.outputs().get(i)] = true;
        }
        for (int n = count - 1; n >= 0; n--) {
            Node node = graph.nodes().get(n);
            int[] dead = new int[node.results().size() + node.operands().size()];
            int deaths = 0;
            for (int r = 0; r < node.results().size(); r++) {
                if (wanted[node.first() + r]) {
                    needed[n] = true;
                } else {
                    dead[deaths++] = node.first() + r;
                }
            }
            if (needed[n]) {
                Axes operands = node.operands();
                for (int o = 0; o < operands.size(); o++) {
                    if (!wanted[operands.get(o)]) {
                        wanted[operands.get(o)] = true;
                        dead[deaths++] = operands.get(o);
                    }
                }
            }
            dropped[n] = Arrays.copyOf(dead, deaths);
        }
        return new Liveness(needed, dropped);
    }

    /// Whether an output depends on node number `node`.
    boolean isNeeded(int node) {
        return needed[node];
    }

    /// The values that nothing after node number `node` reads, and that were read or made by it.
    int[] droppedAfter(int node) {
        return dropped[node];
    }
}
