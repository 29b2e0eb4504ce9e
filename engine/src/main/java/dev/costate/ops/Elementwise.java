package dev.costate.ops;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Compare;
import dev.costate.graph.Comparison;
import dev.costate.graph.Convert;
import dev.costate.graph.Select;
import dev.costate.graph.StopGradient;
import dev.costate.graph.Tap;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.Problem;

/// Functions applied element by element, with NumPy's broadcasting and this engine's promotion (see [DType]).
public final class Elementwise {
    private Elementwise() {}

    /// `f(x)`; integers and booleans become `float32` first where `f` needs floating numbers.
    public static Tensor unary(UnaryFunction f, Tensor x) {
        Problem.present(Problem.present("unary", "the function", f).code(), "the tensor", x);
        Tensor operand = switch (f) {
            case NEG, ABS, SIGN -> x.dtype() == DType.BOOL ? x.to(DType.INT32) : x;
            case NOT -> {
                if (x.dtype().isFloating()) {
                    throw Problem.dtype(
                            "not", "takes booleans or integers, not " + Problem.describe(x), "compare first: x.ne(0)");
                }
                yield x;
            }
            case FLOOR, CEIL, ROUND, TRUNC -> x.dtype().isInteger() ? x : toFloating(x);
            case IS_FINITE, IS_NAN -> toFloating(x);
            case EXP, EXPM1, LOG, LOG1P, SQRT, RSQRT, CBRT, SIN, COS, TAN, ASIN, ACOS, ATAN -> toFloating(x);
            case SINH, COSH, TANH, ASINH, ACOSH, ATANH, SIGMOID, ERF, ERFC, ERF_INV -> toFloating(x);
            case ERFCX, LGAMMA, DIGAMMA, TRIGAMMA -> toFloating(x);
        };
        // An integer is whole already, and not each is a float32.
        return isRounding(f) && operand.dtype().isInteger() ? operand : Dispatch.one(new Unary(f), operand);
    }

    private static boolean isRounding(UnaryFunction f) {
        return f == UnaryFunction.FLOOR
                || f == UnaryFunction.CEIL
                || f == UnaryFunction.ROUND
                || f == UnaryFunction.TRUNC;
    }

    /// `f(a, b)` after promotion and broadcasting.
    ///
    /// Booleans take part in arithmetic as `int32`; `div` and `atan2` of integers give `float32`.
    public static Tensor binary(BinaryFunction f, Tensor a, Tensor b) {
        String name = Problem.present("binary", "the function", f).code();
        DType dtype = promote(name, a, b);
        dtype = switch (f) {
            case ADD, SUB, MUL, REM, POW, MAX, MIN -> dtype == DType.BOOL ? DType.INT32 : dtype;
            case DIV, ATAN2 -> dtype.isFloating() ? dtype : DType.FLOAT32;
            case AND, OR, XOR -> {
                if (dtype.isFloating()) {
                    throw Problem.dtype(
                            name, "takes booleans or integers, not " + operands(a, b), "compare first: x.ne(0)");
                }
                yield dtype;
            }
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> {
                if (!dtype.isInteger()) {
                    throw Problem.dtype(name, "takes integers, not " + operands(a, b), "convert with to(INT32)");
                }
                yield dtype;
            }
        };
        return broadcasting(new Binary(f), name, dtype, a, b);
    }

    /// `f(a, b)` with a Java number, which takes the tensor's dtype; a fraction beside integers makes
    /// `float32`.
    public static Tensor binary(BinaryFunction f, Tensor a, Number b) {
        return binary(f, a, weak(Problem.present("binary", "the function", f).code(), a, b));
    }

    /// A comparison after promotion and broadcasting: `bool[...]`.
    public static Tensor compare(Comparison c, Tensor a, Tensor b) {
        String name = Problem.present("compare", "the comparison", c).code();
        return broadcasting(new Compare(c), name, promote(name, a, b), a, b);
    }

    /// A comparison with a Java number.
    public static Tensor compare(Comparison c, Tensor a, Number b) {
        return compare(
                c, a, weak(Problem.present("compare", "the comparison", c).code(), a, b));
    }

    private static Tensor broadcasting(dev.costate.graph.Op op, String name, DType dtype, Tensor a, Tensor b) {
        Shape shape = Layout.broadcastShapes(name, a, b);
        return Dispatch.one(op, Layout.broadcastTo(to(a, dtype), shape), Layout.broadcastTo(to(b, dtype), shape));
    }

    /// The quotient rounded down; by zero 0 for integers.
    ///
    /// Of floating numbers the exact quotient is rounded, as in Python: `1.0 // 0.1` is 9, since 0.1 is stored
    /// as slightly more, and `b floorDiv(a, b) + mod(a, b)` is `a`.
    public static Tensor floorDiv(Tensor a, Tensor b) {
        DType dtype = promote("floorDiv", a, b);
        Tensor remainder = binary(BinaryFunction.REM, a, b);
        Tensor low = remainder.ne(0).and(remainder.lt(0).ne(b.lt(0)));
        if (dtype.isFloating()) {
            Tensor whole = a.sub(remainder).div(b).round().sub(low.to(dtype));
            return select(b.eq(0), a.div(b).floor(), whole);
        }
        dtype = dtype == DType.BOOL ? DType.INT32 : dtype;
        Tensor quotient = broadcasting(new Binary(BinaryFunction.DIV), "floorDiv", dtype, a, b);
        return quotient.sub(low.to(dtype));
    }

