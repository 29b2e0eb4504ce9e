package dev.costate.internal.optimise;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Dot;
import dev.costate.graph.Gather;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Scan;
import dev.costate.graph.Transpose;
import dev.costate.internal.transform.BatchMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Does the products of a loop's inputs with constants for all steps at once, before the loop: `x_t W` of every
/// `t` as the slices of one product `X W`.
///
/// Each element is the same sum in the same order. A loop without carries is no loop in time but one over
/// members, and stays as it is.
final class InputProducts {
    /// The most that the values of all steps may take together.
    static final double MOST_BYTES = 64 << 20;

    /// Below this a step's product is no work.
    private static final double LEAST_MULTIPLICATIONS = 10_000;

    /// With fewer terms a product costs less than writing it to memory and reading it again.
    private static final double LEAST_TERMS = 8;

    /// With more rows a step's product runs at full speed by itself.
    private static final double MOST_ROWS = 32;

    private enum Source {
        /// Equal in every step.
        CONSTANT,
        /// Made of the step's inputs by operations that are no work, or by products that are hoisted.
        INPUT,
        /// Anything else.
        OTHER
    }

    private final Scan scan;
    private final Graph body;
    private final Source[] sources;
    private final List<Node> products = new ArrayList<>();

    private InputProducts(Scan scan) {
        this.scan = scan;
        body = scan.body();
        sources = new Source[body.valueCount()];
        for (int i = 0; i < body.inputs().size(); i++) {
            sources[i] = i < scan.consts()
                    ? Source.CONSTANT
                    : i < scan.consts() + scan.carries() ? Source.OTHER : Source.INPUT;
        }
        for (Node node : body.nodes()) {
            Source source = source(node);
            Arrays.fill(sources, node.first(), node.first() + node.results().size(), source);
        }
    }

    /// The same program, bit by bit.
    static Graph hoist(Graph graph) {
        return Draft.rewrite(graph, (draft, node, operands) -> {
            if (node.op() instanceof Scan scan && scan.carries() > 0 && scan.length() > 1) {
                InputProducts loop = new InputProducts(scan);
                return loop.products.isEmpty() ? draft.keep(node, operands) : loop.rewrite(draft, node, operands);
            }
            return draft.keep(node, operands);
        });
    }

    private Source source(Node node) {
        Source source = Source.CONSTANT;
        for (int operand : node.operands().toArray()) {
            if (sources[operand].compareTo(source) > 0) {
                source = sources[operand];
            }
        }
        if (source != Source.INPUT) {
            return source;
        }
        if (node.op() instanceof Dot dot && pays(node, dot)) {
            products.add(node);
            return Source.INPUT;
        }
        Op op = node.op();
        boolean cheap = !Work.isWork(op) || op instanceof Gather;
        return cheap && Work.bytes(node.results().getFirst(), scan.length()) <= MOST_BYTES
                ? Source.INPUT
                : Source.OTHER;
    }

    private boolean pays(Node node, Dot dot) {
        int a = node.operands().get(0);
        int b = node.operands().get(1);
        if (sources[a] == sources[b]) {
            return false;
        }
        Type lhs = body.type(a);
        Type rhs = body.type(b);
        boolean left = sources[a] == Source.INPUT;
        double terms = Work.size(lhs.shape(), dot.lhsContract());
        double rows = (left ? lhs : rhs).size() / Math.max(1, terms);
        return Work.multiplications(dot, lhs, rhs) >= LEAST_MULTIPLICATIONS
                && terms >= LEAST_TERMS
                && rows <= MOST_ROWS
                && Work.bytes(node.results().getFirst(), scan.length()) <= MOST_BYTES;
    }

