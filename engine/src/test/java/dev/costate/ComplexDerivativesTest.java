package dev.costate;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.hessian;
import static dev.costate.Costate.jvp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.function.Fn1;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComplexDerivativesTest {
    /// An analytic function and its derivative, as a formula.
    record Analytic(String name, Fn1<Complex, Complex> f, Fn1<Complex, Complex> derivative, boolean cut) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Analytic> FUNCTIONS = List.of(
            new Analytic("exp", Complex::exp, Complex::exp, false),
            new Analytic("log", Complex::log, Complex::reciprocal, true),
            new Analytic("sqrt", Complex::sqrt, z -> z.sqrt().mul(2).reciprocal(), true),
            new Analytic("sin", Complex::sin, Complex::cos, false),
            new Analytic("cos", Complex::cos, z -> z.sin().neg(), false),
            new Analytic("sinh", Complex::sinh, Complex::cosh, false),
            new Analytic("cosh", Complex::cosh, Complex::sinh, false),
            new Analytic("tanh", Complex::tanh, z -> z.tanh().square().neg().add(1), false),
            new Analytic("square", Complex::square, z -> z.mul(2), false),
            new Analytic(
                    "reciprocal",
                    Complex::reciprocal,
                    z -> z.square().reciprocal().neg(),
                    false),
            new Analytic("pow(5)", z -> z.pow(5), z -> z.pow(4).mul(5), false),
            new Analytic("pow(-2)", z -> z.pow(-2), z -> z.pow(-3).mul(-2), false),
            new Analytic("pow(0)", z -> z.pow(0), z -> z.mul(0), false),
            new Analytic("pow(1.7)", z -> z.pow(1.7), z -> z.pow(0.7).mul(1.7), true),
            new Analytic(
                    "z / (z + 2i)",
                    z -> z.div(z.add(Complex.of(0, 2))),
                    z -> z.add(Complex.of(0, 2)).square().reciprocal().mul(Complex.of(0, 2)),
                    false));

    /// On the axes, on the cut from both sides, on the unit circle, where the parts are equal, large and small.
    private static final double[][] POINTS = {
        {1.3, -0.7},
        {-0.4, 0.9},
        {2, 0},
        {0, 1.5},
        {0, -1.5},
        {-1.5, 0},
        {-1.5, -0.0},
        {1, 1},
        {-0.6, 0.8},
        {1, 0},
        {-2, 1e-9},
        {0.3, 0.3},
        {1e-5, -2e-5},
        {-3, -1e-12},
    };

    static List<Analytic> functions() {
        return FUNCTIONS;
    }

    private static Complex at(double[] point) {
        return Complex.of(point[0], point[1]);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void forwardModeMultipliesByTheDerivative(Analytic a) {
        Complex direction = Complex.of(0.8, -0.3);
        for (double[] point : POINTS) {
            Complex expected = a.derivative().apply(at(point)).mul(direction);
            near(a + " at " + at(point), jvp(a.f(), at(point), direction).tangent(), expected);
        }
    }

    /// Cauchy and Riemann: the gradients of `Re f` and `Im f` are `conj f'` and `i conj f'`.
    @ParameterizedTest
    @MethodSource("functions")
    void reverseModeGivesTheConjugateOfTheDerivative(Analytic a) {
        for (double[] point : POINTS) {
            Complex derivative = a.derivative().apply(at(point));
            near(
                    a + " at " + at(point),
                    grad((Complex z) -> a.f().apply(z).re()).apply(at(point)),
                    derivative.conj());
            near(
                    a + " at " + at(point),
                    grad((Complex z) -> a.f().apply(z).im()).apply(at(point)),
                    derivative.conj().timesI());
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void derivativesAreDifferences(Analytic a) {
        double h = 1e-6;
        for (double[] point : POINTS) {
            if (Math.hypot(point[0], point[1]) < 0.01 || (a.cut() && point[0] < 0 && Math.abs(point[1]) < h)) {
                continue; // too curved, or the difference goes over the cut
            }
            for (Complex step : List.of(Complex.of(h, 0), Complex.of(0, h))) {
                Complex difference = a.f().apply(at(point).add(step))
                        .sub(a.f().apply(at(point).sub(step)))
                        .div(2 * h);
                Complex tangent = jvp(a.f(), at(point), step.div(h)).tangent();
                assertThat(tangent.sub(difference).abs().item())
                        .as(a + " at " + at(point))
                        .isLessThan(2e-8 * (1 + difference.abs().item()));
            }
        }
    }

    /// The parts of an analytic function are harmonic: the trace of the second derivatives is 0.
    @ParameterizedTest
    @MethodSource("functions")
    void theSecondDerivativesOfThePartsSumToZero(Analytic a) {
        for (double[] point : POINTS) {
            Tensor xy = Tensor.of(point);
            Tensor hessian = hessian((Tensor t) ->
                            a.f().apply(new Complex(t.get(0), t.get(1))).re())
                    .apply(xy);
            double size = hessian.abs().max().item();
            assertThat(hessian.get(0, 0).add(hessian.get(1, 1)).item())
                    .as(a + " at " + at(point))
                    .isEqualTo(0, within(1e-12 * (1 + size)));
        }
    }

    @Test
    void ofTheModulusAreTheDirectionAndZeroAtZero() {
        Complex z = Complex.of(new double[] {3, -0.6, 0, 1e300, 1e-320}, new double[] {4, 0, 0, -1e300, 0});
        Complex g = grad((Complex c) -> c.abs().sum()).apply(z);
        double half = Math.sqrt(0.5);
        assertThat(g.re().toDoubles()).containsExactly(new double[] {0.6, -1, 0, half, 1}, within(1e-15));
        assertThat(g.im().toDoubles()).containsExactly(new double[] {0.8, 0, 0, -half, 0}, within(1e-15));
        Complex squares = grad((Complex c) -> c.absSquared().sum()).apply(Complex.of(3, 4));
        assertThat(squares).hasToString("complex f64[] 6+8i");
    }

    @Test
    void ofTheArgumentAreAcrossAndZeroAtZero() {
        Complex z = Complex.of(new double[] {3, 0, 0, -2}, new double[] {4, 2, 0, -0.0});
        Complex g = grad((Complex c) -> c.arg().sum()).apply(z);
        assertThat(g.re().toDoubles()).containsExactly(new double[] {-0.16, -0.5, 0, 0}, within(1e-15));
        assertThat(g.im().toDoubles()).containsExactly(new double[] {0.12, 0, 0, -0.5}, within(1e-15));
    }

    private record Quotient(Complex above, Complex below) {}

    /// No branch that is not taken spoils a derivative: parts that are 0, quotients whose squares would
    /// overflow.
    @Test
    void ofQuotientsGoToBothOperandsWhateverTheirSize() {
        for (double scale : new double[] {1, 1e-200, 1e200, 1e-305}) {
            for (double[] b : new double[][] {{0, 2}, {-3, 0}, {1, 1}, {0.3, -4}}) {
                Quotient q = new Quotient(Complex.of(2 * scale, -scale), at(b).mul(scale));
                Quotient g = grad((Quotient t) -> t.above().div(t.below()).re()).apply(q);
                Complex byAbove = at(b).reciprocal().conj().div(scale);
                Complex byBelow =
                        Complex.of(2, -1).div(at(b).square()).neg().conj().div(scale);
                near("above, scale " + scale, g.above().mul(scale), byAbove.mul(scale));
                near("below, scale " + scale, g.below().mul(scale), byBelow.mul(scale));
            }
        }
    }

    @Test
    void ofProductsWithRealOperandsAreReal() {
        Tensor t = Tensor.of(2.0, -1);
        Complex z = Complex.of(new double[] {1, 3}, new double[] {2, 5});
        Tensor g = grad((Tensor r) -> z.mul(r).add(r).im().sum()).apply(t);
        assertThat(g.toDoubles()).containsExactly(2, 5);
    }

    private static void near(String name, Complex got, Complex expected) {
        double tolerance = 4e-15 * expected.abs().item() + 1e-300;
        assertThat(got.sub(expected).abs().item())
                .as("%s: %s, expected %s", name, got, expected)
                .isLessThanOrEqualTo(tolerance);
    }
}
