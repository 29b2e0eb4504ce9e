package dev.costate.ops;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static dev.costate.ops.LeastSquares.leastSquares;
import static dev.costate.ops.LeastSquares.pseudoInverse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Least squares by the normal equations, which the residual must fulfil, and by differences.
class LeastSquaresTest {
    private static Tensor random(int... dims) {
        Shape shape = Shape.of(dims);
        return Tensor.of(
                new SplittableRandom(shape.size()).doubles(shape.size(), -1, 1).toArray(), shape);
    }

    private static Tensor transposed(Tensor a) {
        return Layout.swapAxes(a, -2, -1);
    }

    private static void assertClose(Tensor actual, Tensor expected, double tolerance) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.toDoubles()).containsExactly(expected.toDoubles(), within(tolerance));
    }

    @Test
    void theResidualIsOrthogonalToTheColumns() {
        Tensor a = random(7, 3);
        Tensor b = random(7, 2);
        Tensor x = leastSquares(a, b);
        assertClose(transposed(a).matmul(a.matmul(x).sub(b)), Creation.zeros(DType.FLOAT64, Shape.of(3, 2)), 1e-14);
        assertClose(leastSquares(a, b, 1e-12), x, 1e-13);
    }

    /// The shortest solution has no part that the matrix takes to 0: it is a combination of rows.
    @Test
    void wideMatricesHaveTheirShortestSolution() {
        Tensor a = random(3, 7);
        Tensor b = random(3);
        Tensor x = leastSquares(a, b);
        assertClose(a.matmul(x), b, 1e-14);
        assertClose(x, pseudoInverse(a).matmul(b), 1e-14);
    }

    @Test
    void penrosesEquations() {
        Tensor low = random(6, 2).matmul(random(2, 5));
        for (Tensor a : new Tensor[] {
            random(4, 4), random(6, 3), random(2, 5), low, Creation.zeros(DType.FLOAT64, Shape.of(2, 3))
        }) {
            Tensor p = pseudoInverse(a);
            Tensor ap = a.matmul(p);
            Tensor pa = p.matmul(a);
            assertClose(ap.matmul(a), a, 1e-13);
            assertClose(pa.matmul(p), p, 1e-12);
            assertClose(ap, transposed(ap), 1e-13);
            assertClose(pa, transposed(pa), 1e-13);
        }
    }

    /// Along a direction that keeps the rank, `a (I + t e)`: against central differences.
    @Test
    void derivativesAtConstantRank() {
        Tensor a = random(6, 2).matmul(random(2, 5));
        Tensor e = random(5, 5);
        Tensor b = random(6);
        double h = 1e-5;
        for (double scale : new double[] {1, 3}) {
            Tensor direction = a.matmul(e).mul(scale);
            Tensor dx =
                    jvp((Tensor m) -> leastSquares(m, b, 1e-9), a, direction).tangent();
            Tensor difference = leastSquares(a.add(direction.mul(h)), b, 1e-9)
                    .sub(leastSquares(a.sub(direction.mul(h)), b, 1e-9))
                    .mul(0.5 / h);
            assertClose(dx, difference, 1e-6);
        }
    }

    /// Equal singular values, those of the identity, are no exception.
    @Test
    void bothWaysHaveTheSameGradients() {
        Tensor eye = Creation.eye(DType.FLOAT64, 4);
        for (Tensor a : new Tensor[] {random(5, 3), random(3, 5), random(4, 4), eye}) {
            Tensor b = random(a.dim(0));
            Tensor byQr = grad((Tensor m) -> leastSquares(m, b).square().sum()).apply(a);
            Tensor bySvd =
                    grad((Tensor m) -> leastSquares(m, b, 0).square().sum()).apply(a);
            double most = byQr.abs().max().toDoubles()[0];
            assertClose(byQr.div(most), bySvd.div(most), 1e-11);
            // and the second derivatives, along the gradient
            Tensor second = jvp(grad((Tensor m) -> leastSquares(m, b).square().sum()), a, byQr)
                    .tangent();
            Tensor same = jvp(grad((Tensor m) -> leastSquares(m, b, 0).square().sum()), a, byQr)
                    .tangent();
            double large = second.abs().max().toDoubles()[0];
            assertClose(second.div(large), same.div(large), 1e-9);
        }
    }

    @Test
    void batchesAndTypes() {
        Tensor a = random(2, 5, 3);
        Tensor b = random(5);
        Tensor x = leastSquares(a, b);
        assertThat(x.shape()).isEqualTo(Shape.of(2, 3));
        assertClose(vmap((Tensor m) -> leastSquares(m, b)).apply(a), x, 0);
        assertClose(jit((Tensor m) -> leastSquares(m, b, 1e-12)).apply(a), x, 1e-13);
        Tensor single = leastSquares(a.to(DType.FLOAT32), b.to(DType.FLOAT32));
        assertThat(single.dtype()).isEqualTo(DType.FLOAT32);
        assertClose(single.to(DType.FLOAT64), x, 1e-5);
        assertThat(leastSquares(a, random(5, 4)).shape()).isEqualTo(Shape.of(2, 3, 4));
    }

    @Test
    void whatIsNotANumberIsNotLost() {
        Tensor a = Tensor.of(new double[][] {{1, Double.NaN}, {0, 1}});
        assertThat(pseudoInverse(a).toDoubles()).containsOnly(Double.NaN);
        assertThat(leastSquares(a, Tensor.of(1.0, 2.0)).toDoubles()).containsOnly(Double.NaN);
    }

    @Test
    void errorsSayWhatIsWrong() {
        assertThatThrownBy(() -> leastSquares(
                        Creation.zeros(DType.FLOAT64, Shape.of(3, 2)), Creation.zeros(DType.FLOAT64, Shape.of(2))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(
                        "leastSquares: equations and right-hand sides differ: f64[3,2] and f64[2] (3 vs 2)");
        assertThatThrownBy(() -> leastSquares(Creation.zeros(DType.FLOAT64, Shape.of(3, 2)), Tensor.scalar(1)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the right-hand side is a scalar");
        assertThatThrownBy(() -> pseudoInverse(Creation.zeros(DType.FLOAT64, Shape.of(3, 2)), Double.NaN))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("pseudoInverse: the cutoff is NaN");
    }
}
