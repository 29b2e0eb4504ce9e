package dev.costate.internal.optimise;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Origin;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Moves out of loops the work that gives the same in every step.
///
/// What is as cheap as reading a stored result stays inside, where it is fused. Operations are total, so that
/// what moves out of a loop that never runs does no harm; a `while` inside one, which might not end, stays.
final class InvariantMotion {
    private final Draft outer;
    private final Graph body;
    private final int consts;
    /// For each value of the body its number outside, or -1 if it is not there.
    private final int[] outside;
    private final boolean[] invariant;
    private final boolean[] moved;
    private final Node[] makers;

    private InvariantMotion(Draft outer, Graph body, int[] consts, boolean runs) {
        this.outer = outer;
        this.body = body;
        this.consts = consts.length;
        outside = new int[body.valueCount()];
        invariant = new boolean[body.valueCount()];
        moved = new boolean[body.valueCount()];
        makers = new Node[body.valueCount()];
        Arrays.fill(outside, -1);
        for (int i = 0; i < consts.length; i++) {
            outside[i] = consts[i];
            invariant[i] = true;
        }
        for (Node node : body.nodes()) {
            mark(node, runs);
        }
    }

    /// The same program, bit by bit.
    static Graph move(Graph graph) {
        return Draft.rewrite(graph, (draft, node, operands) -> switch (node.op()) {
            case Scan scan -> scan(draft, node, scan, operands);
            case While loop -> loop(draft, node, loop, operands);
            default -> draft.keep(node, operands);
        });
    }

    private static int[] scan(Draft draft, Node node, Scan scan, int[] operands) {
        int[] consts = Arrays.copyOf(operands, scan.consts());
        InvariantMotion motion = new InvariantMotion(draft, scan.body(), consts, scan.length() > 0);
        // A `y` that is the same in every step is not computed but repeated.
        List<Integer> differing = new ArrayList<>();
        int[] repeated = new int[scan.body().outputs().size()];
        for (int y = 0; y < repeated.length; y++) {
            int value = scan.body().outputs().get(y);
            boolean repeats = y >= scan.carries() && motion.invariant[value];
            repeated[y] = repeats ? motion.repeat(value, node.results().get(y), node.origin()) : -1;
            if (!repeats) {
                differing.add(y);
            }
        }
        Draft step = new Draft();
        List<Integer> added = new ArrayList<>();
        int[] outputs = motion.rest(step, added);
        int[] kept = differing.stream().mapToInt(y -> outputs[y]).toArray();
        Graph rest = step.build(kept);
        Scan slim = new Scan(rest, scan.length(), scan.consts() + added.size(), scan.carries(), scan.reverse());
        List<Type> types = differing.stream().map(y -> node.results().get(y)).toList();
        int[] made = kept.length == 0
                ? new int[0]
                : draft.results(slim, insert(operands, scan.consts(), added), types, node.origin());
        for (int k = 0; k < kept.length; k++) {
            repeated[differing.get(k)] = made[k];
        }
        return repeated;
    }

    private static int[] loop(Draft draft, Node node, While loop, int[] operands) {
        int tests = loop.conditionConsts();
        int fixed = tests + loop.bodyConsts();
        // The condition is asked at least once.
        InvariantMotion test = new InvariantMotion(draft, loop.condition(), Arrays.copyOf(operands, tests), true);
        InvariantMotion motion =
                new InvariantMotion(draft, loop.body(), Arrays.copyOfRange(operands, tests, fixed), false);
        Draft condition = new Draft();
        List<Integer> addedTests = new ArrayList<>();
        int[] holds = test.rest(condition, addedTests);
        Draft step = new Draft();
        List<Integer> added = new ArrayList<>();
        int[] carries = motion.rest(step, added);
        While slim = new While(
                condition.build(holds),
                step.build(carries),
                tests + addedTests.size(),
                loop.bodyConsts() + added.size());
        int[] all = insert(insert(operands, fixed, added), tests, addedTests);
        return draft.results(slim, all, node.results(), node.origin());
    }

    private static int[] insert(int[] values, int at, List<Integer> added) {
        List<Integer> all = new ArrayList<>(Arrays.stream(values).boxed().toList());
        all.addAll(at, added);
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Finds whether `node` gives the same in every step, and whether it is to be moved: as work, or, being
    /// elementwise and no larger, because it reads what is moved.
    private void mark(Node node, boolean runs) {
        int[] operands = node.operands().toArray();
        boolean same = Arrays.stream(operands).allMatch(v -> invariant[v]) && (runs || !Work.mayHang(node.op()));
        int size = node.results().stream().mapToInt(Type::size).sum();
        boolean follows = Work.isElementwise(node.op())
                && Arrays.stream(operands)
                        .anyMatch(v -> moved[v] && body.type(v).size() >= size);
        for (int r = 0; r < node.results().size(); r++) {
            makers[node.first() + r] = node;
            invariant[node.first() + r] = same;
            moved[node.first() + r] = same && (Work.isWork(node.op()) || follows);
        }
    }

    /// The stack of as many `value`s as `stack` has slices.
    private int repeat(int value, Type stack, Origin origin) {
        Shape shape = stack.shape();
        return outer.add(new Broadcast(shape, Axes.range(1, shape.rank())), new int[] {outside(value)}, origin);
    }

    /// The number outside of a value that is the same in every step; it is computed there if need be.
    private int outside(int value) {
        if (outside[value] < 0) {
            Node node = makers[value];
            int[] operands =
                    Arrays.stream(node.operands().toArray()).map(this::outside).toArray();
            int[] results = outer.keep(node, operands);
            System.arraycopy(results, 0, outside, node.first(), results.length);
        }
        return outside[value];
    }

    /// Writes to `step` what is left of the body, and notes the constants that it needs besides: their numbers
    /// outside. Returns the numbers of the body's outputs.
    private int[] rest(Draft step, List<Integer> added) {
        boolean[] read = new boolean[body.valueCount()];
        for (Node node : body.nodes()) {
            boolean stays = node.results().isEmpty() || !moved[node.first()];
            for (int operand : node.operands().toArray()) {
                read[operand] |= stays;
            }
        }
        for (int output : body.outputs().toArray()) {
            read[output] = true;
        }
        int[] map = new int[body.valueCount()];
        for (int i = 0; i < consts; i++) {
            map[i] = step.input(body.inputs().get(i), body.inputNames().get(i));
        }
        for (int v = consts; v < read.length; v++) {
            if (read[v] && moved[v]) {
                added.add(outside(v));
                map[v] = step.input(body.type(v), "");
            }
        }
        for (int i = consts; i < body.inputs().size(); i++) {
            map[i] = step.input(body.inputs().get(i), body.inputNames().get(i));
        }
        for (Node node : body.nodes()) {
            if (node.results().isEmpty() || !moved[node.first()]) {
                int[] results = step.keep(node, Draft.at(map, node.operands()));
                System.arraycopy(results, 0, map, node.first(), results.length);
            }
        }
        return Draft.at(map, body.outputs());
    }
}
