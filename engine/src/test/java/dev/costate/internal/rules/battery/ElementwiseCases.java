package dev.costate.internal.rules.battery;

import static dev.costate.internal.rules.battery.Domain.awayFromZero;
import static dev.costate.internal.rules.battery.Domain.between;
import static dev.costate.internal.rules.battery.Domain.betweenSteps;
import static dev.costate.internal.rules.battery.Domain.booleans;
import static dev.costate.internal.rules.battery.Domain.either;
import static dev.costate.internal.rules.battery.Domain.integers;
import static dev.costate.internal.rules.battery.OpCase.ALL;
import static dev.costate.internal.rules.battery.OpCase.BITS;
import static dev.costate.internal.rules.battery.OpCase.FLOATS;
import static dev.costate.internal.rules.battery.OpCase.INTEGERS;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Compare;
import dev.costate.graph.Comparison;
import dev.costate.graph.Convert;
import dev.costate.graph.Op;
import dev.costate.graph.Select;
import dev.costate.graph.StopGradient;
import dev.costate.graph.Tap;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.List;

/// Operations that treat every element alike, in all the sizes.
final class ElementwiseCases {
    /// Rank 0, empty, and sizes that are no multiple of anything.
    private static final List<Shape> SHAPES = List.of(
            Shape.scalar(), Shape.of(1), Shape.of(3), Shape.of(7), Shape.of(13), Shape.of(2, 0), Shape.of(3, 1, 2));

