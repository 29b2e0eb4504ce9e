package dev.costate.internal.compile;

import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Emits the body of a loop nest: what does not change in the innermost loop before it, what is needed twice
/// once.
final class BodyEmitter {
    private final CodeBuilder code;
    private final ExprEmitter plain;

    BodyEmitter(CodeBuilder code, ExprEmitter plain) {
        this.code = code;
        this.plain = plain;
    }

    /// The emitter of single expressions.
    ExprEmitter plain() {
        return plain;
    }

    /// Computes the parts of `body` that do not depend on `axis`, of that extent, into local variables; a part
    /// under a condition stays where it is.
    void hoist(Expr body, int axis, int extent) {
        if (extent == 0) {
            // What is never needed need not be there to be read.
            return;
        }
        List<Expr> invariant = new ArrayList<>();
        invariants(body, axis, invariant);
        for (Expr expr : invariant) {
            if (!plain.known.containsKey(expr)) {
                TypeKind kind = ExprEmitter.stack(expr.dtype());
                int local = code.allocateLocal(kind);
                plain.emit(expr);
                code.storeLocal(kind, local);
                plain.known.put(expr, local);
            }
        }
    }

    /// Ends what [#hoist] began.
    void forget() {
        plain.known.clear();
    }

    /// Pushes the value of `body`.
    void emit(Expr body) {
        Map<Expr, Integer> hoisted = new HashMap<>(plain.known);
        Map<Expr, Integer> counts = new HashMap<>();
        count(body, counts);
        counts.forEach((expr, n) -> {
            if (n > 1) {
                plain.shared.add(expr);
            }
        });
        plain.emit(body);
        plain.shared.clear();
        plain.known.clear();
        plain.known.putAll(hoisted);
    }

    private static void invariants(Expr expr, int axis, List<Expr> found) {
        if (expr instanceof Expr.Literal) {
            return;
        }
        if (!depends(expr, axis)) {
            found.add(expr);
            return;
        }
        unconditional(expr, e -> invariants(e, axis, found));
    }

    private static void count(Expr expr, Map<Expr, Integer> counts) {
        if (expr instanceof Expr.Literal || counts.merge(expr, 1, Integer::sum) > 1) {
            return;
        }
        unconditional(expr, e -> count(e, counts));
    }

    /// The expressions inside that are computed whenever `expr` is.
    private static void unconditional(Expr expr, Consumer<Expr> each) {
        for (Index index : expr.indices()) {
            values(index, each);
        }
        switch (expr) {
            case Expr.Select s -> each.accept(s.condition());
            case Expr.Binary b when b.dtype() == dev.costate.DType.BOOL -> each.accept(b.a());
            default -> expr.parts().forEach(each);
        }
    }

    private static void values(Index index, Consumer<Expr> each) {
        switch (index) {
            case Index.Literal _, Index.Axis _ -> {}
            case Index.Sum s -> s.terms().forEach(t -> values(t.atom(), each));
            case Index.FloorDiv d -> values(d.x(), each);
            case Index.Mod m -> values(m.x(), each);
            case Index.Clamp c -> values(c.x(), each);
            case Index.Value v -> each.accept(v.expr());
        }
    }

    private static boolean depends(Expr expr, int axis) {
        return expr.indices().stream().anyMatch(i -> depends(i, axis))
                || expr.parts().stream().anyMatch(e -> depends(e, axis));
    }

    private static boolean depends(Index index, int axis) {
        return switch (index) {
            case Index.Literal _ -> false;
            case Index.Axis a -> a.axis() == axis;
            case Index.Sum s -> s.terms().stream().anyMatch(t -> depends(t.atom(), axis));
            case Index.FloorDiv d -> depends(d.x(), axis);
            case Index.Mod m -> depends(m.x(), axis);
            case Index.Clamp c -> depends(c.x(), axis);
            case Index.Value v -> depends(v.expr(), axis);
        };
    }
}
