package dev.costate.internal.members;

import dev.costate.Shape;
import dev.costate.graph.Axes;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Scan;
import dev.costate.internal.transform.Pruning;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns `vmap` inside out: from a program on many members at once to a loop over the members, each of which runs
/// the program of one.
///
/// `vmap(scan(step))` arrives here as a loop over steps on all members. Where the members work independently, it
/// becomes
///
/// ```
/// scan over members (consts = what they share, xs = what each has, ys = what each gives) {
///   scan over steps { step on one member }
/// }
/// ```
///
/// without a carry, so that members can run side by side, each with its state in a core's cache. The body is, but
/// for names, the program that there would be without `vmap`: a run inside an ensemble computes bit for bit what
/// it computes alone.
public final class MembersOutermost {
    /// How many classes of axes are tried at most.
    private static final int CANDIDATES = 8;

    private final Set<Op> done = Collections.newSetFromMap(new IdentityHashMap<>());

    private MembersOutermost() {}

    /// The same program with its members outermost wherever [Survey] says so.
    ///
    /// @param graph a program without checkpoints and custom derivatives, which would stay as they are
    public static Graph apply(Graph graph) {
        MembersOutermost pass = new MembersOutermost();
        Graph result = graph;
        Region region = pass.region(result);
        while (region != null) {
            result = Pruning.prune(region.rewritten(body -> apply(Pruning.prune(body))));
            pass.remember(result);
            region = pass.region(result);
        }
        return result;
    }

    /// Keeps from what is done already: the loop over members that has just come into `graph`.
    private void remember(Graph graph) {
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Scan scan && scan.carries() == 0) {
                done.add(scan);
            }
        }
    }

    /// The first region whose members are to go outermost.
    private @Nullable Region region(Graph graph) {
        Scope scope = new Scope(graph, 0);
        AxisClasses classes = AxisClasses.of(scope);
        Map<Integer, Candidate> candidates = new LinkedHashMap<>();
        collect(scope, classes, candidates);
        double work = 0;
        for (Node node : graph.nodes()) {
            work += done.contains(node.op()) || candidates.isEmpty() ? 0 : Work.of(node, graph);
        }
        List<Candidate> likely = new ArrayList<>(candidates.values());
        likely.sort(
                Comparator.comparingInt(Candidate::depth).thenComparing(Candidate::seen, Comparator.reverseOrder()));
        for (Candidate candidate : likely.subList(0, Math.min(CANDIDATES, likely.size()))) {
            Region region = new Region(scope, new Members(classes, candidate.which, candidate.members));
            boolean again = region.nodes().stream()
                    .anyMatch(n -> done.contains(graph.nodes().get(n).op()));
            if (!again && Survey.isWorthwhile(region, work)) {
                return region;
            }
        }
        return null;
    }

    /// A class of axes that may be that of members.
    ///
    /// @param which the class
    /// @param depth how many `vmap`s stand around the one that made it, at most
    /// @param members its extent
    /// @param seen how many values speak for it
    private record Candidate(int which, int depth, int members, int seen) {
        Candidate and(Candidate other) {
            return new Candidate(which, Math.max(depth, other.depth), members, seen + other.seen);
        }
    }

    /// Collects the classes of the axes that `vmap` says it made: the leading ones of most of its values.
    private static void collect(Scope scope, AxisClasses classes, Map<Integer, Candidate> candidates) {
        Graph graph = scope.graph();
        for (int n = 0; n < graph.nodes().size(); n++) {
            Node node = graph.nodes().get(n);
            Axes batch = node.origin().batch();
            for (int r = 0; r < node.results().size(); r++) {
                Shape shape = node.results().get(r).shape();
                for (int k = 0; k < Math.min(batch.size(), shape.rank()) && batch.get(k) == shape.dim(k); k++) {
                    int which = classes.classOf(scope, node.first() + r, k);
                    if (shape.dim(k) > 0) {
                        candidates.merge(which, new Candidate(which, k, shape.dim(k), 1), Candidate::and);
                    }
                }
            }
            scope.inner(n).forEach(inner -> collect(inner, classes, candidates));
        }
    }
}