    private static final Domain SPECIAL = (random, n) -> random.ints(n, 0, 5)
            .mapToDouble(i -> new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 1}[i])
            .toArray();

    private ElementwiseCases() {}

    static List<OpCase> list() {
        List<OpCase> all = new ArrayList<>();
        for (Shape shape : SHAPES) {
            boolean another = (shape.size() == 1 && shape.rank() == 1) || shape.size() > 6;
            for (OpCase it : cases(shape)) {
                all.add(another ? it.with(OpCase.Trait.ANOTHER_SIZE) : it);
            }
        }
        return all;
    }

    private static List<OpCase> cases(Shape shape) {
        List<OpCase> cases = new ArrayList<>();
        for (UnaryFunction f : UnaryFunction.values()) {
            unary(cases, f, shape);
        }
        for (BinaryFunction f : BinaryFunction.values()) {
            binary(cases, f, shape);
        }
        for (Comparison c : Comparison.values()) {
            Operand ties = Operand.of(shape, integers(-1, 1));
            cases.add(OpCase.of(c.code(), new Compare(c), ties, ties).in(ALL));
        }
        Operand any = Operand.of(shape, between(-2, 2));
        Operand whole = Operand.of(shape, integers(-9, 9));
        Operand condition = new Operand(DType.BOOL, shape, booleans(), false);
        cases.add(OpCase.of("select", new Select(), condition, any, any));
        cases.add(OpCase.of("select", new Select(), condition, whole, whole).in(BITS));
        cases.add(OpCase.of("tap", new Tap("y"), any));
        cases.add(OpCase.of("tap", new Tap("y"), whole).in(BITS));
        cases.add(OpCase.of("stop_gradient", new StopGradient(), any).with(OpCase.Trait.DECREED));
        cases.add(OpCase.of("stop_gradient", new StopGradient(), whole).in(BITS));
        for (DType to : DType.values()) {
            OpCase convert = OpCase.of("convert to " + to, new Convert(to), any);
            cases.add(to == DType.FLOAT32 ? convert.with(OpCase.Trait.COARSE) : convert);
            cases.add(OpCase.of("convert to " + to, new Convert(to), whole).in(BITS));
        }
        return cases;
    }

    private static void unary(List<OpCase> cases, UnaryFunction f, Shape shape) {
        Domain domain = switch (f) {
            case NEG, SINH, COSH, TANH, ASINH, EXP, EXPM1, ATAN, ERF, ERFC -> between(-2, 2);
            case ABS, SIGN, CBRT -> awayFromZero(0.3, 3);
            case LOG, SQRT, RSQRT -> between(0.3, 4);
            case LOG1P -> between(-0.6, 3);
            case SIN, COS, SIGMOID -> between(-4, 4);
            case TAN -> between(-1.2, 1.2);
            case ASIN, ACOS, ATANH, ERF_INV -> between(-0.8, 0.8);
            case ERFCX -> between(-1.5, 3);
            case LGAMMA, DIGAMMA, TRIGAMMA -> either(between(0.6, 4), between(-1.8, -1.2));
            case ACOSH -> between(1.3, 4);
            case FLOOR, CEIL, ROUND, TRUNC -> betweenSteps();
            case NOT -> integers(-9, 9);
            case IS_FINITE, IS_NAN -> either(between(-2, 2), SPECIAL);
        };
        OpCase it = OpCase.of(f.code(), new Unary(f), Operand.of(shape, domain));
        OpCase whole = OpCase.of(f.code(), new Unary(f), Operand.of(shape, integers(-9, 9)));
        switch (f) {
            case NOT -> cases.add(it.in(BITS));
            case NEG, ABS, SIGN -> {
                cases.add(it.in(FLOATS));
                cases.add(whole.in(INTEGERS));
            }
            default -> cases.add(it.in(FLOATS));
        }
    }

    private static void binary(List<OpCase> cases, BinaryFunction f, Shape shape) {
        Op op = new Binary(f);
        Operand any = Operand.of(shape, between(-2, 2));
        Operand whole = Operand.of(shape, integers(-9, 9));
        Operand small = Operand.of(shape, integers(-4, 4));
        switch (f) {
            case ADD, SUB, MUL -> {
                cases.add(OpCase.of(f.code(), op, any, any));
                cases.add(OpCase.of(f.code(), op, whole, whole).in(INTEGERS));
            }
            case DIV -> {
                cases.add(OpCase.of(f.code(), op, any, Operand.of(shape, awayFromZero(0.5, 2))));
                // 0 among the divisors gives 0.
                cases.add(OpCase.of(f.code(), op, whole, small).in(INTEGERS));
            }
            case REM -> {
                // Quotients stay a tenth away from the whole numbers.
                Operand quotient = Operand.of(shape, near(0.2, 0.6));
                cases.add(OpCase.of(f.code(), op, quotient, Operand.of(shape, between(1, 1.02))));
                cases.add(OpCase.of(f.code(), op, whole, small).in(INTEGERS));
            }
            case POW -> {
                cases.add(OpCase.of(f.code(), op, Operand.of(shape, between(0.4, 2.5)), any));
                Operand exponent = Operand.of(shape, integers(-3, 3)).constant();
                cases.add(OpCase.of("pow of either sign", op, Operand.of(shape, awayFromZero(0.5, 2)), exponent));
                cases.add(OpCase.of(f.code(), op, small, small).in(INTEGERS));
            }
            case ATAN2 -> {
                Operand side = Operand.of(shape, awayFromZero(0.3, 2));
                cases.add(OpCase.of(f.code(), op, side, side));
            }
            case MAX, MIN -> {
                cases.add(OpCase.of(f.code(), op, Operand.of(shape, near(0, 0.2)), Operand.of(shape, near(0.5, 0.2))));
                cases.add(OpCase.of(f.code(), op, small, small).in(INTEGERS));
            }
            case AND, OR, XOR -> cases.add(OpCase.of(f.code(), op, whole, whole).in(BITS));
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_LOGICAL ->
                cases.add(OpCase.of(f.code(), op, whole, Operand.of(shape, integers(-2, 66)))
                        .in(INTEGERS));
        }
    }

    /// From a whole number plus `offset` to `width` above that.
    private static Domain near(double offset, double width) {
        return (random, n) -> random.doubles(n, offset, offset + width)
                .map(x -> (float) (x + random.nextInt(-3, 3)))
                .toArray();
    }
}
