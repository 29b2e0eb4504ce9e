package dev.costate.internal.optimise;

import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Dot;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Computes chains of matrix products in their cheapest order: `(X W1) W2` as `X (W1 W2)` where that is less
/// than half the work.
///
/// Sums are taken in another order, so that floating results differ in their last bits: with `A..C` a chain of
/// matrices, `u` the unit of rounding and `n` the sum of the inner extents, either result is within `n u / (1 -
/// n u)` times the product `|A|..|C|` of the exact one. Which order is taken depends on the program alone.
final class MatrixChains {
    /// Fewer multiplications are not worth other bits.
    private static final double LEAST_SAVING = 1000;

    private final Graph graph;
    private final @Nullable Node[] makers;
    private final Map<Integer, MatrixChain> chains = new LinkedHashMap<>();

    private MatrixChains(Graph graph) {
        this.graph = graph;
        makers = new @Nullable Node[graph.valueCount()];
        for (Node node : graph.nodes()) {
            for (int r = 0; r < node.results().size(); r++) {
                makers[node.first() + r] = node;
            }
            MatrixChain chain = MatrixChain.of(graph, makers, node);
            if (chain != null) {
                chains.put(node.first(), chain);
            }
        }
    }

    /// The same program but for rounding.
    static Graph reassociate(Graph graph) {
        MatrixChains all = new MatrixChains(graph);
        all.choose();
        return all.chains.isEmpty() ? graph : all.rewrite();
    }

    /// Drops the chains that are best left as they are.
    ///
    /// A chain saves what its last product costs, and its share of the inner ones that then nobody needs. Since
    /// two chains may share one, all are accepted to begin with, and those that do not pay dropped in turns.
    private void choose() {
        chains.values()
                .removeIf(chain -> !pays(
                        chain, chain.products().stream().mapToDouble(this::cost).sum()));
        int before;
        do {
            before = chains.size();
            boolean[] live = live();
            Map<Integer, Integer> sharers = new HashMap<>();
            chains.forEach((root, chain) -> {
                if (live[root]) {
                    chain.products().forEach(p -> sharers.merge(p.first(), 1, Integer::sum));
                }
            });
            chains.entrySet().removeIf(entry -> {
                double saved = 0;
                for (Node product : entry.getValue().products()) {
                    if (product.first() == entry.getKey()) {
                        saved += cost(product);
                    } else if (!live[product.first()]) {
                        saved += cost(product) / sharers.getOrDefault(product.first(), 1);
                    }
                }
                return live[entry.getKey()] && !pays(entry.getValue(), saved);
            });
        } while (chains.size() < before);
    }

    private static boolean pays(MatrixChain chain, double saved) {
        double cost = chain.order().cost();
        return 2 * cost < saved && saved - cost >= LEAST_SAVING;
    }

    private double cost(Node node) {
        return node.op() instanceof Dot dot
                ? Work.multiplications(
                        dot,
                        graph.type(node.operands().get(0)),
                        graph.type(node.operands().get(1)))
                : 0;
    }

    /// The values that are needed when each chain reads its matrices alone.
    private boolean[] live() {
        boolean[] live = new boolean[graph.valueCount()];
        for (int output : graph.outputs().toArray()) {
            live[output] = true;
        }
        for (Node node : graph.nodes().reversed()) {
            boolean any = false;
            for (int r = 0; r < node.results().size(); r++) {
                any |= live[node.first() + r];
            }
            if (!any) {
                continue;
            }
            MatrixChain chain = node.results().isEmpty() ? null : chains.get(node.first());
            if (chain == null) {
                for (int operand : node.operands().toArray()) {
                    live[operand] = true;
                }
            } else {
                chain.factors().forEach(f -> live[f.value()] = true);
                chain.scalars().forEach(s -> live[s] = true);
            }
        }
        return live;
    }

    private Graph rewrite() {
        int[] map = new int[graph.valueCount()];
        Draft draft = new Draft();
        int[] arguments = draft.inputs(graph);
        System.arraycopy(arguments, 0, map, 0, arguments.length);
        boolean[] live = live();
        for (Node node : graph.nodes()) {
            MatrixChain chain = node.results().isEmpty() ? null : chains.get(node.first());
            int[] results = chain != null && live[node.first()]
                    ? new int[] {product(draft, chain, map, node)}
                    : draft.keep(node, Draft.at(map, node.operands()));
            System.arraycopy(results, 0, map, node.first(), results.length);
        }
        return draft.build(Draft.at(map, graph.outputs()));
    }

    private int product(Draft draft, MatrixChain chain, int[] map, Node root) {
        List<Factor> factors = new ArrayList<>();
        for (Factor factor : chain.factors()) {
            factors.add(new Factor(map[factor.value()], factor.rows(), factor.columns()));
        }
        Origin origin = root.origin();
        int last = factors.size() - 1;
        int split = chain.order().split(0, last);
        Factor left = product(draft, factors, chain.order(), 0, split, origin);
        Factor right = product(draft, factors, chain.order(), split + 1, last, origin);
        int value = draft.add(left.times(right), new int[] {left.value(), right.value()}, origin);
        for (int scalar : chain.scalars()) {
            Broadcast all = new Broadcast(root.results().getFirst().shape(), Axes.of());
            int factor = draft.add(all, new int[] {map[scalar]}, origin);
            value = draft.add(new Binary(BinaryFunction.MUL), new int[] {value, factor}, origin);
        }
        return value;
    }

    private static Factor product(Draft draft, List<Factor> factors, ProductOrder order, int i, int j, Origin origin) {
        if (i == j) {
            return factors.get(i);
        }
        int k = order.split(i, j);
        return product(draft, factors, order, i, k, origin)
                .times(product(draft, factors, order, k + 1, j, origin), draft, origin);
    }
}
