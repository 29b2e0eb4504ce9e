package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.graph.Array;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.lower.Expr;
import org.jspecify.annotations.Nullable;

/// Arithmetic that need not be done, by the identities that hold for every number bit by bit: infinities, NaN
/// and the two zeros among them.
///
/// - 1 x = x and x / 1 = x;
/// - x / 2^k = x 2^-k, of which both are the same real number rounded once;
/// - x + -0 = x and x - 0 = x; x + 0 = x unless x is -0;
/// - a + -b = a - b and a - -b = a + b; --x = x; -(c x) = (-c) x;
/// - 2^k x + 2^k x = 2^(k+1) x and 2^j (2^k x) = 2^(j+k) x for j, k >= 0: growing, nothing is rounded;
/// - (-x)(-x) = |x||x| = (0 + x)(0 + x) = x x.
final class ScalarAlgebra {
    private static final int DEEPEST = 8;

    private final ScalarProgram program;

    ScalarAlgebra(ScalarProgram program) {
        this.program = program;
    }

    /// The same value with less arithmetic, or `expr` itself; its parts are references and literals.
    Expr simplify(Expr expr) {
        return switch (expr) {
            case Expr.Binary b when b.dtype().isFloating() -> binary(b);
            case Expr.Unary u when u.function() == UnaryFunction.NEG -> negative(u);
            default -> expr;
        };
    }

    private Expr negative(Expr.Unary expr) {
        Expr inner = negated(expr.x());
        if (inner != null) {
            return inner;
        }
        boolean scaled = definition(expr.x()) instanceof Expr.Binary m && !Double.isNaN(factor(m));
        return scaled ? scaled(-1, (Expr.Binary) definition(expr.x())) : expr;
    }

    private Expr binary(Expr.Binary expr) {
        Expr a = expr.a();
        Expr b = expr.b();
        return switch (expr.function()) {
            case MUL -> is(a, 1) ? b : is(b, 1) ? a : a.equals(b) ? square(expr) : product(expr);
            case DIV -> is(b, 1) ? a : divided(expr);
            case ADD -> {
                if (adds(b, a)) {
                    yield a;
                }
                if (adds(a, b)) {
                    yield b;
                }
                if (a.equals(b) && definition(a) instanceof Expr.Binary m && isGrowing(factor(m))) {
                    yield scaled(2, m);
                }
                Expr minusB = negated(b);
                if (minusB != null) {
                    yield new Expr.Binary(BinaryFunction.SUB, a, minusB);
                }
                Expr minusA = negated(a);
                yield minusA == null ? expr : new Expr.Binary(BinaryFunction.SUB, b, minusA);
            }
            case SUB -> {
                if (is(b, 0.0)) {
                    yield a;
                }
                Expr minusB = negated(b);
                yield minusB == null ? expr : new Expr.Binary(BinaryFunction.ADD, a, minusB);
            }
            case REM, POW, MAX, MIN, ATAN2, AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> expr;
        };
    }

    /// `x x` where the factor is only another form of `x`.
    private Expr square(Expr.Binary expr) {
        Expr x = expr.a();
        if (definition(x) instanceof Expr.Unary u
                && (u.function() == UnaryFunction.NEG || u.function() == UnaryFunction.ABS)) {
            x = u.x();
        } else if (definition(x) instanceof Expr.Binary sum && sum.function() == BinaryFunction.ADD) {
            x = is(sum.a(), 0.0) ? sum.b() : is(sum.b(), 0.0) ? sum.a() : x;
        }
        return x.equals(expr.a()) ? expr : new Expr.Binary(BinaryFunction.MUL, x, x);
    }

    /// A power of two times a multiple by another.
    private Expr product(Expr.Binary expr) {
        double factor = factor(expr);
        Expr other = expr.a() instanceof Expr.Literal ? expr.b() : expr.a();
        return isGrowing(factor) && definition(other) instanceof Expr.Binary m && isGrowing(factor(m))
                ? scaled(factor, m)
                : expr;
    }

