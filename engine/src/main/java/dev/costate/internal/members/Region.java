package dev.costate.internal.members;

import dev.costate.Shape;
import dev.costate.graph.Axes;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Node;
import dev.costate.graph.Origin;
import dev.costate.graph.Reshape;
import dev.costate.graph.Scan;
import dev.costate.graph.Slice;
import dev.costate.graph.Transpose;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The part of a program in which the members work independently, between what is computed before it and what
/// needs its results.
///
/// Whatever needs a result of the region by an operation that mixes members comes after it, as does all that
/// depends on that, so that nothing leaves the region and comes back.
final class Region {
    private final Scope scope;
    private final Graph graph;
    private final Members members;
    private final @Nullable SingleNode[] singles;
    private final Place[] places;
    private final boolean[] live;
    private final Set<Integer> left = new LinkedHashSet<>();

    /// Where a value is computed.
    private enum Place {
        BEFORE,
        INSIDE,
        AFTER
    }

    Region(Scope scope, Members members) {
        this.scope = scope;
        this.graph = scope.graph();
        this.members = members;
        singles = new @Nullable SingleNode[graph.nodes().size()];
        places = new Place[graph.valueCount()];
        live = new boolean[graph.valueCount()];
        place();
        putOffSharedWork();
        findResults();
        findLive();
    }

    /// The program.
    Scope scope() {
        return scope;
    }

    /// Whose region it is.
    Members members() {
        return members;
    }

    /// The positions of the operations in it.
    List<Integer> nodes() {
        List<Integer> inside = new ArrayList<>();
        for (int n = 0; n < singles.length; n++) {
            if (isInside(n)) {
                inside.add(n);
            }
        }
        return inside;
    }

    private boolean isInside(int n) {
        Node node = graph.nodes().get(n);
        for (int r = 0; r < node.results().size(); r++) {
            if (live[node.first() + r] && places[node.first() + r] == Place.INSIDE) {
                return true;
            }
        }
        return false;
    }

    private void place() {
        Arrays.fill(places, Place.BEFORE);
        SingleProgram program = new SingleProgram(members);
        for (int n = 0; n < singles.length; n++) {
            Node node = graph.nodes().get(n);
            Place place = Place.BEFORE;
            boolean hasMembers = false;
            for (int operand : node.operands().toArray()) {
                place = places[operand].compareTo(place) > 0 ? places[operand] : place;
                hasMembers |= members.axis(scope, operand) != SingleOp.NONE;
            }
            for (int r = 0; r < node.results().size(); r++) {
                hasMembers |= members.axis(scope, node.first() + r) != SingleOp.NONE;
            }
            if (place == Place.INSIDE || (place == Place.BEFORE && hasMembers)) {
                SingleNode single = program.node(scope, n);
                singles[n] = single;
                place = single != null ? Place.INSIDE : place == Place.INSIDE ? Place.AFTER : Place.BEFORE;
            }
            Arrays.fill(places, node.first(), node.first() + node.results().size(), place);
        }
    }

    /// What depends on results that all members share, and that no member needs, comes after.
    private void putOffSharedWork() {
        boolean[] neededInside = new boolean[graph.valueCount()];
        for (int n = singles.length - 1; n >= 0; n--) {
            Node node = graph.nodes().get(n);
            Axes results = results(node);
            if (results.size() == 0 || places[node.first()] != Place.INSIDE) {
                continue;
            }
            boolean needed = !isShared(node.operands()) || !isShared(results);
            for (int v : results.toArray()) {
                needed |= neededInside[v];
            }
            if (needed) {
                Arrays.stream(node.operands().toArray()).forEach(v -> neededInside[v] = true);
            } else {
                Arrays.fill(places, node.first(), node.first() + results.size(), Place.AFTER);
            }
        }
    }

    private static Axes results(Node node) {
        return Axes.range(node.first(), node.first() + node.results().size());
    }

    /// Whether none of these values has members.
    private boolean isShared(Axes values) {
        return Arrays.stream(members.axes(scope, values)).allMatch(a -> a == SingleOp.NONE);
    }

