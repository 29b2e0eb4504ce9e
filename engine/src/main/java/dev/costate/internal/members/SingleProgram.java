package dev.costate.internal.members;

import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Cond;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From the programs inside loops and branches, on many members, to those of one.
final class SingleProgram {
    private final Members members;

    SingleProgram(Members members) {
        this.members = members;
    }

    /// A program of one member.
    ///
    /// @param graph the program
    /// @param externals what it takes beside the inputs of the program on many
    record Single(Graph graph, List<SingleNode.External> externals) {}

    /// The `n`-th operation of `scope` as one member runs it; null if the members are not independent in it.
    @Nullable
    SingleNode node(Scope scope, int n) {
        Node node = scope.graph().nodes().get(n);
        int[] at = members.axes(scope, node.operands());
        int[] to = members.axes(
                scope, Axes.range(node.first(), node.first() + node.results().size()));
        if (Arrays.stream(at).anyMatch(a -> a == AxisClasses.SEVERAL)
                || Arrays.stream(to).anyMatch(a -> a == AxisClasses.SEVERAL)) {
            return null;
        }
        List<Scope> inner = scope.inner(n);
        if (node.op() instanceof Scan scan) {
            return scan(scan, at, to, inner.getFirst());
        } else if (node.op() instanceof While loop) {
            return loop(loop, node, at, inner);
        } else if (node.op() instanceof Cond) {
            return at[0] == SingleOp.NONE ? cond(inner, at.length) : null;
        }
        List<Type> in = AxisClasses.types(scope.graph(), node.operands());
        Op op = SingleOp.of(node.op(), in, at, node.results().getFirst(), to[0]);
        if (op == null) {
            return null;
        }
        for (int r = 1; r < to.length; r++) {
            if (!op.equals(SingleOp.of(node.op(), in, at, node.results().get(r), to[r]))) {
                return null;
            }
        }
        boolean vanishes = at.length == 1
                && SingleOp.isIdentity(op, members.single(scope, node.operands().get(0)))
                && !SingleOp.isIdentity(node.op(), in.getFirst());
        return new SingleNode(vanishes ? null : op, numbers(0, at.length), List.of());
    }

    private @Nullable SingleNode scan(Scan op, int[] at, int[] to, Scope body) {
        int fixed = op.consts() + op.carries();
        Axes outputs = body.graph().outputs();
        for (int i = 0; i < at.length; i++) {
            if (!follows(at[i], members.axis(body, i), i < fixed ? 0 : 1)) {
                return null;
            }
        }
        for (int o = 0; o < to.length; o++) {
            if (!follows(to[o], members.axis(body, outputs.get(o)), o < op.carries() ? 0 : 1)) {
                return null;
            }
        }
        Single single = program(body, outputs, op.consts());
        if (single == null) {
            return null;
        }
        int more = single.externals.size();
        List<Integer> wiring = numbers(0, op.consts());
        wiring.addAll(externals(0, more));
        wiring.addAll(numbers(op.consts(), at.length));
        Scan loop = new Scan(single.graph, op.length(), op.consts() + more, op.carries(), op.reverse());
        return new SingleNode(loop, wiring, single.externals);
    }

    /// Whether a value outside a loop has its members where the value inside has, behind the axis of the steps.
    private static boolean follows(int outside, int inside, int steps) {
        return outside == (inside >= 0 ? inside + steps : inside);
    }

    private @Nullable SingleNode loop(While op, Node node, int[] at, List<Scope> inner) {
        Scope condition = inner.get(0);
        Scope body = inner.get(1);
        Axes asked = condition.graph().outputs();
        Axes next = body.graph().outputs();
        Freezing freezing = Freezing.of(op, node, condition, body, members);
        if (freezing != null) {
            asked = Axes.of(freezing.going());
            next = freezing.next();
        }
        Single goesOn = program(condition, asked, op.conditionConsts());
        Single step = program(body, next, op.bodyConsts());
        if (goesOn == null || step == null) {
            return null;
        }
        int first = goesOn.externals.size();
        int second = step.externals.size();
        int consts = op.conditionConsts() + op.bodyConsts();
        List<Integer> wiring = numbers(0, op.conditionConsts());
        wiring.addAll(externals(0, first));
        wiring.addAll(numbers(op.conditionConsts(), consts));
        wiring.addAll(externals(first, first + second));
        wiring.addAll(numbers(consts, at.length));
        List<SingleNode.External> all = new ArrayList<>(goesOn.externals);
        all.addAll(step.externals);
        While loop = new While(goesOn.graph, step.graph, op.conditionConsts() + first, op.bodyConsts() + second);
        return new SingleNode(loop, wiring, all);
    }

