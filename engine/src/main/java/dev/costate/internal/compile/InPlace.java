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
import java.util.stream.IntStream;

/// Whether a kernel may write a result over an operand.
///
/// It may where each element of the operand is read for the element of the result that takes its place, and for
/// nothing else: every load of it stands in the result's own statement, at the place that is written. Other
/// statements may read the same elements, for equal loads of a turn are one load, before the store.
final class InPlace {
    private InPlace() {}

    /// Whether value `result` that `compute` makes may take the place of operand `operand`, no one else needing
    /// it.
    static boolean allows(Plan.Compute compute, int operand, int result) {
        if (compute.code() instanceof TreeCode tree) {
            return allows(compute, tree, operand, result);
        }
        if (compute.code() instanceof FusedProductCode fused) {
            return allows(compute, fused, operand, result);
        }
        if (!(compute.code() instanceof ClusterCode code)) {
            return false;
        }
        int place = -1;
        for (int k = 0; k < compute.operands().length; k++) {
            if (compute.operands()[k] == operand) {
                if (place >= 0) {
                    return false;
                }
                place = k;
            }
        }
        for (int s = 0; s < compute.made().length; s++) {
            if (compute.made()[s] == result) {
                return place >= 0 && allows(code.cluster(), place, s);
            }
        }
        return false;
    }

    /// What follows a product may write over that, or over what it alone reads.
    private static boolean allows(Plan.Compute compute, FusedProductCode fused, int operand, int result) {
        int made = IntStream.range(1, compute.made().length)
                .filter(s -> compute.made()[s] == result)
                .findFirst()
                .orElse(-1);
        boolean isProduct = operand == compute.first();
        boolean isOne =
                Arrays.stream(compute.operands()).filter(o -> o == operand).count() == 1;
        if (made < 0 || (!isProduct && !isOne)) {
            return false;
        }
        Cluster cluster = fused.then().cluster();
        for (int k = 0; k < cluster.operands().size(); k++) {
            int from = fused.operand(k);
            if (from < 0 ? isProduct : compute.operands()[from] == operand) {
                return allows(cluster, k, made - 1);
            }
        }
        return false;
    }

    private static boolean allows(Plan.Compute compute, TreeCode tree, int operand, int result) {
        if (Arrays.stream(compute.operands()).filter(o -> o == operand).count() != 1) {
            return false;
        }
        int firstOperand = 0;
        int firstMade = 0;
        for (ClusterCode part : tree.parts()) {
            int operands = part.cluster().operands().size();
            int made = part.cluster().statements().size();
            for (int k = 0; k < operands; k++) {
                for (int s = 0; s < made; s++) {
                    if (compute.operands()[firstOperand + k] == operand && compute.made()[firstMade + s] == result) {
                        return allows(part.cluster(), k, s);
                    }
                }
            }
            firstOperand += operands;
            firstMade += made;
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
