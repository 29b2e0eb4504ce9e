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
    private final Index axis;

    private Flattening(Cluster cluster, int size, int length) {
        this.cluster = cluster;
        this.size = size;
        axis = Index.axis(0, length);
    }

    /// The same cluster with no loop but that of the spine, if its elements stand in one place each in all that it
    /// reads and writes, or are the same number for all.
    static Optional<Cluster> flatten(Cluster cluster) {
        if (cluster.spine() <= 1 || cluster.statements().isEmpty()) {
            return Optional.empty();
        }
        int size = cluster.statements().getFirst().result().size();
        Flattening flattening = new Flattening(cluster, size, size);
        return cluster.statements().stream().allMatch(flattening::isFlat)
                ? Optional.of(flattening.run(size))
                : Optional.empty();
    }

    /// The flat cluster with [#ANY] in the place of its number of elements: equal for all that share code.
    static Cluster ofAnyLength(Cluster flat) {
        return new Flattening(flat, flat.spine(), ANY).run(ANY);
    }

    private boolean isFlat(Statement s) {
        if (s.role() != Statement.Role.ALONG
                || s.loop().rank() > 0
                || s.combine() != Combine.NONE
                || s.result().size() != size
                || s.points().size() * cluster.outer().size() * cluster.spine() != size
                || s.points().size() != cluster.statements().getFirst().points().size()) {
            return false;
        }
        Expr first = flat(s.points().getFirst());
        for (int p = 0; p < s.points().size(); p++) {
            Statement.Point point = s.points().get(p);
            Index place = place(s, p);
            if (point.bodies().size() != 1
                    || !place.equals(place(cluster.statements().getFirst(), p))
                    || !isFlat(point.bodies().getFirst(), place)
                    || !flat(point).equals(first)) {
                return false;
            }
        }
        return true;
    }

    private static Index place(Statement s, int point) {
        return ExprEmitter.flat(s.points().get(point).at(), s.result().shape());
    }

    private boolean isFlat(Expr expr, Index place) {
        if (expr instanceof Expr.Load load) {
            Type type = type(load.operand());
            return type.size() == size
                    ? ExprEmitter.flat(load.at(), type.shape()).equals(place)
                    : type.size() == 1;
        }
        return expr.indices().stream().allMatch(i -> Affine.highest(i) < 0)
                && expr.parts().stream().allMatch(part -> isFlat(part, place));
    }

    private Type type(int value) {
        int operands = cluster.operands().size();
        return value < operands
                ? cluster.operands().get(value)
                : cluster.statements().get(value - operands).result();
    }

    /// What a point computes, read along the only axis.
    private Expr flat(Statement.Point point) {
        return point.bodies()
                .getFirst()
                .rewrite(load -> type(load.operand()).size() == size
                        ? new Expr.Load(load.operand(), load.dtype(), List.of(axis))
                        : load);
    }

    /// The cluster with `length` elements along its only loop.
    private Cluster run(int length) {
        List<Type> operands = new ArrayList<>();
        for (Type operand : cluster.operands()) {
            operands.add(operand.size() == size ? vector(operand.dtype(), length) : operand);
        }
        List<Statement> statements = new ArrayList<>();
        for (Statement s : cluster.statements()) {
            statements.add(new Statement(
                    vector(s.result().dtype(), length),
                    s.role(),
                    s.loop(),
                    s.combine(),
                    s.dtype(),
                    List.of(new Statement.Point(
                            List.of(axis), List.of(flat(s.points().getFirst()))))));
        }
        return new Cluster(operands, Shape.scalar(), length, statements, cluster.stored());
    }

    private static Type vector(DType dtype, int length) {
        return new Type(dtype, Shape.of(length));
    }
}