    /// [#floorDiv] with a Java number, which takes the tensor's dtype.
    public static Tensor floorDiv(Tensor a, Number b) {
        return floorDiv(a, weak("floorDiv", a, b));
    }

    /// The remainder with the sign of the divisor, as `%` in Python and `mod` in NumPy: `a - b floor(a / b)`.
    public static Tensor mod(Tensor a, Tensor b) {
        boolean floating = promote("mod", a, b).isFloating();
        Tensor signed = binary(BinaryFunction.REM, a, b);
        Tensor remainder = floating ? signed.add(0) : signed; // no -0
        Tensor shift = remainder.ne(0).and(remainder.lt(0).ne(b.lt(0)));
        return select(shift, remainder.add(b), remainder);
    }

    /// [#mod] with a Java number, which takes the tensor's dtype.
    public static Tensor mod(Tensor a, Number b) {
        return mod(a, weak("mod", a, b));
    }

    /// `condition ? a : b` element by element, all three broadcast together.
    ///
    /// Shapes: `bool[P], T[A], U[B] -> promote(T, U)[broadcast(P, A, B)]`. The derivative goes to the chosen
    /// side alone; a NaN in the *derivative* of the side not chosen still spoils it (0 times NaN), so guard
    /// the argument as well: `x.gt(0).select(x.gt(0).select(x, one).sqrt(), zero)`.
    public static Tensor select(Tensor condition, Tensor a, Tensor b) {
        if (Problem.present("select", "the condition", condition).dtype() != DType.BOOL) {
            throw Problem.dtype(
                    "select",
                    "the condition is " + Problem.describe(condition) + ", not bool",
                    "compare first: x.gt(0)");
        }
        DType dtype = promote("select", a, b);
        Shape shape = Layout.broadcastShapes("select", a, b);
        shape = Layout.broadcastShapes("select", condition, condition.shape(), shape);
        return Dispatch.one(
                new Select(),
                Layout.broadcastTo(condition, shape),
                Layout.broadcastTo(to(a, dtype), shape),
                Layout.broadcastTo(to(b, dtype), shape));
    }

    /// `condition ? a : b`; the number takes `a`'s dtype, a fraction beside integers makes `float32`.
    public static Tensor select(Tensor condition, Tensor a, Number b) {
        return select(condition, a, weak("select", a, b));
    }

    /// `condition ? a : b`; the number takes `b`'s dtype, a fraction beside integers makes `float32`.
    public static Tensor select(Tensor condition, Number a, Tensor b) {
        return select(condition, weak("select", b, a), b);
    }

    /// Where `|a - b| <= absolute + relative |b|`; infinities are close to themselves, NaNs to nothing: `bool`.
    public static Tensor isClose(Tensor a, Tensor b, double relative, double absolute) {
        promote("isClose", a, b);
        Tensor near = a.sub(b).abs().le(b.abs().mul(relative).add(absolute));
        return near.and(b.isFinite()).or(a.eq(b));
    }

    /// The same numbers as another dtype; the rules are [dev.costate.graph.Convert]'s.
    public static Tensor to(Tensor x, DType dtype) {
        Problem.present("to", "the tensor", x);
        Problem.present("to", "the dtype", dtype);
        return x.dtype() == dtype ? x : Dispatch.one(new Convert(dtype), x);
    }

    /// Floating numbers as they are, others as `float32`.
    public static Tensor toFloating(Tensor x) {
        return Problem.present("toFloating", "the tensor", x).dtype().isFloating() ? x : to(x, DType.FLOAT32);
    }

    /// The identity with derivative zero.
    public static Tensor stopGradient(Tensor x) {
        boolean floating =
                Problem.present("stopGradient", "the tensor", x).dtype().isFloating();
        return floating ? Dispatch.one(new StopGradient(), x) : x;
    }

    /// The identity, naming the value for probes (see [dev.costate.Costate#withTaps]).
    public static Tensor tap(String label, Tensor x) {
        Problem.present("tap", "the label", label);
        return Dispatch.one(new Tap(label), Problem.present("tap", "the tensor", x));
    }

    /// A Java number as a tensor beside `x`.
    private static Tensor weak(String operation, Tensor x, Number value) {
        boolean fraction = value instanceof Double || value instanceof Float;
        DType dtype = Problem.present(operation, "the tensor", x).dtype();
        if (!dtype.isFloating() && fraction) {
            dtype = DType.FLOAT32;
        } else if (dtype == DType.BOOL) {
            dtype = DType.INT32;
        }
        return Creation.scalar(dtype, Problem.present(operation, "the number", value));
    }

    private static DType promote(String operation, Tensor a, Tensor b) {
        Problem.present(operation, "the left operand", a);
        return a.dtype()
                .promote(Problem.present(operation, "the right operand", b).dtype());
    }

    private static String operands(Tensor a, Tensor b) {
        return Problem.describe(a) + " and " + Problem.describe(b);
    }
}
