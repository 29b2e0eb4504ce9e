package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryKernelsTest {
    private static final EnumSet<BinaryFunction> INTEGER = EnumSet.complementOf(EnumSet.of(BinaryFunction.ATAN2));

    /// `function a b y`; the powers are those of C99 F.9.4.4, the angles of F.9.1.4, the remainders of F.9.7.1.
    private static final String REALS = """
        add 1 2 3; add inf -inf nan; add -0.0 0 0; add -0.0 -0.0 -0.0; add nan 1 nan; add inf 1 inf
        sub 1 2 -1; sub inf inf nan; sub 0 0 0; sub 1 nan nan
        mul 3 -2 -6; mul 0 inf nan; mul -0.0 2 -0.0; mul -inf -2 inf
        div 1 4 0.25; div 1 0 inf; div 1 -0.0 -inf; div 0 0 nan; div inf inf nan; div -1 inf -0.0
        rem 5.5 2 1.5; rem -5.5 2 -1.5; rem 5.5 -2 1.5; rem -4 2 -0.0; rem 1 0 nan; rem inf 2 nan; rem 3 inf 3
        pow 2 10 1024; pow 2 -1 0.5; pow 0 0 1; pow nan 0 1; pow 1 nan 1; pow 1 inf 1; pow -1 inf 1; pow -1 -inf 1
        pow 0 -1 inf; pow -0.0 -1 -inf; pow -0.0 3 -0.0; pow -0.0 2 0; pow -2 0.5 nan; pow -2 3 -8; pow 2 inf inf
        pow 0.5 inf 0; pow 0.5 -inf inf; pow -inf 3 -inf; pow -inf -3 -0.0; pow nan 1 nan; pow 2 nan nan
        atan2 1 1 0.7853981633974483; atan2 0 -1 3.141592653589793; atan2 -0.0 -1 -3.141592653589793; atan2 0 0 0
        atan2 -0.0 0 -0.0; atan2 1 0 1.5707963267948966; atan2 inf -inf 2.356194490192345; atan2 nan 1 nan
        max 1 2 2; max nan 1 nan; max 1 nan nan; max -0.0 0 0; max 0 -0.0 0; max -inf 3 3; max inf nan nan
        min 1 2 1; min nan 1 nan; min 1 nan nan; min -0.0 0 -0.0; min 0 -0.0 -0.0; min inf 3 3; min -inf nan nan
        """;

    record Row(BinaryFunction function, double a, double b, double y) {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String row : REALS.strip().split("[;\n]", -1)) {
            String[] word = row.strip().split(" ", -1);
            rows.add(new Row(
                    BinaryFunction.valueOf(word[0].toUpperCase(Locale.ROOT)),
                    UnaryKernelsTest.number(word[1]),
                    UnaryKernelsTest.number(word[2]),
                    UnaryKernelsTest.number(word[3])));
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void tabulatedValues(Row row) {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Array y = binary(row.function, Values.vector(dtype, row.a), Values.vector(dtype, row.b));
            double expected = dtype == DType.FLOAT32 ? (float) row.y : row.y;
            assertThat((Object) y.getDouble(0)).as("%s", dtype).isEqualTo(expected);
        }
    }

    @Test
    void everyFunctionOfRealsHasRows() {
        EnumSet<BinaryFunction> seen = EnumSet.noneOf(BinaryFunction.class);
        rows().forEach(row -> seen.add(row.function));
        EnumSet<BinaryFunction> bitwise = EnumSet.range(BinaryFunction.AND, BinaryFunction.SHIFT_RIGHT_LOGICAL);
        assertThat(seen).isEqualTo(EnumSet.complementOf(bitwise));
    }

    // Every operation of IEEE arithmetic is the exact one, rounded once; BigDecimal knows the exact one.
    @ParameterizedTest
    @EnumSource(
            value = BinaryFunction.class,
            names = {"ADD", "SUB", "MUL", "DIV", "REM", "MAX", "MIN"})
    void realArithmeticIsCorrectlyRounded(BinaryFunction function) {
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < 2000; n++) {
            double a = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-30, 30));
            double b = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-30, 30));
            Array y = binary(function, Values.vector(DType.FLOAT64, a), Values.vector(DType.FLOAT64, b));
            assertThat(y.getDouble(0))
                    .as("%s, %s", a, b)
                    .isEqualTo(exact(function, a, b).doubleValue());
            Array z = binary(function, Values.vector(DType.FLOAT32, a), Values.vector(DType.FLOAT32, b));
            float expected = exact(function, (float) a, (float) b).floatValue();
            assertThat((float) z.getDouble(0))
                    .as("%s, %s", (float) a, (float) b)
                    .isEqualTo(expected);
        }
    }

    private static BigDecimal exact(BinaryFunction function, double x, double y) {
        BigDecimal a = new BigDecimal(x);
        BigDecimal b = new BigDecimal(y);
        return switch (function) {
            case ADD -> a.add(b);
            case SUB -> a.subtract(b);
            case MUL -> a.multiply(b);
            case DIV -> a.divide(b, new MathContext(60));
            case REM -> a.remainder(b);
            case MAX -> a.max(b);
            case MIN -> a.min(b);
            default -> throw new AssertionError(function);
        };
    }

    @Test
    void integersAgreeWithUnboundedArithmetic() {
        for (BinaryFunction function : INTEGER) {
            SplittableRandom random = new SplittableRandom(1);
            for (int n = 0; n < 2000; n++) {
                long a = integer(random);
                long b = integer(random);
                Array y = binary(function, Values.longs(a), Values.longs(b));
                assertThat(y.getLong(0)).as("%s %s %s", function, a, b).isEqualTo(exact(function, a, b, 64));
                int c = (int) a;
                int d = (int) b;
                Array z = binary(function, Values.ints(c), Values.ints(d));
                assertThat(z.getLong(0)).as("%s %s %s", function, c, d).isEqualTo(exact(function, c, d, 32));
            }
        }
    }

    /// Small numbers, extremes, and anything.
    private static long integer(SplittableRandom random) {
        long[] extremes = {
            0, 1, -1, 31, 32, 33, 63, 64, Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE
        };
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(-9, 70);
            case 1 -> extremes[random.nextInt(extremes.length)];
            default -> random.nextLong();
        };
    }

    private static long exact(BinaryFunction function, long x, long y, int bits) {
        BigInteger a = BigInteger.valueOf(x);
        BigInteger b = BigInteger.valueOf(y);
        boolean inside = y >= 0 && y < bits;
        BigInteger exact = switch (function) {
            case ADD -> a.add(b);
            case SUB -> a.subtract(b);
            case MUL -> a.multiply(b);
            case DIV -> y == 0 ? BigInteger.ZERO : a.divide(b);
            case REM -> y == 0 ? BigInteger.ZERO : a.remainder(b);
            case POW -> y >= 0 ? a.modPow(b, BigInteger.TWO.pow(bits)) : reciprocal(x, y);
            case MAX -> a.max(b);
            case MIN -> a.min(b);
            case AND -> a.and(b);
            case OR -> a.or(b);
            case XOR -> a.xor(b);
            case SHIFT_LEFT -> inside ? a.multiply(BigInteger.TWO.pow((int) y)) : BigInteger.ZERO;
            case SHIFT_RIGHT -> a.shiftRight(inside ? (int) y : bits);
            case SHIFT_RIGHT_LOGICAL -> inside ? a.mod(BigInteger.TWO.pow(bits)).shiftRight((int) y) : BigInteger.ZERO;
            case ATAN2 -> throw new AssertionError(function);
        };
        return bits == 32 ? exact.intValue() : exact.longValue();
    }

    private static BigInteger reciprocal(long x, long y) {
        if (x == 1 || x == -1) {
            return y % 2 == 0 ? BigInteger.ONE : BigInteger.valueOf(x);
        }
        return BigInteger.ZERO;
    }

    @Test
    void divisionOfIntegersByZeroIsZeroAndOverflowWraps() {
        Array a = Values.ints(7, -7, Integer.MIN_VALUE, -7);
        Array b = Values.ints(0, 2, -1, 0);
        assertThat(binary(BinaryFunction.DIV, a, b)).isEqualTo(Values.ints(0, -3, Integer.MIN_VALUE, 0));
        assertThat(binary(BinaryFunction.REM, a, b)).isEqualTo(Values.ints(0, -1, 0, 0));
    }

    @Test
    void booleansHaveTheirTruthTables() {
        Array a = Values.booleans(false, false, true, true);
        Array b = Values.booleans(false, true, false, true);
        assertThat(binary(BinaryFunction.AND, a, b)).isEqualTo(Values.booleans(false, false, false, true));
        assertThat(binary(BinaryFunction.OR, a, b)).isEqualTo(Values.booleans(false, true, true, true));
        assertThat(binary(BinaryFunction.XOR, a, b)).isEqualTo(Values.booleans(false, true, true, false));
    }

    @ParameterizedTest
    @EnumSource(BinaryFunction.class)
    void scalarsAndEmptyArraysKeepTheirShape(BinaryFunction function) {
        DType dtype = INTEGER.contains(function) ? DType.INT32 : DType.FLOAT32;
        for (Shape shape : List.of(Shape.scalar(), Shape.of(0), Shape.of(2, 0, 3), Shape.of(1, 3))) {
            Array x = Array.zeros(new Type(dtype, shape));
            assertThat(binary(function, x, x).type()).isEqualTo(x.type());
        }
    }

    // Vector loops have tails: an element must not depend on where it stands.
    @ParameterizedTest
    @EnumSource(
            value = BinaryFunction.class,
            names = {"ADD", "SUB", "MUL", "DIV", "MAX", "MIN", "POW"})
    void everyElementIsComputedAlike(BinaryFunction function) {
        SplittableRandom random = new SplittableRandom(1);
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            for (int n : new int[] {1, 3, 13, 207}) {
                Array a = Values.random(Type.of(dtype, n), random);
                Array b = Values.random(Type.of(dtype, n), random);
                Array y = binary(function, a, b);
                for (int i = 0; i < n; i++) {
                    Array alone = binary(
                            function, Values.scalar(dtype, a.getDouble(i)), Values.scalar(dtype, b.getDouble(i)));
                    assertThat((Object) y.getDouble(i)).isEqualTo(alone.getDouble(0));
                }
            }
        }
    }

    private static Array binary(BinaryFunction function, Array a, Array b) {
        return Values.evaluate(new Binary(function), a, b);
    }
}
