package dev.costate.internal.compile;

import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import java.util.function.IntPredicate;

/// What expressions read.
final class Reads {
    private Reads() {}

    /// Whether everything that the expression reads is as wished.
    static boolean all(Expr expr, IntPredicate wished) {
        if (expr instanceof Expr.Load load && !wished.test(load.operand())) {
            return false;
        }
        return expr.parts().stream().allMatch(e -> all(e, wished))
                && expr.indices().stream().allMatch(i -> all(i, wished));
    }

    /// Whether everything that the index reads is as wished.
    static boolean all(Index index, IntPredicate wished) {
        return switch (index) {
            case Index.Literal l -> true;
            case Index.Axis a -> true;
            case Index.Sum s -> s.terms().stream().allMatch(t -> all(t.atom(), wished));
            case Index.FloorDiv d -> all(d.x(), wished);
            case Index.Mod m -> all(m.x(), wished);
            case Index.Clamp c -> all(c.x(), wished);
            case Index.Value v -> all(v.expr(), wished);
        };
    }
}
