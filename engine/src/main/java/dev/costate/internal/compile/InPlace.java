package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.internal.lower.Combine;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.schedule.Cluster;
import dev.costate.internal.schedule.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Whether a kernel may write a result over an operand.
///
/// It may where each element of the operand is read for the element of the result that takes its place, and
/// for nothing else: every load of it stands in the result's own statement, at the place that is written.
/// Other statements may read the same elements, for equal loads of a turn are one load, before the store.
/// Additions to rows ([RowScatter]) may go to the rows themselves.
final class InPlace {
    private InPlace() {}

    /// Whether value `result` that `compute` makes may take the place of `operand`, which no later kernel
    /// needs: a slot that the kernel reads, or the product in front of what it makes of that.
    static boolean allows(Plan.Compute compute, int operand, int result) {
        if (Arrays.stream(compute.operands()).filter(o -> o == operand).count() > 1) {
            return false;
        }
        if (compute.code() instanceof RowScatter) {
            return compute.operands()[0] == operand;
        }
        for (ClusterPart part : ClusterPart.of(compute)) {
            int place = part.operand(operand);
            int statement = part.statement(result);
            if (place >= 0 && statement >= 0) {
                return allows(part.cluster(), place, statement);
            }
        }
        return false;
    }

    private static boolean allows(Cluster cluster, int operand, int statement) {
        Statement writer = cluster.statements().get(statement);
        DType dtype = writer.result().dtype();
        if (writer.role() != Statement.Role.ALONG
                || writer.loop().rank() > 0
                || writer.combine() != Combine.NONE
                || cluster.spine() <= 1
                || dtype == DType.BOOL
                || dtype != cluster.operands().get(operand).dtype()
                || writer.result().size() != cluster.operands().get(operand).size()) {
            return false;
        }
        Set<Index> own = new HashSet<>();
        for (Statement.Point point : writer.points()) {
            Set<Index> read = new HashSet<>();
            point.bodies().forEach(body -> loads(body, cluster, operand, read));
            Index written = ExprEmitter.flat(point.at(), writer.result().shape());
            if (!read.equals(Set.of(written))) {
                return false;
            }
            own.addAll(read);
        }
        for (Statement other : cluster.statements()) {
            Set<Index> read = new HashSet<>();
            for (Statement.Point point : other.points()) {
                point.bodies().forEach(body -> loads(body, cluster, operand, read));
            }
            boolean isInTurn =
                    other.role() != Statement.Role.AFTER && other.loop().rank() == 0;
            if (!own.containsAll(read) || (!read.isEmpty() && !isInTurn)) {
                return false;
            }
        }
        return true;
    }

    /// The places of the operand that `expr` reads.
    private static void loads(Expr expr, Cluster cluster, int operand, Set<Index> found) {
        if (expr instanceof Expr.Load load && load.operand() == operand) {
            found.add(
                    ExprEmitter.flat(load.at(), cluster.operands().get(operand).shape()));
        }
        expr.indices().forEach(index -> loads(index, cluster, operand, found));
        expr.parts().forEach(part -> loads(part, cluster, operand, found));
    }

    private static void loads(Index index, Cluster cluster, int operand, Set<Index> found) {
        switch (index) {
            case Index.Literal _, Index.Axis _ -> {}
            case Index.Sum s -> s.terms().forEach(t -> loads(t.atom(), cluster, operand, found));
            case Index.FloorDiv d -> loads(d.x(), cluster, operand, found);
            case Index.Mod m -> loads(m.x(), cluster, operand, found);
            case Index.Clamp c -> loads(c.x(), cluster, operand, found);
            case Index.Value v -> loads(v.expr(), cluster, operand, found);
        }
    }
}