    /// The values that leave the region, those that are results of the program in its order.
    private void findResults() {
        Node[] makers = new Node[graph.valueCount()];
        for (Node node : graph.nodes()) {
            Arrays.stream(results(node).toArray()).forEach(v -> makers[v] = node);
        }
        boolean[] seen = new boolean[graph.valueCount()];
        Deque<Integer> open = new ArrayDeque<>();
        Arrays.stream(graph.outputs().toArray()).forEach(open::add);
        while (!open.isEmpty()) {
            int value = open.pop();
            if (seen[value]) {
                continue;
            }
            seen[value] = true;
            if (places[value] == Place.INSIDE) {
                left.add(value);
            } else if (places[value] == Place.AFTER) {
                int[] operands = makers[value].operands().toArray();
                for (int k = operands.length - 1; k >= 0; k--) {
                    open.push(operands[k]);
                }
            }
        }
    }

    private void findLive() {
        left.forEach(v -> live[v] = true);
        for (Node node : graph.nodes().reversed()) {
            boolean needed = false;
            for (int r = 0; r < node.results().size(); r++) {
                needed |= live[node.first() + r];
            }
            for (int operand : node.operands().toArray()) {
                live[operand] |= needed;
            }
        }
    }

    /// The program with a loop over the members in the region's place.
    ///
    /// @param pass what is done to the program of one member
    Graph rewritten(UnaryOperator<Graph> pass) {
        Body body = new Body();
        Scan loop = new Scan(pass.apply(body.build()), members.count(), body.consts.size(), 0, false);

        GraphBuilder outer = new GraphBuilder();
        int[] ids = new int[graph.valueCount()];
        for (int i = 0; i < graph.inputs().size(); i++) {
            ids[i] = outer.input(graph.inputs().get(i), graph.inputNames().get(i));
        }
        copy(outer, ids, Place.BEFORE);
        List<Integer> operands = new ArrayList<>();
        body.consts.forEach(v -> operands.add(ids[v]));
        body.xs.forEach(v -> operands.add(moved(outer, ids[v], members.axis(scope, v), 0)));
        for (SingleNode.External external : body.externals) {
            Node node = external.node();
            int id = outer.add(node.op(), new int[0], node.results(), node.origin());
            operands.add(moved(outer, id, external.axis(), 0));
        }
        int first =
                outer.add(loop, operands.stream().mapToInt(Integer::intValue).toArray(), Origin.UNKNOWN);
        int next = first;
        for (int v : left) {
            int axis = members.axis(scope, v);
            ids[v] = axis == SingleOp.NONE ? anyMember(outer, next) : moved(outer, next, 0, axis);
            next++;
        }
        copy(outer, ids, Place.AFTER);
        return outer.build(
                Arrays.stream(graph.outputs().toArray()).map(v -> ids[v]).toArray());
    }

    private void copy(GraphBuilder builder, int[] ids, Place place) {
        for (Node node : graph.nodes()) {
            if (!node.results().isEmpty() && places[node.first()] == place) {
                copy(builder, ids, node, node.origin());
            }
        }
    }

    private static void copy(GraphBuilder builder, int[] ids, Node node, Origin origin) {
        int[] operands =
                Arrays.stream(node.operands().toArray()).map(v -> ids[v]).toArray();
        int first = builder.add(node.op(), operands, node.results(), origin);
        for (int r = 0; r < node.results().size(); r++) {
            ids[node.first() + r] = first + r;
        }
    }

    /// `value` with its axis `from` at `to`.
    private static int moved(GraphBuilder builder, int value, int from, int to) {
        if (from == to) {
            return value;
        }
        List<Integer> order = new ArrayList<>();
        for (int a = 0; a < builder.type(value).rank(); a++) {
            if (a != from) {
                order.add(a);
            }
        }
        order.add(to, from);
        int[] permutation = order.stream().mapToInt(Integer::intValue).toArray();
        return builder.add(new Transpose(Axes.of(permutation)), new int[] {value}, Origin.UNKNOWN);
    }