    private int[] rewrite(Draft draft, Node node, int[] operands) {
        int consts = scan.consts();
        int carries = scan.carries();
        int inputs = operands.length - carries;
        int[] outside = new int[inputs];
        boolean[] batched = new boolean[inputs];
        for (int i = 0; i < inputs; i++) {
            outside[i] = operands[i < consts ? i : i + carries];
            batched[i] = i >= consts;
        }
        boolean[] force = new boolean[products.size()];
        Arrays.fill(force, true);
        Graph all = BatchMode.batch(oneStep(consts, carries), batched, force, scan.length())
                .graph();
        int[] stacks = draft.write(all, outside, Draft::keep);
        int[] wider = Arrays.copyOf(operands, operands.length + stacks.length);
        System.arraycopy(stacks, 0, wider, operands.length, stacks.length);
        Scan rest = new Scan(rest(), scan.length(), consts, carries, scan.reverse());
        return draft.results(rest, wider, node.results(), node.origin());
    }

    /// The products of one step, as a program of the loop's constants and the step's inputs.
    private Graph oneStep(int consts, int carries) {
        Draft step = new Draft();
        int[] map = new int[body.valueCount()];
        for (int i = 0; i < body.inputs().size(); i++) {
            if (i < consts || i >= consts + carries) {
                map[i] = step.input(body.inputs().get(i), body.inputNames().get(i));
            }
        }
        boolean[] needed = new boolean[body.valueCount()];
        products.forEach(p -> needed[p.first()] = true);
        for (Node node : body.nodes().reversed()) {
            boolean any = false;
            for (int r = 0; r < node.results().size(); r++) {
                any |= needed[node.first() + r];
            }
            for (int operand : node.operands().toArray()) {
                needed[operand] |= any;
            }
        }
        List<Integer> outputs = new ArrayList<>();
        for (Node node : body.nodes()) {
            if (node.results().isEmpty() || !needed[node.first()]) {
                continue;
            }
            int[] operands = Draft.at(map, node.operands());
            int[] results = step.keep(node, operands);
            System.arraycopy(results, 0, map, node.first(), results.length);
            if (products.contains(node)) {
                outputs.add(
                        isMirrored(node)
                                ? step.add(
                                        mirrored((Dot) node.op()), new int[] {operands[1], operands[0]}, node.origin())
                                : results[0]);
            }
        }
        return step.build(outputs.stream().mapToInt(Integer::intValue).toArray());
    }

    /// Whether the step's input is the right operand: then the axis of time would come after the left one's,
    /// and the product is taken the other way round.
    private boolean isMirrored(Node product) {
        return sources[product.operands().get(1)] == Source.INPUT;
    }

    private static Dot mirrored(Dot dot) {
        return new Dot(dot.rhsBatch(), dot.lhsBatch(), dot.rhsContract(), dot.lhsContract());
    }

    /// The loop's body, its products further inputs.
    private Graph rest() {
        Draft step = new Draft();
        int[] map = Arrays.copyOf(step.inputs(body), body.valueCount());
        int[] hoisted =
                products.stream().mapToInt(p -> step.input(hoistedType(p), "")).toArray();
        for (Node node : body.nodes()) {
            int place = products.indexOf(node);
            int[] results = place < 0
                    ? step.keep(node, Draft.at(map, node.operands()))
                    : new int[] {isMirrored(node) ? turned(step, node, hoisted[place]) : hoisted[place]};
            System.arraycopy(results, 0, map, node.first(), results.length);
        }
        return step.build(Draft.at(map, body.outputs()));
    }

    private Type hoistedType(Node product) {
        Type type = product.results().getFirst();
        if (!isMirrored(product)) {
            return type;
        }
        Shape shape = type.shape();
        return type.withShape(Shape.of(Draft.at(shape.dims(), turn(product).inverse())));
    }

    private int turned(Draft step, Node product, int value) {
        return step.add(new Transpose(turn(product)), new int[] {value}, product.origin());
    }

    /// The permutation from a mirrored product to the product.
    private Axes turn(Node product) {
        Dot dot = (Dot) product.op();
        int batch = dot.lhsBatch().size();
        int left = body.type(product.operands().get(0)).rank()
                - batch
                - dot.lhsContract().size();
        int rank = product.results().getFirst().rank();
        int right = rank - batch - left;
        return Axes.range(0, batch).concat(Axes.range(batch + right, rank)).concat(Axes.range(batch, batch + right));
    }
}
