package dev.costate.internal.compile;

import dev.costate.internal.lower.Expr;
import dev.costate.internal.schedule.Cluster;
import dev.costate.internal.schedule.Segment;
import dev.costate.internal.schedule.Statement;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The copies of the spine's loop: for each segment that in whole vectors, several side by side, and what it leaves
/// over.
final class SpineCopies {
    private final Cluster cluster;
    private final Tiling tiling;
    private final ClusterLocals locals;
    private final LaneGraph graph;
    private final List<Segment> segments;
    private final List<SpineCopy> copies = new ArrayList<>();

    SpineCopies(Cluster cluster, Tiling tiling, ClusterLocals locals, LaneGraph graph) {
        this.cluster = cluster;
        this.tiling = tiling;
        this.locals = locals;
        this.graph = graph;
        segments = Segment.of(cluster);
        if (tiling.anyLength()) {
            anyLength();
        } else if (cluster.spine() > 1) {
            segments.forEach(this::segment);
        }
    }

    /// All, in the order of the spine.
    List<SpineCopy> all() {
        return copies;
    }

    /// Whether the whole spine is alike.
    boolean hasOneSegment() {
        return segments.size() == 1;
    }

    private void anyLength() {
        int part = Math.max(1, locals.lanes - 1);
        add(segments.getFirst(), true, new int[] {locals.lanes});
        add(segments.getFirst(), false, new int[] {part});
        locals.masks.put(part, locals.code.allocateLocal(TypeKind.REFERENCE));
    }

    private void segment(Segment segment) {
        int step = locals.lanes * tiling.chunks();
        if (segment.length() >= step) {
            int[] whole = new int[tiling.chunks()];
            Arrays.fill(whole, locals.lanes);
            add(segment, true, whole);
        }
        int rest = segment.length() % step;
        if (rest > 0) {
            int[] counts = new int[(rest + locals.lanes - 1) / locals.lanes];
            for (int v = 0; v < counts.length; v++) {
                counts[v] = Math.min(locals.lanes, rest - v * locals.lanes);
            }
            add(segment, false, counts);
            locals.maskOf(rest % locals.lanes);
        }
    }

    private void add(Segment segment, boolean isLoop, int[] counts) {
        int number = copies.size();
        List<Statement> statements = segment.statements();
        LaneValue[][][][][] values = new LaneValue[statements.size()][tiling.jam()][counts.length][][];
        for (int u = 0; u < tiling.jam(); u++) {
            for (int v = 0; v < counts.length; v++) {
                graph.at(number, u, v, counts[v]);
                for (int s = 0; s < statements.size(); s++) {
                    values[s][u][v] = values(s, statements.get(s));
                }
            }
        }
        copies.add(new SpineCopy(number, segment, isLoop, counts, values));
    }

    private LaneValue[][] values(int number, Statement statement) {
        if (statement.role() == Statement.Role.AFTER) {
            return new LaneValue[0][];
        }
        List<Statement.Point> points = statement.points();
        LaneValue[][] values = new LaneValue[points.size()][];
        for (int p = 0; p < values.length; p++) {
            List<Expr> bodies = points.get(p).bodies();
            values[p] = new LaneValue[bodies.size()];
            for (int b = 0; b < values[p].length; b++) {
                values[p][b] = graph.vector(bodies.get(b));
            }
        }
        if (statement.role() == Statement.Role.ALONG) {
            for (int p = 0; p < values.length; p++) {
                LaneValue result =
                        statement.loop().rank() == 0 ? values[p][0] : graph.total(number, p, statement.dtype());
                graph.result(cluster.operands().size() + number, points.get(p).at(), result);
            }
        }
        return values;
    }
}
