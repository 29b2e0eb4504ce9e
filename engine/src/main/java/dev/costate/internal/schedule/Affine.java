package dev.costate.internal.schedule;

import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import java.util.Optional;

/// How an index depends on one axis.
///
/// @param step by how much it grows with the axis
/// @param rest the index where the axis is 0
public record Affine(long step, Index rest) {
    /// `index` as a multiple of `axis` and a rest that does not depend on it, if it is that.
    public static Optional<Affine> of(Index index, int axis) {
        if (!depends(index, axis)) {
            return Optional.of(new Affine(0, index));
        }
        if (index instanceof Index.Axis) {
            return Optional.of(new Affine(1, Index.literal(0)));
        }
        if (!(index instanceof Index.Sum sum)) {
            return Optional.empty();
        }
        long step = 0;
        Index rest = Index.literal(sum.constant());
        for (Index.Term term : sum.terms()) {
            if (term.atom() instanceof Index.Axis a && a.axis() == axis) {
                step = term.factor();
            } else if (depends(term.atom(), axis)) {
                return Optional.empty();
            } else {
                rest = rest.plus(term.atom().times(term.factor()));
            }
        }
        return Optional.of(new Affine(step, rest));
    }

    /// Whether the expression depends on the axis.
    public static boolean depends(Expr expr, int axis) {
        return expr.indices().stream().anyMatch(i -> depends(i, axis))
                || expr.parts().stream().anyMatch(e -> depends(e, axis));
    }

    /// Whether the index depends on the axis.
    public static boolean depends(Index index, int axis) {
        return highest(index, a -> a == axis) >= 0;
    }

    /// The highest axis that the expression depends on, -1 for none.
    public static int highest(Expr expr) {
        return highest(expr, a -> true);
    }

    /// The highest axis that the index depends on, -1 for none.
    public static int highest(Index index) {
        return highest(index, a -> true);
    }

    private static int highest(Index index, java.util.function.IntPredicate counts) {
        return switch (index) {
            case Index.Literal l -> -1;
            case Index.Axis a -> counts.test(a.axis()) ? a.axis() : -1;
            case Index.Sum s -> {
                int highest = -1;
                for (Index.Term t : s.terms()) {
                    highest = Math.max(highest, highest(t.atom(), counts));
                }
                yield highest;
            }
            case Index.FloorDiv d -> highest(d.x(), counts);
            case Index.Mod m -> highest(m.x(), counts);
            case Index.Clamp c -> highest(c.x(), counts);
            case Index.Value v -> highest(v.expr(), counts);
        };
    }

    private static int highest(Expr expr, java.util.function.IntPredicate counts) {
        int highest = -1;
        for (Index index : expr.indices()) {
            highest = Math.max(highest, highest(index, counts));
        }
        for (Expr part : expr.parts()) {
            highest = Math.max(highest, highest(part, counts));
        }
        return highest;
    }
}