    /// What all members agree in: the first one's.
    private static int anyMember(GraphBuilder builder, int stacked) {
        Shape shape = builder.type(stacked).shape();
        int rank = shape.rank();
        Axes limits = Axes.of(shape.slice(1, rank).dims()).prepend(1);
        int first = builder.add(
                new Slice(Axes.repeat(0, rank), limits, Axes.repeat(1, rank)), new int[] {stacked}, Origin.UNKNOWN);
        return builder.add(new Reshape(shape.remove(0)), new int[] {first}, Origin.UNKNOWN);
    }

    /// The program of one member, with what it takes from outside.
    ///
    /// What all members share is computed by each, as it would be by one alone, so that the program is the same
    /// to the compiler: whether it is worth computing once is decided there. Only if that is more than what a
    /// member does of its own, it is computed before.
    private final class Body {
        private final List<Integer> consts = new ArrayList<>();
        private final List<Integer> xs = new ArrayList<>();
        private final List<SingleNode.External> externals = new ArrayList<>();
        private final boolean[] repeated = new boolean[graph.valueCount()];

        Body() {
            boolean[] needed = new boolean[graph.valueCount()];
            double own = 0;
            for (int n : nodes()) {
                SingleNode single = inside(n);
                externals.addAll(single.externals());
                for (int w : single.wiring()) {
                    if (w >= 0) {
                        needed[graph.nodes().get(n).operands().get(w)] = true;
                    }
                }
                own += Work.of(graph.nodes().get(n), graph) / members.count();
            }
            boolean[] all = needed.clone();
            if (repeat(all, false) > own) {
                Arrays.fill(repeated, false);
                repeat(needed, true);
                all = needed;
            }
            for (int v = 0; v < all.length; v++) {
                if (all[v] && places[v] == Place.BEFORE && !repeated[v]) {
                    (members.axis(scope, v) == SingleOp.NONE ? consts : xs).add(v);
                }
            }
        }

        /// Chooses the shared operations that each member runs, and returns how much work they are.
        ///
        /// @param needed the values needed inside, to which what these operations need is added
        /// @param cheap only those that are no work
        private double repeat(boolean[] needed, boolean cheap) {
            double work = 0;
            for (int n = singles.length - 1; n >= 0; n--) {
                Node node = graph.nodes().get(n);
                Axes results = results(node);
                boolean wanted = Arrays.stream(results.toArray()).anyMatch(v -> needed[v]);
                if (wanted
                        && places[node.first()] == Place.BEFORE
                        && isShared(results)
                        && isShared(node.operands())
                        && !(cheap && Work.of(node, graph) > 0)) {
                    Arrays.stream(results.toArray()).forEach(v -> repeated[v] = true);
                    work += Work.of(node, graph);
                    Arrays.stream(node.operands().toArray()).forEach(v -> needed[v] = true);
                }
            }
            return work;
        }

        Graph build() {
            GraphBuilder builder = new GraphBuilder();
            int[] ids = new int[graph.valueCount()];
            consts.forEach(v -> ids[v] = builder.input(graph.type(v), name(v)));
            xs.forEach(v -> ids[v] = builder.input(members.single(scope, v), name(v)));
            int[] externalIds = externals.stream()
                    .mapToInt(e -> builder.input(SingleProgram.type(e), ""))
                    .toArray();
            int used = 0;
            for (int n = 0; n < singles.length; n++) {
                Node node = graph.nodes().get(n);
                if (!node.results().isEmpty() && repeated[node.first()]) {
                    copy(builder, ids, node, members.single(node.origin()));
                } else if (isInside(n)) {
                    SingleNode single = inside(n);
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
            return builder.build(left.stream().mapToInt(v -> ids[v]).toArray());
        }

        private String name(int value) {
            return value < graph.inputs().size() ? graph.inputNames().get(value) : "";
        }
    }

    private SingleNode inside(int n) {
        return java.util.Objects.requireNonNull(singles[n]);
    }
}
