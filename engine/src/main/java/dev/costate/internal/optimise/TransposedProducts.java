package dev.costate.internal.optimise;

import dev.costate.graph.Axes;
import dev.costate.graph.Dot;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Transpose;

/// Turns a contraction that is only read transposed around: `(a b)' = b' a'`, exactly, since products commute
/// and the sum keeps its order.
final class TransposedProducts {
    private TransposedProducts() {}

    /// The same program, bit by bit.
    static Graph turn(Graph graph) {
        boolean[] straight = new boolean[graph.valueCount()];
        boolean[] turned = new boolean[graph.valueCount()];
        Node[] makers = new Node[graph.valueCount()];
        for (Node node : graph.nodes()) {
            for (int operand : node.operands().toArray()) {
                boolean turns = makers[operand] != null
                        && makers[operand].op() instanceof Dot dot
                        && node.op() instanceof Transpose(Axes permutation)
                        && permutation.equals(swap(graph, makers[operand], dot));
                turned[operand] |= turns;
                straight[operand] |= !turns;
            }
            for (int r = 0; r < node.results().size(); r++) {
                makers[node.first() + r] = node;
            }
        }
        boolean any = false;
        for (int output : graph.outputs().toArray()) {
            straight[output] = true;
        }
        for (int v = 0; v < turned.length; v++) {
            turned[v] &= !straight[v];
            any |= turned[v];
        }
        return any ? Draft.rewrite(graph, (draft, node, operands) -> turn(draft, node, operands, turned)) : graph;
    }

    private static int[] turn(Draft draft, Node node, int[] operands, boolean[] turned) {
        if (node.op() instanceof Transpose && turned[node.operands().get(0)]) {
            return operands;
        }
        if (node.op() instanceof Dot dot && turned[node.first()]) {
            Dot mirrored = new Dot(dot.rhsBatch(), dot.lhsBatch(), dot.rhsContract(), dot.lhsContract());
            return new int[] {draft.add(mirrored, new int[] {operands[1], operands[0]}, node.origin())};
        }
        return draft.keep(node, operands);
    }

    /// The permutation that exchanges the left operand's free axes and the right one's.
    private static Axes swap(Graph graph, Node node, Dot dot) {
        int batch = dot.lhsBatch().size();
        int rank = node.results().getFirst().rank();
        int right = graph.type(node.operands().get(1)).rank()
                - dot.rhsBatch().size()
                - dot.rhsContract().size();
        return Axes.range(0, batch).concat(Axes.range(rank - right, rank)).concat(Axes.range(batch, rank - right));
    }
}