    private @Nullable SingleNode cond(List<Scope> branches, int operands) {
        List<Single> singles = new ArrayList<>();
        int all = 0;
        for (Scope branch : branches) {
            Single single = program(
                    branch, branch.graph().outputs(), branch.graph().inputs().size());
            if (single == null) {
                return null;
            }
            singles.add(single);
            all += single.externals.size();
        }
        // Every branch takes the external values of all.
        List<Graph> graphs = new ArrayList<>();
        List<SingleNode.External> externals = new ArrayList<>();
        for (int b = 0; b < singles.size(); b++) {
            externals.addAll(singles.get(b).externals);
        }
        int before = 0;
        for (int b = 0; b < singles.size(); b++) {
            Single single = singles.get(b);
            graphs.add(all == 0 ? single.graph : widened(single, operands - 1, externals, before));
            before += single.externals.size();
        }
        List<Integer> wiring = numbers(0, operands);
        wiring.addAll(externals(0, all));
        return new SingleNode(new Cond(graphs), wiring, externals);
    }

    private static Graph widened(Single single, int own, List<SingleNode.External> externals, int before) {
        GraphBuilder builder = new GraphBuilder();
        int[] arguments = new int[own + single.externals.size()];
        for (int i = 0; i < own; i++) {
            arguments[i] = builder.input(
                    single.graph.inputs().get(i), single.graph.inputNames().get(i));
        }
        for (int e = 0; e < externals.size(); e++) {
            int id = builder.input(type(externals.get(e)), "");
            if (e >= before && e < before + single.externals.size()) {
                arguments[own + e - before] = id;
            }
        }
        return builder.build(builder.inline(single.graph, arguments));
    }

    /// The program of one member that computes `outputs`; null if the members are not independent in it.
    ///
    /// @param externalsAt how many inputs stand before the external values
    private @Nullable Single program(Scope scope, Axes outputs, int externalsAt) {
        Graph graph = scope.graph();
        boolean[] live = live(graph, outputs);
        List<@Nullable SingleNode> singles = new ArrayList<>();
        List<SingleNode.External> externals = new ArrayList<>();
        for (int n = 0; n < graph.nodes().size(); n++) {
            Node node = graph.nodes().get(n);
            SingleNode single = isLive(node, live) ? node(scope, n) : null;
            if (isLive(node, live)) {
                if (single == null) {
                    boolean dependsOnNothing =
                            node.operands().size() == 0 && node.results().size() == 1;
                    if (!dependsOnNothing || members.axis(scope, node.first()) < 0) {
                        return null;
                    }
                    SingleNode.External external = new SingleNode.External(node, members.axis(scope, node.first()));
                    single = new SingleNode(null, List.of(-1), List.of(external));
                }
                externals.addAll(single.externals());
            }
            singles.add(single);
        }
        GraphBuilder builder = new GraphBuilder();
        int[] ids = new int[graph.valueCount()];
        int[] externalIds = new int[externals.size()];
        for (int i = 0; i <= graph.inputs().size(); i++) {
            if (i == externalsAt) {
                Arrays.setAll(externalIds, e -> builder.input(type(externals.get(e)), ""));
            }
            if (i < graph.inputs().size()) {
                ids[i] = builder.input(
                        members.single(scope, i), graph.inputNames().get(i));
            }
        }
        int used = 0;
        for (int n = 0; n < graph.nodes().size(); n++) {
            SingleNode single = singles.get(n);
            if (single != null) {
                Node node = graph.nodes().get(n);
                int from = used;
                int first = single.emit(
                        builder,
                        members.single(node.origin()),
                        k -> ids[node.operands().get(k)],
                        e -> externalIds[from + e]);
                for (int r = 0; r < node.results().size(); r++) {
                    ids[node.first() + r] = first + r;
                }
                used += single.externals().size();
            }
        }
        return new Single(
                builder.build(Arrays.stream(outputs.toArray()).map(v -> ids[v]).toArray()), externals);
    }

    /// The type of one member's part of an external value.
    static Type type(SingleNode.External external) {
        Type type = external.node().results().getFirst();
        return type.withShape(type.shape().remove(external.axis()));
    }

    private static boolean[] live(Graph graph, Axes outputs) {
        boolean[] live = new boolean[graph.valueCount()];
        for (int o : outputs.toArray()) {
            live[o] = true;
        }
        for (Node node : graph.nodes().reversed()) {
            if (isLive(node, live)) {
                for (int operand : node.operands().toArray()) {
                    live[operand] = true;
                }
            }
        }
        return live;
    }

    private static boolean isLive(Node node, boolean[] live) {
        for (int r = 0; r < node.results().size(); r++) {
            if (live[node.first() + r]) {
                return true;
            }
        }
        return false;
    }

    private static List<Integer> numbers(int from, int to) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    private static List<Integer> externals(int from, int to) {
        return new ArrayList<>(numbers(from, to).stream().map(e -> -1 - e).toList());
    }
}
