package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.internal.lower.Combine;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.schedule.Affine;
import dev.costate.internal.schedule.Cluster;
import dev.costate.internal.schedule.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Clusters that read and write everything at one place: all their loops are one, along memory, and the same code
/// does any number of elements. So the updates of all a net's parameters share it.
final class Flattening {
    /// The extent that stands for any, where code is looked up.
    private static final int ANY = 1 << 20;

    private final Cluster cluster;
    private final int size;
    private final Index place;

    private Flattening(Cluster cluster, Index place) {
        this.cluster = cluster;
        this.place = place;
        size = cluster.outer().size() * cluster.spine();
    }

    /// The same cluster with no loop but that of the spine, if its elements stand in one place each in all that it
    /// reads and writes, or are the same number for all.
    static Optional<Cluster> flatten(Cluster cluster) {
        if (cluster.spine() <= 1 || cluster.statements().isEmpty()) {
            return Optional.empty();
        }
        Statement first = cluster.statements().getFirst();
        Index place =
                ExprEmitter.flat(first.points().getFirst().at(), first.result().shape());
        Flattening flattening = new Flattening(cluster, place);
        return cluster.statements().stream().allMatch(flattening::isFlat)
                ? Optional.of(flattening.to(flattening.size))
                : Optional.empty();
    }

    /// The flat cluster with [#ANY] in the place of its number of elements: equal for all that share code.
    static Cluster ofAnyLength(Cluster flat) {
        return new Flattening(flat, Index.axis(0, flat.spine())).to(ANY);
    }

    private boolean isFlat(Statement s) {
        return s.role() == Statement.Role.ALONG
                && s.loop().rank() == 0
                && s.combine() == Combine.NONE
                && s.points().size() == 1
                && s.points().getFirst().bodies().size() == 1
                && s.result().size() == size
                && ExprEmitter.flat(s.points().getFirst().at(), s.result().shape())
                        .equals(place)
                && isFlat(s.points().getFirst().bodies().getFirst());
    }

    private boolean isFlat(Expr expr) {
        if (expr instanceof Expr.Load load) {
            Type type = type(load.operand());
            Index at = ExprEmitter.flat(load.at(), type.shape());
            return type.size() == size ? at.equals(place) : type.size() == 1;
        }
        return expr.indices().stream().allMatch(i -> Affine.highest(i) < 0)
                && expr.parts().stream().allMatch(this::isFlat);
    }

    private Type type(int value) {
        int operands = cluster.operands().size();
        return value < operands
                ? cluster.operands().get(value)
                : cluster.statements().get(value - operands).result();
    }

    /// The cluster with `length` elements along its only loop.
    private Cluster to(int length) {
        Index axis = Index.axis(0, length);
        List<Type> operands = new ArrayList<>();
        for (Type operand : cluster.operands()) {
            operands.add(operand.size() == size ? vector(operand.dtype(), length) : operand);
        }
        List<Statement> statements = new ArrayList<>();
        for (Statement s : cluster.statements()) {
            Expr body = s.points()
                    .getFirst()
                    .bodies()
                    .getFirst()
                    .rewrite(load -> type(load.operand()).size() == size
                            ? new Expr.Load(load.operand(), load.dtype(), List.of(axis))
                            : load);
            statements.add(new Statement(
                    vector(s.result().dtype(), length),
                    s.role(),
                    s.loop(),
                    s.combine(),
                    s.dtype(),
                    List.of(new Statement.Point(List.of(axis), List.of(body)))));
        }
        return new Cluster(operands, Shape.scalar(), length, statements, cluster.stored());
    }

    private static Type vector(DType dtype, int length) {
        return new Type(dtype, Shape.of(length));
    }
}
