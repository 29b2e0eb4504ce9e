package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class UnaryKernelsTest {
    /// `function x y`: the exact value, or the true one to 17 digits. Closed forms, and NumPy 2 for signs of
    /// zero.
    private static final String REALS = """
        neg 1.5 -1.5; neg 0 -0.0; neg -0.0 0; neg inf -inf; neg nan nan
        abs -1.5 1.5; abs -0.0 0; abs -inf inf; abs nan nan
        sign -3 -1; sign 0.1 1; sign 0 0; sign -inf -1; sign nan nan
        exp 0 1; exp 1 2.718281828459045; exp -inf 0; exp inf inf; exp 710 inf; exp nan nan
        expm1 0 0; expm1 -0.0 -0.0; expm1 1e-10 1.00000000005e-10; expm1 -inf -1; expm1 1 1.718281828459045; expm1 nan nan
        log 1 0; log 2.718281828459045 1; log 0 -inf; log -1 nan; log inf inf; log nan nan
        log1p 0 0; log1p -0.0 -0.0; log1p 1e-10 9.9999999995e-11; log1p -1 -inf; log1p -2 nan; log1p inf inf
        sqrt 4 2; sqrt 2 1.4142135623730951; sqrt -0.0 -0.0; sqrt -1 nan; sqrt inf inf; sqrt nan nan
        rsqrt 4 0.5; rsqrt 0 inf; rsqrt -0.0 -inf; rsqrt inf 0; rsqrt -1 nan
        cbrt 27 3; cbrt -8 -2; cbrt -0.0 -0.0; cbrt inf inf; cbrt nan nan
        sin 0 0; sin -0.0 -0.0; sin 1.5707963267948966 1; sin 0.5 0.479425538604203; sin inf nan; sin 1e22 -0.8522008497671888
        cos 0 1; cos 1 0.5403023058681398; cos 1e22 0.5232147853951389; cos -inf nan
        tan 0 0; tan 1 1.5574077246549023; tan inf nan
        asin 1 1.5707963267948966; asin -0.0 -0.0; asin 0.5 0.5235987755982989; asin 1.5 nan
        acos 1 0; acos -1 3.141592653589793; acos 0.5 1.0471975511965979; acos -1.5 nan
        atan 1 0.7853981633974483; atan inf 1.5707963267948966; atan -inf -1.5707963267948966; atan nan nan
        sinh 0 0; sinh 1 1.1752011936438014; sinh -inf -inf; sinh 711 inf
        cosh 0 1; cosh 1 1.5430806348152437; cosh -inf inf; cosh 711 inf
        tanh 0 0; tanh -0.0 -0.0; tanh 1 0.7615941559557649; tanh inf 1; tanh -40 -1; tanh nan nan
        asinh 0 0; asinh 1 0.881373587019543; asinh -1 -0.881373587019543; asinh inf inf
        acosh 1 0; acosh 2 1.3169578969248166; acosh 0.5 nan; acosh inf inf
        atanh 0 0; atanh 0.5 0.5493061443340549; atanh 1 inf; atanh -1 -inf; atanh 2 nan
        sigmoid 0 0.5; sigmoid 1 0.7310585786300049; sigmoid -inf 0; sigmoid inf 1; sigmoid nan nan
        erf 0 0; erf 1 0.8427007929497149; erf inf 1; erf -inf -1; erf nan nan
        erfc 0 1; erfc 1 0.15729920705028513; erfc 5 1.5374597944280347e-12; erfc -inf 2; erfc inf 0
        erfcx 0 1; erfcx 1 0.427583576155807; erfcx 100 0.005641613782989433; erfcx inf 0; erfcx -26.64 inf; erfcx nan nan
        erf_inv 0 0; erf_inv 0.5 0.4769362762044699; erf_inv 1 inf; erf_inv -1 -inf; erf_inv 1.5 nan
        lgamma 1 0; lgamma 2 0; lgamma 0.5 0.5723649429247001; lgamma 10 12.801827480081469; lgamma -0.5 1.2655121234846454
        lgamma 0 inf; lgamma -3 inf; lgamma inf inf; lgamma -inf inf; lgamma 1e306 7.036008896977918e308; lgamma nan nan
        digamma 1 -0.5772156649015329; digamma 0.5 -1.9635100260214235; digamma 10 2.251752589066721; digamma -0.5 0.03648997397857652
        digamma 0 -inf; digamma -0.0 inf; digamma -3 nan; digamma inf inf; digamma -inf nan; digamma nan nan
        trigamma 1 1.6449340668482264; trigamma 0.5 4.934802200544679; trigamma 10 0.10516633568168575; trigamma -0.5 8.934802200544679
        trigamma 0 inf; trigamma -3 inf; trigamma inf 0; trigamma -inf inf; trigamma nan nan
        floor 1.7 1; floor -1.2 -2; floor -0.0 -0.0; floor -inf -inf; floor nan nan
        ceil 1.2 2; ceil -1.7 -1; ceil -0.5 -0.0; ceil inf inf
        round 0.5 0; round 1.5 2; round 2.5 2; round -0.5 -0.0; round -1.5 -2; round nan nan
        trunc 1.7 1; trunc -1.7 -1; trunc -0.5 -0.0; trunc inf inf; trunc nan nan
        is_finite 1 1; is_finite inf 0; is_finite -inf 0; is_finite nan 0
        is_nan 1 0; is_nan inf 0; is_nan nan 1
        """;

    record Row(UnaryFunction function, double x, double y) {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String row : REALS.strip().split("[;\n]", -1)) {
            String[] word = row.strip().split(" ", -1);
            UnaryFunction function = UnaryFunction.valueOf(word[0].toUpperCase(Locale.ROOT));
            rows.add(new Row(function, number(word[1]), number(word[2])));
        }
        return rows;
    }

    static double number(String word) {
        return switch (word) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(word);
        };
    }

    @ParameterizedTest
    @MethodSource("rows")
    void doublesAreTheTruthToThreeUnitsInTheLastPlace(Row row) {
        Array y = Values.evaluate(new Unary(row.function), Values.vector(DType.FLOAT64, row.x));
        near(y.getDouble(0), row.y, 3 * Math.ulp(row.y));
    }

    // The function in double at the float, rounded: the table's own argument may not be a float.
    @ParameterizedTest
    @MethodSource("rows")
    void floatsAreTheRoundedDoubles(Row row) {
        Unary op = new Unary(row.function);
        float x = (float) row.x;
        double wide = Values.evaluate(op, Values.vector(DType.FLOAT64, x)).getDouble(0);
        Array y = Values.evaluate(op, Values.vector(DType.FLOAT32, x));
        assertThat(y.type().dtype()).isEqualTo(row.function.isPredicate() ? DType.BOOL : DType.FLOAT32);
        assertThat((Object) y.getDouble(0)).isEqualTo((double) (float) wide);
    }

    @Test
    void everyFunctionHasRows() {
        Set<UnaryFunction> seen = EnumSet.of(UnaryFunction.NOT);
        rows().forEach(row -> seen.add(row.function));
        assertThat(seen).containsExactlyInAnyOrder(UnaryFunction.values());
    }

    @Test
    void integersWrap() {
        Array i = Values.ints(5, -5, 0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        assertThat(unary(UnaryFunction.NEG, i)).isEqualTo(Values.ints(-5, 5, 0, Integer.MIN_VALUE, -Integer.MAX_VALUE));
        assertThat(unary(UnaryFunction.ABS, i)).isEqualTo(Values.ints(5, 5, 0, Integer.MIN_VALUE, Integer.MAX_VALUE));
        assertThat(unary(UnaryFunction.SIGN, i)).isEqualTo(Values.ints(1, -1, 0, -1, 1));
        assertThat(unary(UnaryFunction.NOT, i)).isEqualTo(Values.ints(-6, 4, -1, Integer.MAX_VALUE, Integer.MIN_VALUE));
        Array l = Values.longs(5, -5, 0, Long.MIN_VALUE, 1L << 40);
        assertThat(unary(UnaryFunction.NEG, l)).isEqualTo(Values.longs(-5, 5, 0, Long.MIN_VALUE, -(1L << 40)));
        assertThat(unary(UnaryFunction.ABS, l)).isEqualTo(Values.longs(5, 5, 0, Long.MIN_VALUE, 1L << 40));
        assertThat(unary(UnaryFunction.SIGN, l)).isEqualTo(Values.longs(1, -1, 0, -1, 1));
        assertThat(unary(UnaryFunction.NOT, l)).isEqualTo(Values.longs(-6, 4, -1, Long.MAX_VALUE, ~(1L << 40)));
    }

    @Test
    void notOfBooleansIsTheNegation() {
        assertThat(unary(UnaryFunction.NOT, Values.booleans(true, false))).isEqualTo(Values.booleans(false, true));
    }

    @ParameterizedTest
    @EnumSource(UnaryFunction.class)
    void scalarsAndEmptyArraysKeepTheirShape(UnaryFunction function) {
        DType dtype = function == UnaryFunction.NOT ? DType.INT32 : DType.FLOAT32;
        for (Shape shape : List.of(Shape.scalar(), Shape.of(0), Shape.of(2, 0, 3), Shape.of(1, 3))) {
            Array y = unary(function, Array.zeros(new Type(dtype, shape)));
            assertThat(y.type().shape()).isEqualTo(shape);
        }
    }

    private static Array unary(UnaryFunction function, Array x) {
        return Values.evaluate(new Unary(function), x);
    }

    /// Equal in bits where the truth is zero or not finite, near otherwise.
    static void near(double actual, double expected, double tolerance) {
        if (expected == 0 || !Double.isFinite(expected)) {
            // As objects: 0.0 and -0.0 differ, NaN equals NaN.
            assertThat((Object) actual).isEqualTo(expected);
        } else {
            assertThat(actual).isCloseTo(expected, Offset.offset(tolerance));
        }
    }
}
