package dev.costate;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.hessian;
import static dev.costate.Costate.hvp;
import static dev.costate.Costate.jacobian;
import static dev.costate.Costate.jacobianForward;
import static dev.costate.Costate.jacobianReverse;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.function.Fn1;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Matrices of first and second derivatives: the two modes against each other, against differences, and against
/// products with vectors.
class MatrixDerivativesTest {
    private record Affine(Tensor matrix, Tensor shift) {}

    private static final Tensor X = Tensor.of(0.5, -1.2, 0.8);
    private static final Tensor M = Tensor.of(new double[][] {{1, -0.5}, {0.3, 0.7}});

    /// A function of a vector or matrix and where to look at it.
    record Case(String name, Fn1<Tensor, Tensor> f, Tensor at) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> functions() {
        return List.of(
                new Case(
                        "a scalar of a vector", x -> x.sin().mul(x.flip()).sum().mul(x.prod()), X),
                new Case("a vector of a vector", x -> x.mul(x.sum()).tanh(), X),
                new Case("a matrix of a matrix", x -> x.matmul(x).exp(), M),
                new Case("a matrix of a scalar", x -> M.mul(x).cos(), Tensor.scalar(0.3)),
                new Case("a loop", x -> scan((Tensor h) -> h.matmul(M).tanh().add(x), x, 4), Tensor.of(0.2, -0.4)),
                new Case("nothing of a vector", x -> x.get("3:"), X),
                new Case("a vector of nothing", x -> x.sum().add(X), Tensor.of(new double[0])));
    }

    static List<Case> scalars() {
        return functions().stream()
                .map(c -> new Case(c.name(), x -> c.f().apply(x).sin().square().sum(), c.at()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void bothModesAgree(Case c) {
        Tensor reverse = jacobianReverse(c.f()).apply(c.at());
        assertThat(reverse.shape()).isEqualTo(c.f().apply(c.at()).shape().concat(c.at().shape()));
        assertClose(jacobianForward(c.f()).apply(c.at()), reverse, 1e-13);
        assertClose(jacobian(c.f()).apply(c.at()), reverse, 0);
        assertClose(jit(jacobianForward(c.f())).apply(c.at()), reverse, 1e-13);
        assertClose(jit(jacobianReverse(c.f())).apply(c.at()), reverse, 1e-13);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void eachColumnIsADifference(Case c) {
        Tensor jacobian = jacobian(c.f()).apply(c.at());
        int n = c.at().size();
        int m = jacobian.size() / Math.max(1, n);
        double h = 1e-5;
        for (int i = 0; i < n; i++) {
            Tensor step =
                    dev.costate.ops.Creation.eye(DType.FLOAT64, n).get(i).mul(h).reshape(c.at().shape());
            Tensor column = c.f().apply(c.at().add(step))
                    .sub(c.f().apply(c.at().sub(step)))
                    .div(2 * h);
            assertClose(jacobian.reshape(m, n).get(":, " + i), column.reshape(m), 1e-8);
        }
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void theHessianIsSymmetricAndTheDerivativeOfTheGradient(Case c) {
        Tensor hessian = hessian(c.f()).apply(c.at());
        int n = c.at().size();
        Tensor matrix = hessian.reshape(n, n);
        assertClose(matrix.transpose(), matrix, 1e-12);
        assertClose(jacobianReverse(grad(c.f())).apply(c.at()), hessian, 1e-12);
        assertClose(jacobianForward(jacobianReverse(c.f())).apply(c.at()), hessian, 1e-12);
        assertClose(jacobianForward(jacobianForward(c.f())).apply(c.at()), hessian, 1e-12);
        double h = 1e-5;
        for (int i = 0; i < n; i++) {
            Tensor step =
                    dev.costate.ops.Creation.eye(DType.FLOAT64, n).get(i).mul(h).reshape(c.at().shape());
            Tensor column = grad(c.f())
                    .apply(c.at().add(step))
                    .sub(grad(c.f()).apply(c.at().sub(step)))
                    .div(2 * h);
            assertClose(matrix.get(i), column.reshape(n), 1e-7);
        }
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void theHessianTimesAVector(Case c) {
        int n = c.at().size();
        Tensor v =
                dev.costate.ops.Creation.arange(DType.FLOAT64, n).add(0.5).sin().reshape(c.at().shape());
        Tensor product = hessian(c.f()).apply(c.at()).reshape(n, n).matmul(v.reshape(n));
        assertClose(hvp(c.f(), c.at(), v).reshape(n), product, 1e-12);
        Tensor members = dev.costate.ops.Layout.stack(List.of(v, v.neg(), v.mul(2)), 0);
        Tensor products = vmap((Tensor u) -> hvp(c.f(), c.at(), u)).apply(members);
        assertClose(products.get(2), hvp(c.f(), c.at(), v).mul(2), 1e-12);
    }

    @Test
    void treesHaveAMatrixForEachLeaf() {
        Affine at = new Affine(M, Tensor.of(0.1, 0.2));
        Fn1<Affine, Tensor> f =
                a -> X.get(":2").matmul(a.matrix()).add(a.shift()).tanh();
        Affine reverse = jacobianReverse(f).apply(at);
        Affine forward = jacobianForward(f).apply(at);
        assertThat(reverse.matrix().shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(reverse.shift().shape()).isEqualTo(Shape.of(2, 2));
        assertClose(forward.matrix(), reverse.matrix(), 1e-13);
        assertClose(forward.shift(), reverse.shift(), 1e-13);
    }

    /// A derivative has the dtype of what it is taken by, in both modes.
    @Test
    void aMatrixHasItsLeafsType() {
        Affine at = new Affine(M, Tensor.of(0.1f, 0.2f));
        Fn1<Affine, Tensor> f =
                a -> X.get(":2").matmul(a.matrix()).add(a.shift()).tanh();
        assertThat(jacobianReverse(f).apply(at).shift().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(jacobianForward(f).apply(at).shift().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(jacobianForward(f).apply(at).matrix().dtype()).isEqualTo(DType.FLOAT64);
    }

    private static void assertClose(Tensor actual, Tensor expected, double tolerance) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        double[] a = actual.toDoubles();
        double[] e = expected.toDoubles();
        for (int i = 0; i < e.length; i++) {
            assertThat(a[i])
                    .as("element %s", i)
                    .isCloseTo(e[i], Offset.offset(tolerance * Math.max(1, Math.abs(e[i]))));
        }
    }
}
