package dev.costate.internal.lower;

import dev.costate.DType;
import dev.costate.Type;
import java.util.List;

/// What every kernel is held to when it is made: reads of operands that exist, with an index for each of their
/// axes; axes that the nest has; values of the types that the functions take.
final class Legality {
    private Legality() {}

    static void check(Expr expr, List<Type> operands, int axes) {
        boolean legal = switch (expr) {
            case Expr.Load l ->
                l.operand() >= 0
                        && l.operand() < operands.size()
                        && operands.get(l.operand()).dtype() == l.dtype()
                        && operands.get(l.operand()).rank() == l.at().size();
            case Expr.Literal l -> l.value().type().rank() == 0;
            case Expr.Position p -> p.dtype() != DType.BOOL;
            case Expr.Binary b -> b.a().dtype() == b.b().dtype();
            case Expr.Compare c -> c.a().dtype() == c.b().dtype();
            case Expr.Fma f ->
                f.a().dtype() == f.dtype()
                        && f.b().dtype() == f.dtype()
                        && f.dtype().isFloating();
            case Expr.Select s -> s.condition().dtype() == DType.BOOL && s.yes().dtype() == s.no().dtype();
            case Expr.Threefry t -> t.key0().dtype() == DType.INT32 && t.key1().dtype() == DType.INT32;
            case Expr.Within _, Expr.Unary _, Expr.Convert _ -> true;
        };
        if (!legal) {
            throw new IllegalArgumentException(expr + " on " + operands);
        }
        expr.parts().forEach(part -> check(part, operands, axes));
        expr.indices().forEach(index -> check(index, operands, axes));
    }

    static void check(Index index, List<Type> operands, int axes) {
        switch (index) {
            case Index.Literal _ -> {}
            case Index.Axis a -> {
                if (a.axis() < 0 || a.axis() >= axes) {
                    throw new IllegalArgumentException(a + " is not one of " + axes + " axes");
                }
            }
            case Index.Sum s -> s.terms().forEach(t -> check(t.atom(), operands, axes));
            case Index.FloorDiv d -> check(d.x(), operands, axes);
            case Index.Mod m -> check(m.x(), operands, axes);
            case Index.Clamp c -> check(c.x(), operands, axes);
            case Index.Value v -> {
                if (v.expr().dtype() != DType.INT32) {
                    throw new IllegalArgumentException(v + " is no index");
                }
                check(v.expr(), operands, axes);
            }
        }
    }
}
