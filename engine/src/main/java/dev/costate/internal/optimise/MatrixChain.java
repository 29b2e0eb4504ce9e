package dev.costate.internal.optimise;

import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Dot;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Transpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A product of several matrices, read off the nested contractions that compute it; also through transposes and
/// through products with a scalar.
final class MatrixChain {
    /// More matrices are not taken apart: the search for their order takes the cube of their number.
    private static final int MOST_FACTORS = 12;

    private static final int MOST_PRODUCTS = 50;

    private final Graph graph;
    private final @Nullable Node[] makers;
    private final List<Factor> factors = new ArrayList<>();
    private final List<Integer> scalars = new ArrayList<>();
    private final List<Node> products = new ArrayList<>();
    private int count = 1;
    private @Nullable ProductOrder order;

    private MatrixChain(Graph graph, @Nullable Node[] makers) {
        this.graph = graph;
        this.makers = makers;
    }

    /// The chain whose product the node `root` gives, or null if there are fewer than three matrices in it.
    ///
    /// @param makers the node that gives each value, null for inputs
    static @Nullable MatrixChain of(Graph graph, @Nullable Node[] makers, Node root) {
        if (!(root.op() instanceof Dot dot) || dot.lhsBatch().size() > 0) {
            return null;
        }
        MatrixChain chain = new MatrixChain(graph, makers);
        int rows = graph.type(root.operands().get(0)).rank() - dot.lhsContract().size();
        int rank = root.results().getFirst().rank();
        chain.expand(new Factor(root.first(), Axes.range(0, rows), Axes.range(rows, rank)));
        if (chain.factors.size() < 3) {
            return null;
        }
        chain.order = new ProductOrder(chain.extents());
        return chain;
    }

    /// The matrices.
    List<Factor> factors() {
        return factors;
    }

    /// The scalars that multiply their product.
    List<Integer> scalars() {
        return scalars;
    }

    /// The contractions and other nodes that now compute it, the last first.
    List<Node> products() {
        return products;
    }

    /// The cheapest order.
    ProductOrder order() {
        return Objects.requireNonNull(order);
    }

    private double[] extents() {
        double[] extents = new double[factors.size() + 1];
        extents[0] = extent(factors.getFirst(), factors.getFirst().rows());
        for (int i = 0; i < factors.size(); i++) {
            extents[i + 1] = extent(factors.get(i), factors.get(i).columns());
        }
        return extents;
    }

    private double extent(Factor factor, Axes axes) {
        return Work.size(graph.type(factor.value()).shape(), axes);
    }

    private void expand(Factor product) {
        Node node = makers[product.value()];
        if (node == null || products.size() == MOST_PRODUCTS || !expand(node, product)) {
            factors.add(product);
        }
    }

    private boolean expand(Node node, Factor product) {
        return switch (node.op()) {
            case Dot dot -> expand(node, dot, product);
            case Transpose(Axes permutation) -> expand(node, permutation.toArray(), product);
            case Binary(BinaryFunction function) ->
                function == BinaryFunction.MUL && (expand(node, 0, product) || expand(node, 1, product));
            default -> false;
        };
    }

    /// A product with a scalar is a factor anywhere in the chain.
    private boolean expand(Node node, int scalar, Factor product) {
        Node scale = makers[node.operands().get(scalar)];
        if (scale == null || !Work.isFill(scale.op())) {
            return false;
        }
        products.add(node);
        scalars.add(scale.operands().get(0));
        expand(new Factor(node.operands().get(1 - scalar), product.rows(), product.columns()));
        return true;
    }

    private boolean expand(Node node, int[] permutation, Factor product) {
        int[] rows = Draft.at(permutation, product.rows());
        int[] columns = Draft.at(permutation, product.columns());
        if (!increases(rows) || !increases(columns)) {
            return false;
        }
        products.add(node);
        expand(new Factor(node.operands().get(0), Axes.of(rows), Axes.of(columns)));
        return true;
    }

    /// A contraction gives free axes in their operand's order, and in no other.
    private static boolean increases(int[] axes) {
        return IntStream.range(1, axes.length).allMatch(i -> axes[i - 1] < axes[i]);
    }

    /// A contraction is a product of two where rows and columns are each what one operand brings.
    private boolean expand(Node node, Dot dot, Factor product) {
        if (dot.lhsBatch().size() > 0 || count == MOST_FACTORS) {
            return false;
        }
        Type lhs = graph.type(node.operands().get(0));
        Type rhs = graph.type(node.operands().get(1));
        Axes leftFree = dot.lhsContract().complement(lhs.rank());
        Axes rightFree = dot.rhsContract().complement(rhs.rank());
        Axes first = Axes.range(0, leftFree.size());
        Axes second = Axes.range(leftFree.size(), leftFree.size() + rightFree.size());
        boolean straight = product.rows().equals(first) && product.columns().equals(second);
        boolean mirrored = product.rows().equals(second) && product.columns().equals(first);
        if (!straight && !mirrored) {
            return false;
        }
        products.add(node);
        count++;
        int a = node.operands().get(0);
        int b = node.operands().get(1);
        if (straight) {
            expand(new Factor(a, leftFree, dot.lhsContract()));
            expand(new Factor(b, dot.rhsContract(), rightFree));
        } else {
            expand(new Factor(b, rightFree, dot.rhsContract()));
            expand(new Factor(a, dot.lhsContract(), leftFree));
        }
        return true;
    }
}
