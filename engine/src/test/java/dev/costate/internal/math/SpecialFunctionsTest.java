package dev.costate.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SpecialFunctionsTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final double AFTER_1 = Math.nextUp(1.0);

    /// The bounds are those of the documentation. The golden points hold the worst that a search of 10^5 more
    /// found on x86-64, under 95 % of the bound; the rest is for processors whose `exp` and `log` use the
    /// whole ulp that `java.lang.Math` allows them.
    static Stream<Arguments> accuracy() {
        return Stream.of(
                arguments("erf", (DoubleUnaryOperator) SpecialFunctions::erf, 1.0),
                arguments("erfc", (DoubleUnaryOperator) SpecialFunctions::erfc, 4.0),
                arguments("erfcx", (DoubleUnaryOperator) SpecialFunctions::erfcx, 4.0),
                arguments("erfInv", (DoubleUnaryOperator) SpecialFunctions::erfInv, 3.0),
                arguments("lgamma", (DoubleUnaryOperator) SpecialFunctions::lgamma, 4.0),
                arguments("digamma", (DoubleUnaryOperator) SpecialFunctions::digamma, 4.0),
                arguments("trigamma", (DoubleUnaryOperator) SpecialFunctions::trigamma, 5.0),
                arguments("erfcInv", (DoubleUnaryOperator) SpecialFunctions::erfcInv, 3.0),
                arguments("sigmoid", (DoubleUnaryOperator) SpecialFunctions::sigmoid, 3.0),
                arguments("softplus", (DoubleUnaryOperator) SpecialFunctions::softplus, 3.0),
                arguments("asinh", (DoubleUnaryOperator) SpecialFunctions::asinh, 3.0),
                arguments("acosh", (DoubleUnaryOperator) SpecialFunctions::acosh, 3.0),
                arguments("atanh", (DoubleUnaryOperator) SpecialFunctions::atanh, 3.0));
    }

    @ParameterizedTest(name = "{0} within {2} ulp")
    @MethodSource("accuracy")
    void staysWithinItsErrorBound(String name, DoubleUnaryOperator f, double ulps) {
        Goldens goldens = Goldens.read(name);
        assertThat(goldens.points()).hasSizeGreaterThan(390);
        Goldens.Worst worst = goldens.worst(f);
        assertThat(worst.ulps()).as("%s", worst).isLessThanOrEqualTo(ulps);
    }

    @ParameterizedTest(name = "{0} of NaN")
    @MethodSource("accuracy")
    void passesNaNOn(String name, DoubleUnaryOperator f, double ulps) {
        assertThat(f.applyAsDouble(NAN)).isNaN();
    }

    /// A function, an argument, the value: infinities, zeros, both sides of a domain's end, overflow,
    /// underflow.
    static Stream<Arguments> exactValues() {
        return Stream.of(
                        at("erf", SpecialFunctions::erf, 0.0, 0.0, -0.0, -0.0, INF, 1, -INF, -1, 1e300, 1),
                        at("erfc", SpecialFunctions::erfc, 0.0, 1, -0.0, 1, INF, 0, -INF, 2, 1e300, 0, -1e300, 2),
                        at("erfc", SpecialFunctions::erfc, 28, 0.0, -6, 2),
                        at("erfcx", SpecialFunctions::erfcx, 0.0, 1, -0.0, 1, INF, 0, -INF, INF),
                        at("erfcx", SpecialFunctions::erfcx, -26.64, INF, -26.629, INF, -1e300, INF),
                        at("erfInv", SpecialFunctions::erfInv, 0.0, 0.0, -0.0, -0.0, 1, INF, -1, -INF),
                        at("erfInv", SpecialFunctions::erfInv, AFTER_1, NAN, -1.5, NAN, INF, NAN, -INF, NAN),
                        at(
                                "lgamma",
                                SpecialFunctions::lgamma,
                                1,
                                0.0,
                                2,
                                0.0,
                                0.0,
                                INF,
                                -0.0,
                                INF,
                                -1,
                                INF,
                                -1e300,
                                INF),
                        at("lgamma", SpecialFunctions::lgamma, INF, INF, -INF, INF, 3e305, INF),
                        at("digamma", SpecialFunctions::digamma, 0.0, -INF, -0.0, INF, -1, NAN, -1e300, NAN, INF, INF),
                        at("digamma", SpecialFunctions::digamma, 5e-324, -INF, -5e-324, INF, -INF, NAN),
                        at("trigamma", SpecialFunctions::trigamma, 0.0, INF, -0.0, INF, -1, INF, -1e300, INF, INF, 0.0),
                        at("trigamma", SpecialFunctions::trigamma, 1e-160, INF, -1e-160, INF, -INF, INF),
                        at("erfcInv", SpecialFunctions::erfcInv, 0.0, INF, -0.0, INF, 1, 0.0, 2, -INF),
                        at("erfcInv", SpecialFunctions::erfcInv, -5e-324, NAN, 3, NAN, INF, NAN, -INF, NAN),
                        at("sigmoid", SpecialFunctions::sigmoid, 0.0, 0.5, -0.0, 0.5, INF, 1, -INF, 0, 800, 1, -800, 0),
                        at("softplus", SpecialFunctions::softplus, INF, INF, -INF, 0, 1e308, 1e308, -800, 0),
                        at("asinh", SpecialFunctions::asinh, 0.0, 0.0, -0.0, -0.0, INF, INF, -INF, -INF),
                        at("acosh", SpecialFunctions::acosh, 1, 0.0, INF, INF, 0.5, NAN, -1, NAN, -INF, NAN),
                        at("acosh", SpecialFunctions::acosh, -1e300, NAN, Math.nextDown(1.0), NAN),
                        at("atanh", SpecialFunctions::atanh, 0.0, 0.0, -0.0, -0.0, 1, INF, -1, -INF),
                        at("atanh", SpecialFunctions::atanh, AFTER_1, NAN, -2, NAN, INF, NAN, -INF, NAN))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> at(String name, DoubleUnaryOperator f, double... pairs) {
        return IntStream.range(0, pairs.length / 2).mapToObj(i -> arguments(name, f, pairs[2 * i], pairs[2 * i + 1]));
    }

    @ParameterizedTest(name = "{0}({2}) = {3}")
    @MethodSource("exactValues")
    void hasTheExactValueAtSpecialArguments(String name, DoubleUnaryOperator f, double x, double value) {
        // Boxed equality tells -0.0 from 0.0 and takes NaN for equal to itself.
        assertThat((Double) f.applyAsDouble(x)).isEqualTo((Double) value);
    }

    /// Where functions of negative arguments are differences, and have zeros, the error is that of the larger part.
    static Stream<Arguments> reflected() {
        DoubleUnaryOperator turn = x -> x - Math.rint(x);
        DoubleUnaryOperator sine = x -> Math.log(Math.PI / Math.abs(x * Math.sin(Math.PI * turn.applyAsDouble(x))));
        DoubleUnaryOperator cotangent = x -> -Math.PI / Math.tan(Math.PI * turn.applyAsDouble(x));
        return Stream.of(
                arguments("lgammaNegative", (DoubleUnaryOperator) SpecialFunctions::lgamma, sine, 4.0),
                arguments("digammaNegative", (DoubleUnaryOperator) SpecialFunctions::digamma, cotangent, 5.0),
                arguments(
                        "trigammaNegative",
                        (DoubleUnaryOperator) SpecialFunctions::trigamma,
                        (DoubleUnaryOperator) x -> 0,
                        5.0));
    }

    @ParameterizedTest(name = "{0} within {3} ulp of the larger part")
    @MethodSource("reflected")
    void staysWithinItsErrorBoundOnTheLeft(String name, DoubleUnaryOperator f, DoubleUnaryOperator part, double ulps) {
        for (Goldens.Point point : Goldens.read(name).points()) {
            double x = point.x();
            double exact = point.exact().doubleValue();
            double one = part.applyAsDouble(x);
            double larger = Math.max(Math.abs(one), Math.abs(one - exact));
            assertThat(f.applyAsDouble(x)).as("at %s", x).isCloseTo(exact, within(ulps * Math.ulp(larger)));
        }
    }

    @ParameterizedTest(name = "{0} is odd")
    @MethodSource("oddFunctions")
    void isOddToTheLastBit(String name, DoubleUnaryOperator f) {
        sweep().forEach(x ->
                assertThat((Double) f.applyAsDouble(-x)).as("at %s", x).isEqualTo((Double) (-f.applyAsDouble(x))));
    }

    static Stream<Arguments> oddFunctions() {
        return Stream.of(
                arguments("erf", (DoubleUnaryOperator) SpecialFunctions::erf),
                arguments("erfInv", (DoubleUnaryOperator) SpecialFunctions::erfInv),
                arguments("asinh", (DoubleUnaryOperator) SpecialFunctions::asinh),
                arguments("atanh", (DoubleUnaryOperator) SpecialFunctions::atanh));
    }

    private static DoubleStream sweep() {
        return DoubleStream.concat(
                DoubleStream.iterate(5e-324, x -> x < 0.01, x -> x * 1e7),
                DoubleStream.iterate(0.01, x -> x < 8, x -> x + 0.01));
    }

    @Test
    void neitherRisesNorFallsTheWrongWayWhereRangesMeet() {
        for (double joint : new double[] {0.25, 0.84375, 1.5, 2.25, 3.125, 4, 6, 26}) {
            double x = joint - 200 * Math.ulp(joint);
            for (int i = 0; i < 400; i++, x = Math.nextUp(x)) {
                // 7 ulp: two errors of up to 4 ulp, less the smallest step that the function itself takes.
                double below = SpecialFunctions.erfc(x);
                double above = SpecialFunctions.erfc(Math.nextUp(x));
                assertThat(above).as("erfc after %s", x).isLessThanOrEqualTo(below + 7 * Math.ulp(below));
            }
        }
    }

    @Test
    void powFollowsC99WhereJavaDoesNot() {
        for (double y : new double[] {0.0, -0.0, 1, -3.5, INF, -INF, NAN}) {
            assertThat(SpecialFunctions.pow(1, y)).as("1^%s", y).isEqualTo(1);
        }
        assertThat(SpecialFunctions.pow(-1, INF)).isEqualTo(1);
        assertThat(SpecialFunctions.pow(-1, -INF)).isEqualTo(1);
        assertThat(SpecialFunctions.pow(-1, NAN)).isNaN();
    }

    /// The rest of C99 F.10.4.4, where `Math.pow` has the standard's values already.
    @Test
    void powHasTheOtherSpecialValuesOfC99() {
        double[][] cases = {
            {NAN, 0.0, 1},
            {NAN, -0.0, 1},
            {INF, 0.0, 1},
            {0.0, 0.0, 1},
            {NAN, 1, NAN},
            {2, NAN, NAN},
            {0.0, -3, INF},
            {-0.0, -3, -INF},
            {-0.0, -2, INF},
            {0.0, -INF, INF},
            {-0.0, 3, -0.0},
            {-0.0, 2, 0.0},
            {0.5, -INF, INF},
            {2, -INF, 0.0},
            {0.5, INF, 0.0},
            {-2, INF, INF},
            {-8, 1.0 / 3, NAN},
            {-INF, -3, -0.0},
            {-INF, -2, 0.0},
            {-INF, 3, -INF},
            {-INF, 2, INF},
            {INF, -1, 0.0},
            {INF, 0.5, INF},
        };
        for (double[] c : cases) {
            assertThat((Double) SpecialFunctions.pow(c[0], c[1]))
                    .as("%s^%s", c[0], c[1])
                    .isEqualTo((Double) c[2]);
        }
    }
}