    /// A multiple times `factor`.
    private static Expr scaled(double factor, Expr.Binary multiple) {
        Expr x = multiple.a() instanceof Expr.Literal ? multiple.b() : multiple.a();
        double all = factor * factor(multiple);
        return new Expr.Binary(BinaryFunction.MUL, new Expr.Literal(Array.scalar(x.dtype(), all)), x);
    }

    /// The literal in a product of one and something else, NaN if it is none.
    private static double factor(Expr.Binary expr) {
        boolean floating = expr.function() == BinaryFunction.MUL && expr.dtype().isFloating();
        if (floating && expr.a() instanceof Expr.Literal l) {
            return l.value().getDouble(0);
        }
        return floating && expr.b() instanceof Expr.Literal l ? l.value().getDouble(0) : Double.NaN;
    }

    /// Whether a factor is a power of two, 1 or more, and small enough for two of them to be finite.
    private static boolean isGrowing(double factor) {
        return Math.abs(factor) >= 1
                && Math.abs(factor) <= 0x1p60
                && Math.abs(factor) == Math.scalb(1.0, Math.getExponent(factor));
    }

    /// A quotient by a power of two as a product.
    private static Expr divided(Expr.Binary expr) {
        if (!(expr.b() instanceof Expr.Literal l)) {
            return expr;
        }
        double divisor = l.value().getDouble(0);
        double inverse = 1 / divisor;
        int exponent = Math.getExponent(divisor);
        boolean power = Math.abs(divisor) == Math.scalb(1.0, exponent);
        // Beyond these the inverse would not be a normal number of the type.
        int most = expr.dtype() == DType.FLOAT32 ? Float.MAX_EXPONENT - 1 : Double.MAX_EXPONENT - 1;
        return power && Math.abs(exponent) <= most
                ? new Expr.Binary(BinaryFunction.MUL, expr.a(), new Expr.Literal(Array.scalar(expr.dtype(), inverse)))
                : expr;
    }

    /// Whether `zero` can be added to `x` and leave it as it is.
    private boolean adds(Expr zero, Expr x) {
        return is(zero, -0.0) || (is(zero, 0.0) && isNeverMinusZero(x, 0));
    }

    private boolean isNeverMinusZero(Expr x, int depth) {
        if (x instanceof Expr.Literal l) {
            return !is(l, -0.0);
        }
        if (depth > DEEPEST) {
            return false;
        }
        Expr definition = definition(x);
        if (definition instanceof Expr.Unary u) {
            return u.function() == UnaryFunction.ABS
                    || u.function() == UnaryFunction.EXP
                    || (u.function() == UnaryFunction.SQRT && isNeverMinusZero(u.x(), depth + 1));
        }
        if (definition instanceof Expr.Binary b) {
            // A sum is -0 only if both are; a difference only if the first is.
            boolean first = b.function() == BinaryFunction.ADD || b.function() == BinaryFunction.SUB;
            return (first && isNeverMinusZero(b.a(), depth + 1))
                    || (b.function() == BinaryFunction.ADD && isNeverMinusZero(b.b(), depth + 1))
                    || (b.function() == BinaryFunction.MUL && b.a().equals(b.b()));
        }
        if (definition instanceof Expr.Convert c) {
            return !c.x().dtype().isFloating() || (c.dtype() == DType.FLOAT64 && isNeverMinusZero(c.x(), depth + 1));
        }
        return definition instanceof Expr.Select s
                && isNeverMinusZero(s.yes(), depth + 1)
                && isNeverMinusZero(s.no(), depth + 1);
    }

    /// What `x` is the negative of, null if it is not written as one.
    private @Nullable Expr negated(Expr x) {
        return definition(x) instanceof Expr.Unary u && u.function() == UnaryFunction.NEG ? u.x() : null;
    }

    private Expr definition(Expr x) {
        return x instanceof Expr.Load l ? program.definition(l.operand()) : x;
    }

    private static boolean is(Expr x, double value) {
        return x instanceof Expr.Literal l && l.value().equals(Array.scalar(x.dtype(), value));
    }
}
