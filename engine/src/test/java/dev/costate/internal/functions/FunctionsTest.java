package dev.costate.internal.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.costate.DType;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.math.Goldens;
import dev.costate.internal.math.SpecialFunctions;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The composed functions are within their bounds of the true ones, over all numbers there are.
class FunctionsTest {
    /// A prime, so that the last digits vary: some 500,000 numbers of all signs and exponents.
    private static final int STRIDE = 8191;

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /// The functions that may differ from the true ones, what they are, and by how many units in the last place
    /// they may be off in float32 and float64.
    static Stream<Arguments> inexact() {
        return Stream.of(
                arguments(UnaryFunction.EXP, (DoubleUnaryOperator) StrictMath::exp, 0.8, 0.8),
                arguments(UnaryFunction.EXPM1, (DoubleUnaryOperator) StrictMath::expm1, 1.1, 1.1),
                arguments(UnaryFunction.LOG, (DoubleUnaryOperator) StrictMath::log, 0.8, 0.8),
                arguments(UnaryFunction.LOG1P, (DoubleUnaryOperator) StrictMath::log1p, 1.4, 1.4),
                arguments(UnaryFunction.RSQRT, (DoubleUnaryOperator) x -> 1 / Math.sqrt(x), 1.5, 1.5),
                arguments(UnaryFunction.SIN, (DoubleUnaryOperator) StrictMath::sin, 0.9, 0.9),
                arguments(UnaryFunction.COS, (DoubleUnaryOperator) StrictMath::cos, 0.9, 0.9),
                arguments(UnaryFunction.SINH, (DoubleUnaryOperator) StrictMath::sinh, 1.6, 1.6),
                arguments(UnaryFunction.COSH, (DoubleUnaryOperator) StrictMath::cosh, 1.2, 1.2),
                arguments(UnaryFunction.TANH, (DoubleUnaryOperator) StrictMath::tanh, 2.5, 1.8),
                arguments(UnaryFunction.SIGMOID, (DoubleUnaryOperator) SpecialFunctions::sigmoid, 2.0, 2.0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inexact")
    void float32IsWithinItsBound(UnaryFunction f, DoubleUnaryOperator truth, double bound) {
        double worst = 0;
        float at = 0;
        for (long pattern = Integer.MIN_VALUE; pattern <= Integer.MAX_VALUE; pattern += STRIDE) {
            float x = Float.intBitsToFloat((int) pattern);
            double error = ulps(Composed.at(f, x), truth.applyAsDouble(x));
            if (error > worst) {
                worst = error;
                at = x;
            }
        }
        assertThat(worst).as("%s(%s) = %s", f, at, Composed.at(f, at)).isLessThanOrEqualTo(bound);
    }

    /// How far a value is from the true one, infinitely if only one is NaN, infinite or 0, or the sign differs.
    private static double ulps(float value, double truth) {
        float rounded = (float) truth;
        if (Float.isNaN(rounded) || Float.isInfinite(rounded) || rounded == 0) {
            return Float.compare(value, rounded) == 0 ? 0 : INFINITY;
        }
        double error = Math.abs(value - truth) / Math.ulp(rounded);
        return error < INFINITY ? error : INFINITY;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inexact")
    void float64IsWithinItsBound(UnaryFunction f, DoubleUnaryOperator truth, double single, double bound) {
        Goldens.Worst worst = Goldens.read(f.code()).worst(x -> Composed.at(f, x));
        assertThat(worst.ulps()).as("%s at %s", f, worst).isLessThanOrEqualTo(bound);
    }

    /// The reference is itself off by up to 3 ulp, its sum with the bound by no more than 5.
    @ParameterizedTest(name = "{0}")
    @MethodSource("inexact")
    void float64IsNearTheReferenceOnAllNumbers(UnaryFunction f, DoubleUnaryOperator truth) {
        long step = Long.divideUnsigned(-1L, 200_003);
        for (long i = 0, pattern = Long.MIN_VALUE; i < 200_003; i++, pattern += step) {
            double x = Double.longBitsToDouble(pattern);
            double value = Composed.at(f, x);
            double expected = truth.applyAsDouble(x);
            if (Double.isNaN(expected) || Double.isInfinite(expected) || expected == 0) {
                assertThat((Double) value).as("%s(%s)", f, x).isEqualTo((Double) expected);
            } else if (!(Math.abs(value - expected) <= 5 * Math.ulp(expected))) {
                assertThat(value).as("%s(%s)", f, x).isEqualTo(expected);
            }
        }
    }

    /// The hardest arguments for the reduction: the numbers next to the multiples of pi/2.
    @Test
    void circularFunctionsAreRightNextToTheirZeros() {
        for (int n = 1; n < 83_000; n++) {
            float x = (float) (n * (Math.PI / 2));
            assertThat(ulps(Composed.at(UnaryFunction.SIN, x), StrictMath.sin(x)))
                    .as("sin %s", x)
                    .isLessThanOrEqualTo(0.9);
            assertThat(ulps(Composed.at(UnaryFunction.COS, x), StrictMath.cos(x)))
                    .as("cos %s", x)
                    .isLessThanOrEqualTo(0.9);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NEG", "ABS", "SQRT", "SIGN", "FLOOR", "CEIL", "ROUND", "TRUNC"})
    void exactFunctionsAreExact(UnaryFunction f) {
        DoubleUnaryOperator truth = exact(f);
        for (float x : floats()) {
            assertThat((Float) Composed.at(f, x)).as("%s(%s)", f, x).isEqualTo((Float) (float) truth.applyAsDouble(x));
        }
        for (double x : doubles()) {
            assertThat((Double) Composed.at(f, x)).as("%s(%s)", f, x).isEqualTo((Double) truth.applyAsDouble(x));
        }
    }

    private static DoubleUnaryOperator exact(UnaryFunction f) {
        return switch (f.code()) {
            case "neg" -> x -> -x;
            case "abs" -> Math::abs;
            case "sqrt" -> Math::sqrt;
            case "sign" -> Math::signum;
            case "floor" -> Math::floor;
            case "ceil" -> Math::ceil;
            case "round" -> Math::rint;
            case "trunc" -> x -> x < 0 ? Math.ceil(x) : Math.floor(x);
            default -> throw new AssertionError(f);
        };
    }

    @Test
    void predicatesAreThoseOfTheFormat() {
        for (float x : floats()) {
            assertThat(Composed.test(UnaryFunction.IS_NAN, x)).as("%s", x).isEqualTo(Float.isNaN(x));
            assertThat(Composed.test(UnaryFunction.IS_FINITE, x)).as("%s", x).isEqualTo(Float.isFinite(x));
        }
        for (double x : doubles()) {
            assertThat(Composed.test(UnaryFunction.IS_NAN, x)).as("%s", x).isEqualTo(Double.isNaN(x));
            assertThat(Composed.test(UnaryFunction.IS_FINITE, x)).as("%s", x).isEqualTo(Double.isFinite(x));
        }
    }

    /// Every multiple of 1/4 up to 8, what is next to the ends of ranges, and the ends; of both signs.
    private static double[] doubles() {
        DoubleStream quarters = IntStream.range(0, 32).mapToDouble(n -> n / 4.0);
        DoubleStream near = DoubleStream.of(0.5, 1, 1.5, 2.5, 0x1p51, 0x1p52, 0x1p53, Double.MIN_NORMAL)
                .flatMap(x -> DoubleStream.of(Math.nextDown(x), x, Math.nextUp(x)));
        DoubleStream ends = DoubleStream.of(Double.MIN_VALUE, Double.MAX_VALUE, INFINITY, Double.NaN);
        return Stream.of(quarters, near, ends)
                .flatMapToDouble(some -> some)
                .flatMap(x -> DoubleStream.of(x, -x))
                .toArray();
    }

    private static List<Float> floats() {
        Stream<Float> near = Stream.of(0.5f, 1f, 1.5f, 2.5f, 0x1p22f, 0x1p23f, 0x1p24f, Float.MIN_NORMAL)
                .flatMap(x -> Stream.of(Math.nextDown(x), x, Math.nextUp(x)))
                .flatMap(x -> Stream.of(x, -x));
        Stream<Float> ends = Stream.of(Float.MIN_VALUE, Float.MAX_VALUE, -Float.MIN_VALUE, -Float.MAX_VALUE);
        Stream<Float> others = Arrays.stream(doubles()).mapToObj(x -> (float) x);
        return Stream.of(near, ends, others).flatMap(some -> some).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"SIN", "SINH", "TANH", "EXPM1", "LOG1P"})
    void vanishesAtZeroWithItsSign(UnaryFunction f) {
        for (double x : new double[] {0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE}) {
            assertThat((Double) Composed.at(f, x)).isEqualTo((Double) x);
        }
        for (float x : new float[] {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE}) {
            assertThat((Float) Composed.at(f, x)).isEqualTo((Float) x);
        }
    }

    @Test
    void everyExpandedFunctionIsTestedHere() {
        Stream<UnaryFunction> inexact = inexact().map(row -> (UnaryFunction) row.get()[0]);
        assertThat(inexact)
                .containsExactlyInAnyOrder(Arrays.stream(UnaryFunction.values())
                        .filter(f -> Functions.isExpanded(f, DType.FLOAT32) && !Functions.isExact(f))
                        .toArray(UnaryFunction[]::new));
    }

    @Test
    void refusesWhatItDoesNotCompose() {
        assertThat(Functions.isExpanded(UnaryFunction.NEG, DType.INT32)).isFalse();
        assertThatThrownBy(() -> Composed.at(UnaryFunction.ERF_INV, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("erf_inv is not composed of basic arithmetic");
    }
}
