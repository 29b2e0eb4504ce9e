package dev.costate.graph;

import static dev.costate.graph.RandomProgram.TAME;

import dev.costate.DType;
import dev.costate.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Random elementwise steps; each operand is first brought into the function's domain.
final class RandomElementwise {
    private RandomElementwise() {}

    static List<Consumer<RandomProgram>> steps(RandomProgram program) {
        List<Consumer<RandomProgram>> steps = new ArrayList<>(List.of(
                RandomElementwise::unary,
                RandomElementwise::unary,
                RandomElementwise::binary,
                RandomElementwise::binary,
                RandomElementwise::discreteUnary,
                RandomElementwise::discreteBinary,
                RandomElementwise::select,
                RandomElementwise::convert,
                p -> p.add(new Tap("tap " + p.random.nextInt(9)), TAME, p.ranked())));
        if (!program.options.smooth()) {
            steps.add(RandomElementwise::compare);
            steps.add(p -> p.add(new StopGradient(), TAME, p.floating()));
        }
        return steps;
    }

    private static void unary(RandomProgram p) {
        UnaryFunction f = p.choose(List.of(UnaryFunction.values()));
        int x = p.floating();
        switch (f) {
            case NEG, SIN, COS, ATAN, TANH, ASINH, SIGMOID, ERF, ERFC -> p.unary(f, TAME, x);
            case EXP, EXPM1, TAN, SINH, COSH -> p.unary(f, 3, p.sine(x));
            case LOG, SQRT, RSQRT, CBRT -> p.unary(f, 2, p.affine(p.sine(x), 1, 1.5));
            case LOG1P -> p.unary(f, 3, p.add(new Binary(BinaryFunction.MUL), TAME * TAME, x, x));
            case ASIN, ACOS, ATANH, ERF_INV -> p.unary(f, 3.2, p.affine(p.sine(x), 0.9, 0));
            case ERFCX -> p.unary(f, 10, p.sine(x));
            case LGAMMA, DIGAMMA, TRIGAMMA -> p.unary(f, 6, p.affine(p.sine(x), 1, 1.5));
            case ACOSH -> p.unary(f, 2, p.affine(p.sine(x), 1, 2.5));
            case ABS, SIGN, FLOOR, CEIL, ROUND, TRUNC -> {
                if (!p.options.smooth()) {
                    p.unary(f, TAME, x);
                }
            }
            case IS_FINITE, IS_NAN -> p.unary(f, 1, x);
            case NOT -> p.unary(f, 1, p.value(t -> !t.dtype().isFloating(), DType.BOOL));
        }
    }

    private static void binary(RandomProgram p) {
        BinaryFunction f = p.choose(List.of(BinaryFunction.values()));
        int x = p.floating();
        int y = p.fit(p.floating(), p.type(x));
        switch (f) {
            case ADD, SUB -> p.add(new Binary(f), 2 * TAME, x, y);
            case MUL -> p.add(new Binary(f), TAME * TAME, x, y);
            case DIV, ATAN2 -> p.add(new Binary(f), TAME, x, p.affine(p.sine(y), 1, 2));
            case POW -> p.add(new Binary(f), 3, p.affine(p.sine(x), 0.9, 1.5), p.sine(y));
            case REM, MAX, MIN -> {
                if (!p.options.smooth()) {
                    p.add(new Binary(f), TAME, x, f == BinaryFunction.REM ? p.affine(p.sine(y), 1, 2) : y);
                }
            }
            case AND, OR, XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL -> {
                int n = p.integer();
                p.add(new Binary(f), 1, n, p.fit(p.integer(), p.type(n)));
            }
        }
    }

    private static void discreteUnary(RandomProgram p) {
        UnaryFunction f =
                p.choose(List.of(UnaryFunction.NEG, UnaryFunction.ABS, UnaryFunction.SIGN, UnaryFunction.NOT));
        p.unary(f, 1, p.integer());
    }

    private static void discreteBinary(RandomProgram p) {
        List<BinaryFunction> logical = List.of(BinaryFunction.AND, BinaryFunction.OR, BinaryFunction.XOR);
        if (p.random.nextInt(3) == 0) {
            int x = p.value(t -> t.dtype() == DType.BOOL, DType.BOOL);
            int y = p.fit(p.value(t -> !t.dtype().isFloating(), DType.BOOL), p.type(x));
            p.add(new Binary(p.choose(logical)), 1, x, y);
        } else {
            List<BinaryFunction> numeric = new ArrayList<>(List.of(BinaryFunction.values()));
            numeric.remove(BinaryFunction.ATAN2);
            int x = p.integer();
            p.add(new Binary(p.choose(numeric)), 1, x, p.fit(p.integer(), p.type(x)));
        }
    }

    private static void compare(RandomProgram p) {
        int x = p.any();
        p.add(new Compare(p.choose(List.of(Comparison.values()))), 1, x, p.fit(p.any(), p.type(x)));
    }

    private static void select(RandomProgram p) {
        int x = p.any();
        Type t = p.type(x);
        int y = p.fit(p.any(), t);
        int condition = p.fit(p.value(c -> !c.dtype().isFloating(), DType.BOOL), t.withDType(DType.BOOL));
        p.add(new Select(), Math.max(p.bound(x), p.bound(y)), condition, x, y);
    }

    private static void convert(RandomProgram p) {
        int x = p.any();
        DType target = p.choose(p.options.dtypes());
        if (!p.options.smooth() || target.isFloating() || !p.type(x).dtype().isFloating()) {
            p.tame(p.convert(x, target));
        }
    }
}
