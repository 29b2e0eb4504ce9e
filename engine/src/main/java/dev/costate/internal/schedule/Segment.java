package dev.costate.internal.schedule;

import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.lower.Rewriting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A piece of a cluster's spine on which the conditions on the place along it are decided: what is joined from parts
/// or padded becomes one loop for each part, without a condition in it.
///
/// @param length its extent
/// @param statements the cluster's, for this piece: their spine counts from 0 here
public record Segment(int length, List<Statement> statements) {
    private static final int MOST = 8;

    public Segment {
        statements = List.copyOf(statements);
    }

    /// The pieces of the spine in their order; the whole of it if there are no such conditions, or too many.
    public static List<Segment> of(Cluster cluster) {
        int spine = cluster.outer().rank();
        TreeSet<Integer> borders = new TreeSet<>();
        for (Statement s : cluster.statements()) {
            if (s.role() != Statement.Role.AFTER) {
                for (Statement.Point p : s.points()) {
                    p.bodies().forEach(b -> borders(b, spine, borders));
                }
            }
        }
        List<Integer> inside =
                borders.stream().filter(b -> b > 0 && b < cluster.spine()).toList();
        if (inside.isEmpty() || inside.size() >= MOST) {
            return List.of(new Segment(cluster.spine(), cluster.statements()));
        }
        List<Segment> segments = new ArrayList<>();
        int start = 0;
        for (int end : inside) {
            segments.add(cut(cluster, spine, start, end));
            start = end;
        }
        segments.add(cut(cluster, spine, start, cluster.spine()));
        return segments;
    }

    private static void borders(Expr expr, int spine, TreeSet<Integer> found) {
        if (expr instanceof Expr.Within within) {
            Optional<Affine> affine = Affine.of(within.index(), spine);
            if (affine.isPresent()
                    && affine.get().step() != 0
                    && affine.get().rest() instanceof Index.Literal(long rest)) {
                add(within.from() - rest, affine.get().step(), found);
                add(within.to() - rest, affine.get().step(), found);
            }
        }
        expr.parts().forEach(part -> borders(part, spine, found));
    }

    /// The first place where `step place >= bound`, or, for a negative step, where it is not any more.
    private static void add(long bound, long step, TreeSet<Integer> found) {
        long border = step > 0 ? Math.ceilDiv(bound, step) : Math.floorDiv(-bound, -step) + 1;
        if (border > 0 && border < Integer.MAX_VALUE) {
            found.add((int) border);
        }
    }

    private static Segment cut(Cluster cluster, int spine, int start, int end) {
        Rewriting rewriting = new Rewriting() {
            @Override
            public Index axis(Index.Axis axis) {
                return axis.axis() == spine ? new Index.Axis(spine, end - start).plus(start) : axis;
            }

            @Override
            public Expr load(Expr.Load load) {
                return load;
            }
        };
        List<Statement> statements = new ArrayList<>();
        for (Statement s : cluster.statements()) {
            List<Statement.Point> points = new ArrayList<>();
            for (Statement.Point p : s.points()) {
                points.add(new Statement.Point(
                        p.at().stream().map(i -> i.rewrite(rewriting)).toList(),
                        p.bodies().stream().map(b -> b.rewrite(rewriting)).toList()));
            }
            statements.add(
                    s.role() == Statement.Role.AFTER
                            ? s
                            : new Statement(s.result(), s.role(), s.loop(), s.combine(), s.dtype(), points));
        }
        return new Segment(end - start, statements);
    }
}
