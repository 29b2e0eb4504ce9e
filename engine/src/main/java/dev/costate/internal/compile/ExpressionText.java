package dev.costate.internal.compile;

import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import java.util.stream.Collectors;

/// Prints expressions that may be long: what lies too deep is three dots.
final class ExpressionText {
    private static final int SHORT = 96;
    private static final String CUT = "...";

    private ExpressionText() {}

    /// The expression, with as many levels as fit into a line; at least one.
    static String brief(Expr expr) {
        String text = of(expr, 1);
        for (int depth = 2; depth < 64; depth++) {
            String deeper = of(expr, depth);
            if (deeper.length() > SHORT) {
                break;
            }
            text = deeper;
        }
        return text;
    }

    /// The whole expression.
    static String full(Expr expr) {
        return expr.toString();
    }

    private static String of(Expr expr, int depth) {
        if (depth == 0) {
            return expr.parts().isEmpty() && expr.indices().isEmpty() ? expr.toString() : CUT;
        }
        int d = depth - 1;
        return switch (expr) {
            case Expr.Literal l -> l.toString();
            case Expr.Load l ->
                "%" + l.operand() + l.at().stream().map(ExpressionText::of).collect(Collectors.joining(",", "[", "]"));
            case Expr.Position p -> p.dtype() + "(" + of(p.index()) + ")";
            case Expr.Within w -> w.from() + " <= " + of(w.index()) + " < " + w.to();
            case Expr.Unary u -> u.function().code() + "(" + of(u.x(), d) + ")";
            case Expr.Binary b -> b.function().code() + "(" + of(b.a(), d) + ", " + of(b.b(), d) + ")";
            case Expr.Fma f -> "fma(" + of(f.a(), d) + ", " + of(f.b(), d) + ", " + of(f.c(), d) + ")";
            case Expr.Compare c -> c.comparison().code() + "(" + of(c.a(), d) + ", " + of(c.b(), d) + ")";
            case Expr.Select s -> "select(" + of(s.condition(), d) + ", " + of(s.yes(), d) + ", " + of(s.no(), d) + ")";
            case Expr.Convert c -> c.dtype() + "(" + of(c.x(), d) + ")";
            case Expr.Threefry t ->
                "threefry(" + of(t.key0(), d) + ", " + of(t.key1(), d) + ", " + of(t.counter()) + ", " + of(t.word())
                        + ")";
        };
    }

    private static String of(Index index) {
        String text = index.toString();
        return text.length() > SHORT / 4 ? CUT : text;
    }
}
