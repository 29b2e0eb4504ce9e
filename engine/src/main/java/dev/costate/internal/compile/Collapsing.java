package dev.costate.internal.compile;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.lower.Nest;
import dev.costate.internal.lower.Rewriting;
import java.util.ArrayList;
import java.util.List;

/// Gives a nest as few loops as its addresses allow: operands become flat, and two neighbouring axes become
/// one where every address steps along them as along one.
final class Collapsing {
    private Collapsing() {}

    /// The same elements by fewer loops; the result is the same array under a flatter shape.
    static Nest collapse(Nest nest) {
        Nest flat = flatten(nest);
        boolean changed = true;
        while (changed) {
            changed = false;
            int p = flat.parallel().rank();
            int n = p + flat.reduction().rank();
            for (int d = n - 2; d >= 0 && !changed; d--) {
                if (d + 1 != p && merges(flat.body(), d, extent(flat, d + 1))) {
                    flat = merge(flat, d);
                    changed = true;
                }
            }
        }
        return flat;
    }

    private static Nest flatten(Nest nest) {
        List<Type> operands = new ArrayList<>();
        for (Type t : nest.operands()) {
            operands.add(t.withShape(Shape.of(t.size())));
        }
        List<Type> old = nest.operands();
        return nest.on(
                operands,
                load -> new Expr.Load(
                        load.operand(),
                        load.dtype(),
                        List.of(ExprEmitter.flat(
                                load.at(), old.get(load.operand()).shape()))));
    }

    private static int extent(Nest nest, int axis) {
        int p = nest.parallel().rank();
        return axis < p ? nest.parallel().dim(axis) : nest.reduction().dim(axis - p);
    }

    /// Whether every index steps along axis `d` by `extent` times its step along axis `d + 1`.
    private static boolean merges(Expr expr, int d, int extent) {
        for (Index index : expr.indices()) {
            if (!merges(index, d, extent)) {
                return false;
            }
        }
        for (Expr part : expr.parts()) {
            if (!merges(part, d, extent)) {
                return false;
            }
        }
        return true;
    }

    private static boolean merges(Index index, int d, int extent) {
        return switch (index) {
            case Index.Literal _ -> true;
            case Index.Axis a -> a.axis() != d && a.axis() != d + 1;
            case Index.Sum s -> {
                long outer = 0;
                long inner = 0;
                boolean rest = true;
                for (Index.Term t : s.terms()) {
                    if (t.atom() instanceof Index.Axis a && a.axis() == d) {
                        outer = t.factor();
                    } else if (t.atom() instanceof Index.Axis a && a.axis() == d + 1) {
                        inner = t.factor();
                    } else {
                        rest &= merges(t.atom(), d, extent);
                    }
                }
                yield rest && outer == inner * extent;
            }
            case Index.FloorDiv f -> merges(f.x(), d, extent);
            case Index.Mod m -> merges(m.x(), d, extent);
            case Index.Clamp c -> merges(c.x(), d, extent);
            case Index.Value v -> merges(v.expr(), d, extent);
        };
    }

    private static Nest merge(Nest nest, int d) {
        int p = nest.parallel().rank();
        boolean reducing = d >= p;
        Shape shape = reducing ? nest.reduction() : nest.parallel();
        int at = reducing ? d - p : d;
        int extent = shape.dim(at) * shape.dim(at + 1);
        Shape merged = shape.remove(at + 1).remove(at).insert(at, extent);
        Rewriting rewriting = new Rewriting() {
            @Override
            public Index axis(Index.Axis axis) {
                if (axis.axis() == d) {
                    return Index.literal(0);
                }
                return axis.axis() == d + 1
                        ? Index.axis(d, extent)
                        : Index.axis(axis.axis() > d ? axis.axis() - 1 : axis.axis(), axis.extent());
            }

            @Override
            public Expr load(Expr.Load load) {
                return load;
            }
        };
        return new Nest(
                nest.operands(),
                reducing ? nest.parallel() : merged,
                reducing ? merged : nest.reduction(),
                nest.combine(),
                nest.body().rewrite(rewriting),
                nest.dtype());
    }
}
