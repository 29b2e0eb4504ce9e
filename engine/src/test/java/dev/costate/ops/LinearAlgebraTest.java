package dev.costate.ops;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.hessian;
import static dev.costate.Costate.jacobian;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearAlgebraTest {
    private static Tensor random(int seed, int... dims) {
        return Random.normal(Key.of(seed), DType.FLOAT64, Shape.of(dims));
    }

    /// Symmetric and positive definite.
    private static Tensor definite(int seed, int n) {
        Tensor m = random(seed, n, n);
        return m.matmul(Matrices.transposed(m)).add(Creation.eye(DType.FLOAT64, n));
    }

    /// Within `tolerance` of the largest element, or of 1.
    private static void close(Tensor a, Tensor b, double tolerance) {
        assertThat(a.shape()).isEqualTo(b.shape());
        double scale = b.size() == 0 ? 1 : Math.max(1, b.abs().max().item());
        assertThat(a.size() == 0 ? 0 : a.sub(b).abs().max().item()).isLessThanOrEqualTo(tolerance * scale);
    }

    /// The error is some roundings times the condition, of which random matrices of this size have a few
    /// thousand.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 13, 65})
    void whatIsSolvedForComesBack(int n) {
        Tensor a = random(1, n, n);
        for (Tensor x : List.of(random(2, n), random(3, n, 2), random(4, 5, n, 2), random(5, 2, 3, n, 1))) {
            Tensor b = a.matmul(x);
            close(LinearAlgebra.solve(a, b), x, 1e-9);
            close(LinearAlgebra.lu(a).solve(b), x, 1e-9);
            Tensor s = definite(1, n);
            Tensor l = LinearAlgebra.cholesky(s);
            close(l.matmul(Matrices.transposed(l)), s, 1e-11);
            close(LinearAlgebra.choleskySolve(l, s.matmul(x)), x, 1e-9);
        }
        close(LinearAlgebra.inverse(a).matmul(a), Creation.eye(DType.FLOAT64, n), 1e-9);
    }

    @Test
    void onlyOneAxisIsAVector() {
        Tensor a = Creation.eye(DType.FLOAT64, 2).mul(2);
        assertThat(LinearAlgebra.solve(a, Tensor.of(2.0, 4))).hasToString("f64[2] {1, 2}");
        assertThat(LinearAlgebra.solve(a, Tensor.of(new double[][] {{2, 4}, {6, 8}})))
                .hasToString("f64[2,2] {{1, 2}, {3, 4}}");
        Tensor both = Layout.stack(List.of(a, a.mul(2)), 0);
        assertThat(LinearAlgebra.solve(both, Tensor.of(4.0, 8))).hasToString("f64[2,2] {{2, 4}, {1, 2}}");
        assertThat(LinearAlgebra.solve(both.to(DType.FLOAT32), Tensor.of(4.0, 8))
                        .dtype())
                .isEqualTo(DType.FLOAT64);
        Tensor l = LinearAlgebra.cholesky(both);
        assertThat(LinearAlgebra.choleskySolve(l, Tensor.of(4.0, 8)).round()).hasToString("f64[2,2] {{2, 4}, {1, 2}}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void theDeterminantIsThatOfLeibniz(int n) {
        Tensor a = random(7, n, n);
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Layout.slice(a, 0, i, i + 1).toDoubles();
        }
        double expected = leibniz(rows, 0, new boolean[n]);
        assertThat(LinearAlgebra.determinant(a).item()).isEqualTo(expected, within(1e-12));
        LogDeterminant log = LinearAlgebra.logDeterminant(a);
        assertThat(log.sign().mul(log.log().exp()).item()).isEqualTo(expected, within(1e-12));
    }

    /// The sum over all permutations, row by row; a column counts with the sign of how many free ones stand
    /// before it.
    private static double leibniz(double[][] a, int row, boolean[] taken) {
        if (row == a.length) {
            return 1;
        }
        double sum = 0;
        int sign = 1;
        for (int j = 0; j < a.length; j++) {
            if (!taken[j]) {
                taken[j] = true;
                sum += sign * a[row][j] * leibniz(a, row + 1, taken);
                taken[j] = false;
                sign = -sign;
            }
        }
        return sum;
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    @Test
    void aSingularMatrixIsSaidByTheNumbers() {
        Tensor a = Tensor.of(new double[][] {{1, 2}, {2, 4}});
        assertThat(LinearAlgebra.determinant(a).item()).isZero();
        assertThat(LinearAlgebra.logDeterminant(a).sign().item()).isZero();
        assertThat(LinearAlgebra.logDeterminant(a).log().item()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(LinearAlgebra.solve(a, Tensor.of(1.0, 1)).isFinite().any().item())
                .isZero();
        assertThat(LinearAlgebra.cholesky(a.neg())).hasToString("f64[2,2] {{NaN, 0}, {NaN, NaN}}");
    }

    /// Jacobi: `d det a = det a tr(a^-1 da)`, `d log |det a| = tr(a^-1 da)`.
    @Test
    void determinantsHaveTheGradientOfJacobi() {
        Tensor a = random(8, 4, 4);
        Tensor cofactors = Matrices.transposed(LinearAlgebra.inverse(a));
        close(grad(LinearAlgebra::determinant).apply(a), cofactors.mul(LinearAlgebra.determinant(a)), 1e-12);
        close(grad((Tensor x) -> LinearAlgebra.logDeterminant(x).log()).apply(a), cofactors, 1e-12);
    }

    record Equations(Tensor a, Tensor b) {}

    /// `f = c'a^-1 b`: by hand `df/da = -(a^-T c)(a^-1 b)'`; through the factors the same.
    @Test
    void derivativesOfSolutionsAreThoseByHand() {
        Tensor c = random(9, 3);
        Equations at = new Equations(random(10, 3, 3), random(11, 3));
        Tensor x = LinearAlgebra.solve(at.a, at.b);
        Tensor adjoint = LinearAlgebra.solve(Matrices.transposed(at.a), c);
        Equations expected = new Equations(Contraction.outer(adjoint, x).neg(), adjoint);
        Fn1<Equations, Tensor> implicit =
                e -> LinearAlgebra.solve(e.a, e.b).mul(c).sum();
        Fn1<Equations, Tensor> through =
                e -> LinearAlgebra.lu(e.a).solve(e.b).mul(c).sum();
        for (Fn1<Equations, Tensor> f : List.of(implicit, through)) {
            Equations g = grad(f).apply(at);
            close(g.a, expected.a, 1e-12);
            close(g.b, expected.b, 1e-12);
        }
    }

    /// A matrix that depends on `t`, well conditioned.
    private static Tensor matrix(Tensor t) {
        return Layout.stack(List.of(t.exp(), t.sin(), t.square().add(3)), 0)
                .add(Creation.eye(DType.FLOAT64, 3).mul(4));
    }

    /// Second derivatives, of members and compiled too, are those of the same function by other factors: with
    /// `s = a a'` the solution of `a x = t` is `a' s^-1 t`.
    @Test
    void transformationsNestInAnyOrder() {
        Fn1<Tensor, Tensor> f = t -> LinearAlgebra.solve(matrix(t), t).square().sum();
        Fn1<Tensor, Tensor> byCholesky = t -> {
            Tensor turned = Matrices.transposed(matrix(t));
            Tensor l = LinearAlgebra.cholesky(matrix(t).matmul(turned));
            return turned.matmul(LinearAlgebra.choleskySolve(l, t)).square().sum();
        };
        Tensor t = random(12, 3);
        Tensor expected = hessian(byCholesky).apply(t);
        assertThat(Tree.norm(expected).item()).isGreaterThan(0.01);
        close(hessian(f).apply(t), expected, 1e-9);
        close(jacobian(grad(f)).apply(t), expected, 1e-9);
        close(jit(hessian(f)).apply(t), expected, 1e-9);
        close(jit(hessian(byCholesky)).apply(t), expected, 1e-9);
        Tensor members = random(13, 5, 3);
        Tensor gradients = vmap(grad(byCholesky)).apply(members);
        close(vmap(grad(f)).apply(members), gradients, 1e-9);
        close(grad((Tensor all) -> vmap(f).apply(all).sum()).apply(members), gradients, 1e-9);
        close(jit(vmap(grad(f))).apply(members), gradients, 1e-9);
        close(jit(vmap(hessian(f))).apply(members), vmap(hessian(byCholesky)).apply(members), 1e-8);
    }
}
