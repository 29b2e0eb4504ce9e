package dev.costate.internal.members;

import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
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
    private static final int CANDIDATES = 16;

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
        List<Candidate> candidates = new ArrayList<>();
        Scope scope = new Scope(graph, 0);
        AxisClasses classes = AxisClasses.of(scope);
        candidates(scope, classes).values().stream()
                .filter(c -> c.members > 1 || (c.members == 1 && c.vmapped))
                .sorted(Comparator.comparingInt(Candidate::axis))
                .limit(CANDIDATES)
                .forEach(candidates::add);
        if (candidates.isEmpty()) {
            return null;
        }
        double work = 0;
        for (Node node : graph.nodes()) {
            work += done.contains(node.op()) ? 0 : Work.of(node, graph);
        }
        for (Candidate candidate : candidates) {
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
    /// @param axis where its axis stood first
    /// @param members its extent
    /// @param vmapped whether `vmap` put it there for all that is known
    private record Candidate(int which, int axis, int members, boolean vmapped) {}

    /// The axes of what loops carry, and those that `vmap` says it made.
    private static Map<Integer, Candidate> candidates(Scope scope, AxisClasses classes) {
        Map<Integer, Candidate> found = new LinkedHashMap<>();
        Graph graph = scope.graph();
        for (Node node : graph.nodes()) {
            int carries = node.op() instanceof Scan scan
                    ? scan.carries()
                    : node.op() instanceof While ? node.results().size() : 0;
            int batch = node.origin().batch().size() > 0 ? node.origin().batch().get(0) : -1;
            for (int r = 0; r < node.results().size(); r++) {
                for (int axis = 0; axis < node.results().get(r).rank(); axis++) {
                    int members = node.results().get(r).shape().dim(axis);
                    boolean vmapped = axis == 0 && members == batch;
                    if (r < carries || vmapped) {
                        int which = classes.classOf(scope, node.first() + r, axis);
                        found.merge(
                                which,
                                new Candidate(which, axis, members, vmapped),
                                (a, b) -> new Candidate(
                                        which, Math.min(a.axis, b.axis), members, a.vmapped || b.vmapped));
                    }
                }
            }
        }
        return found;
    }
}
