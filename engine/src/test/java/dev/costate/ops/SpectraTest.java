package dev.costate.ops;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jacobian;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.DTypeException;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The public functions: identities, derivatives where values are equal, batches, errors.
class SpectraTest {
    private static Tensor random(int... dims) {
        Shape shape = Shape.of(dims);
        return Tensor.of(
                new SplittableRandom(shape.size()).doubles(shape.size(), -1, 1).toArray(), shape);
    }

    private static void assertClose(Tensor actual, Tensor expected, double tolerance) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.toDoubles()).containsExactly(expected.toDoubles(), within(tolerance));
    }

    private static Tensor transposed(Tensor a) {
        return Layout.swapAxes(a, -2, -1);
    }

    /// The sum of all eigenvalues is the trace, and that of their squares is that of the elements'.
    @Test
    void sumsOfEigenvaluesHaveTheirDerivativesWhereEigenvaluesAreEqual() {
        for (Tensor a : new Tensor[] {
            Creation.eye(DType.FLOAT64, 3),
            Creation.zeros(DType.FLOAT64, Shape.of(3, 3)),
            random(3, 3),
            Creation.ones(DType.FLOAT64, Shape.of(3, 3))
        }) {
            Tensor symmetric = a.add(transposed(a));
            assertClose(
                    grad((Tensor x) -> Spectra.eigh(x).values().sum()).apply(symmetric),
                    Creation.eye(DType.FLOAT64, 3),
                    1e-14);
            assertClose(
                    grad((Tensor x) -> Spectra.eigh(x).values().square().sum()).apply(symmetric),
                    symmetric.mul(2),
                    1e-13);
        }
    }

    /// `V diag(w^2) V'` is `a a`.
    @Test
    void functionsOfMatricesHaveTheirDerivatives() {
        Tensor direction = random(4, 4);
        Tensor symmetric = direction.add(transposed(direction));
        Tensor a = Diagonals.diag(Tensor.of(3.0, 1.0, -1.0, -3.0)).add(symmetric.mul(0.1));
        Tensor dy = jvp(SpectraTest::squared, a, symmetric).tangent();
        assertClose(dy, a.matmul(symmetric).add(symmetric.matmul(a)), 1e-13);
        Tensor second = jvp(
                        (Tensor x) -> jvp(SpectraTest::squared, x, symmetric).tangent(), a, symmetric)
                .tangent();
        assertClose(second, symmetric.matmul(symmetric).mul(2), 1e-11);
    }

    private static Tensor squared(Tensor a) {
        Eigen eigen = Spectra.eigh(a);
        return eigen.vectors().mul(eigen.values().square().unsqueeze(-2)).matmul(transposed(eigen.vectors()));
    }

    /// A double eigenvalue of a projection: the projection on its space turns as perturbation theory says.
    @Test
    void aSpaceOfEqualEigenvaluesTurns() {
        // With a = diag(1, 1, 3) and direction e, the projection on the first two turns by e[2,0], e[2,1] over
        // 1 - 3.
        Tensor a = Diagonals.diag(Tensor.of(1.0, 1.0, 3.0));
        Tensor e = Tensor.of(new double[][] {{0.3, 0.1, 0.5}, {0.1, -0.2, 0.7}, {0.5, 0.7, 0.9}});
        Tensor dp = jvp(
                        (Tensor x) -> {
                            Tensor v = Layout.slice(Spectra.eigh(x).vectors(), 1, 0, 2);
                            return v.matmul(transposed(v));
                        },
                        a,
                        e)
                .tangent();
        Tensor expected = Tensor.of(new double[][] {{0, 0, -0.25}, {0, 0, -0.35}, {-0.25, -0.35, 0}});
        assertClose(dp, expected, 1e-14);
    }

    @Test
    void gradientsAreSymmetricWhateverTheMatrix() {
        Tensor g = grad((Tensor x) ->
                        Spectra.eigh(x).vectors().mul(random(3, 3)).sum())
                .apply(random(3, 3));
        assertClose(g, transposed(g), 1e-13);
    }

    /// `d|a|* = <U V', da>`, also where singular values are equal; the spectral norm's is `u1 v1'`.
    @Test
    void normsHaveTheirDerivatives() {
        Tensor eye = Creation.eye(DType.FLOAT64, 3);
        assertClose(grad(Spectra::nuclearNorm).apply(eye), eye, 1e-14);
        Tensor a = random(4, 3);
        Svd svd = Spectra.svd(a);
        assertClose(grad(Spectra::nuclearNorm).apply(a), svd.u().matmul(svd.vt()), 1e-13);
        Tensor first = Layout.slice(svd.u(), 1, 0, 1).matmul(Layout.slice(svd.vt(), 0, 0, 1));
        assertClose(grad(Spectra::spectralNorm).apply(a), first, 1e-13);
        assertThat(grad(Spectra::nuclearNorm)
                        .apply(Creation.zeros(DType.FLOAT64, Shape.of(3, 2)))
                        .isFinite()
                        .all()
                        .toDoubles())
                .containsExactly(1);
    }

    /// `U V'`, the nearest orthogonal matrix, at a matrix with equal singular values: the derivative is the
    /// skew part.
    @Test
    void theOrthogonalFactorTurnsByTheSkewPart() {
        Tensor direction = random(3, 3);
        Tensor dq = jvp(
                        (Tensor x) -> {
                            Svd svd = Spectra.svd(x);
                            return svd.u().matmul(svd.vt());
                        },
                        Creation.eye(DType.FLOAT64, 3),
                        direction)
                .tangent();
        assertClose(dq, direction.sub(transposed(direction)).mul(0.5), 1e-14);
    }

    /// `a = q r` whatever `a` is, so its derivative is the identity; wide, tall and square.
    @Test
    void productsOfFactorsHaveTheDerivativeOfTheMatrix() {
        for (Tensor a : new Tensor[] {random(3, 3), random(5, 3), random(3, 5)}) {
            Tensor identity =
                    Creation.eye(DType.FLOAT64, a.size()).reshape(Shape.of(a.dim(0), a.dim(1), a.dim(0), a.dim(1)));
            assertClose(
                    jacobian((Tensor x) -> {
                                Qr qr = Spectra.qr(x);
                                return qr.q().matmul(qr.r());
                            })
                            .apply(a),
                    identity,
                    1e-12);
            assertClose(
                    jacobian((Tensor x) -> {
                                Svd svd = Spectra.svd(x);
                                return svd.u().mul(svd.s().unsqueeze(-2)).matmul(svd.vt());
                            })
                            .apply(a),
                    identity,
                    1e-11);
        }
    }

    @Test
    void membersOfABatchAreWhatTheyAreAlone() {
        Tensor a = random(3, 4, 2);
        Svd all = Spectra.svd(a);
        Svd compiled = jit(Spectra::svd).apply(a);
        Svd mapped = vmap(Spectra::svd).apply(a);
        for (int i = 0; i < 3; i++) {
            Svd one = Spectra.svd(Layout.slice(a, 0, i, i + 1).squeeze(0));
            for (Svd some : new Svd[] {all, compiled, mapped}) {
                assertClose(Layout.slice(some.u(), 0, i, i + 1).squeeze(0), one.u(), 0);
                assertClose(Layout.slice(some.s(), 0, i, i + 1).squeeze(0), one.s(), 0);
                assertClose(Layout.slice(some.vt(), 0, i, i + 1).squeeze(0), one.vt(), 0);
            }
        }
    }

    @Test
    void singleIsDoubleRounded() {
        Tensor a = random(5, 4).to(DType.FLOAT32);
        assertClose(
                Spectra.singularValues(a),
                Spectra.singularValues(a.to(DType.FLOAT64)).to(DType.FLOAT32),
                0);
        assertThat(Spectra.matrixRank(a).dtype()).isEqualTo(DType.INT32);
    }

    @Test
    void edges() {
        assertThat(Spectra.conditionNumber(Creation.zeros(DType.FLOAT64, Shape.of(2, 2)))
                        .toDoubles())
                .containsExactly(Double.POSITIVE_INFINITY);
        assertThat(Spectra.spectralNorm(Creation.zeros(DType.FLOAT64, Shape.of(0, 2)))
                        .toDoubles())
                .containsExactly(0);
        assertThat(Spectra.matrixRank(Creation.zeros(DType.FLOAT64, Shape.of(2, 0)))
                        .toDoubles())
                .containsExactly(0);
        assertThat(Spectra.singularValues(
                                Creation.ones(DType.FLOAT64, Shape.of(2, 2)).mul(Double.NaN))
                        .toDoubles())
                .containsOnly(Double.NaN);
    }

    @Test
    void errorsSayWhatIsWrong() {
        assertThatThrownBy(() -> Spectra.qr(Creation.zeros(DType.FLOAT64, Shape.of(3))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("qr: f64[3] is no matrix");
        assertThatThrownBy(() -> Spectra.eigh(Creation.zeros(DType.FLOAT64, Shape.of(3, 2))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the matrix f64[3,2] is not square (3 vs 2) at");
        assertThatThrownBy(() -> Spectra.svd(Tensor.of(new int[][] {{1, 2}})))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("svd: the matrix i32[1,2] has no fractions");
        assertThatThrownBy(() -> Spectra.conditionNumber(Creation.zeros(DType.FLOAT64, Shape.of(0, 2))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("f64[0,2] has no singular values");
    }
}
