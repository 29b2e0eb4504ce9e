package dev.costate;

import static dev.costate.Costate.findNonFinite;
import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.function.Fn1;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComplexTransformationsTest {
    private static final Fn1<Complex, Complex> ALL = z -> z.exp()
            .add(z.log())
            .mul(z.sqrt())
            .div(z.cosh().add(3))
            .add(z.pow(3))
            .sub(z.pow(0.4))
            .add(z.tanh().mul(z.abs()))
            .add(z.arg());

    private static final Complex POINTS = Complex.of(
            Random.normal(Key.of(1), DType.FLOAT64, Shape.of(6)), Random.normal(Key.of(2), DType.FLOAT64, Shape.of(6)));

    @Test
    void aVmapIsALoop() {
        same(vmap(ALL).apply(POINTS), Tree.stack(members(ALL)));
        Fn1<Complex, Complex> gradient = grad((Complex z) -> ALL.apply(z).abs());
        same(vmap(gradient).apply(POINTS), Tree.stack(members(gradient)));
        same(ALL.apply(POINTS), Tree.stack(members(ALL)));
    }

    @Test
    void jitChangesNothing() {
        same(jit(ALL).apply(POINTS), ALL.apply(POINTS));
    }

    /// Newton's iteration for `z^3 = 1` ends at the roots of unity.
    @Test
    void isTheCarryOfAScan() {
        Fn1<Complex, Complex> newton = z -> z.sub(z.pow(3).sub(1).div(z.square().mul(3)));
        Complex ends = vmap((Complex z) -> scan(newton, z, 60)).apply(POINTS);
        assertThat(ends.pow(3).sub(1).abs().max().item()).isLessThan(1e-14);
        same(scan(newton, POINTS, 60), ends);
    }

    /// Gradient descent on `|A z - b|^2`, with the gradient as the direction of ascent.
    @Test
    void descendsAlongTheGradient() {
        Complex a = Complex.of(Tensor.of(new double[][] {{2, 1}, {0, 1}}), Tensor.of(new double[][] {{0, 1}, {-1, 2}}));
        Complex solution = Complex.of(new double[] {1, -2}, new double[] {0.5, 3});
        Complex b = a.matmul(solution);
        Fn1<Complex, Complex> step = z -> {
            Complex g =
                    grad((Complex t) -> a.matmul(t).sub(b).absSquared().sum()).apply(z);
            return z.sub(g.mul(0.05));
        };
        Complex found = scan(step, Tree.zerosLike(solution), 1500);
        assertThat(found.sub(solution).abs().max().item()).isLessThan(1e-12);
    }

    /// Nothing infinite comes up on the way to finite values, at zeros and axes and for large numbers.
    @Test
    void staysFiniteOnTheWay() {
        double[][] points = {{0, 2}, {-3, 0}, {1, 1}, {1e300, -1e300}, {1e-310, 0}, {0, -1e-200}};
        for (double[] p : points) {
            Complex z = Complex.of(p[0], p[1]);
            Complex far = Complex.of(p[1], p[0]);
            findNonFinite(() -> List.of(z.abs(), z.arg(), z.log(), z.sqrt(), z.tanh(), z.pow(0.4), z.div(far)));
        }
        Complex zero = Complex.of(0, 0);
        findNonFinite(() -> List.of(zero.abs(), zero.arg(), zero.sqrt(), zero.exp(), zero.pow(0.4), zero.pow(3)));
    }

    private static List<Complex> members(Fn1<Complex, Complex> f) {
        return IntStream.range(0, 6).mapToObj(i -> f.apply(POINTS.get(i))).toList();
    }

    private static void same(Complex got, Complex expected) {
        assertThat(got.re().identical(expected.re()) && got.im().identical(expected.im()))
                .as("%s, expected %s", got, expected)
                .isTrue();
    }
}
