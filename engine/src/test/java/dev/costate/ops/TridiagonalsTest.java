package dev.costate.ops;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.graph.Graph;
import dev.costate.graph.Scan;
import dev.costate.graph.TridiagonalFactors;
import dev.costate.graph.TridiagonalSolve;
import dev.costate.internal.optimise.Optimiser;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TridiagonalsTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    private record Problem(Complex lower, Complex diagonal, Complex upper, Complex b) {
        static Problem random(int n, double weight, long seed) {
            Key key = Key.of(seed);
            return new Problem(
                    complex(key.foldIn(0), key.foldIn(1), n - 1, 0),
                    complex(key.foldIn(2), key.foldIn(3), n, weight),
                    complex(key.foldIn(4), key.foldIn(5), n - 1, 0),
                    complex(key.foldIn(6), key.foldIn(7), n, 0));
        }

        private static Complex complex(Key re, Key im, int n, double more) {
            return new Complex(
                    Random.normal(re, DType.FLOAT64, Shape.of(n)).add(more),
                    Random.normal(im, DType.FLOAT64, Shape.of(n)));
        }

        Complex solve() {
            return Tridiagonals.solve(lower, diagonal, upper, b);
        }

        Tensor solveReal() {
            return Tridiagonals.solve(lower.re(), diagonal.re(), upper.re(), b.re());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 4", "2, 0", "3, 0.1", "30, 4", "31, 0", "207, 9", "1201, 9", "207, 0.5"})
    void theSolutionMultipliedIsTheRightSide(int n, double weight) {
        Problem p = Problem.random(n, weight, n);
        Complex b = Tridiagonals.multiply(p.lower, p.diagonal, p.upper, p.solve());
        assertThat(b.re().toDoubles()).containsExactly(p.b.re().toDoubles(), Offset.offset(1e-9));
        assertThat(b.im().toDoubles()).containsExactly(p.b.im().toDoubles(), Offset.offset(1e-9));
        Tensor real = Tridiagonals.multiply(p.lower.re(), p.diagonal.re(), p.upper.re(), p.solveReal());
        assertThat(real.toDoubles()).containsExactly(p.b.re().toDoubles(), Offset.offset(1e-9));
    }

    @Test
    void theProductIsThatWithTheMatrix() {
        Tensor a = Tensor.of(new double[][] {{2, 3, 0}, {5, 7, 11}, {0, 13, 17}});
        Tensor x = Tensor.of(new double[][] {{1, -1}, {2, 0}, {3, 5}});
        Tensor lower = Tensor.of(5.0, 13.0);
        Tensor diagonal = Tensor.of(2.0, 7.0, 17.0);
        Tensor upper = Tensor.of(3.0, 11.0);
        assertThat(Tridiagonals.multiply(lower, diagonal, upper, x).identical(a.matmul(x)))
                .isTrue();
        Tensor column = x.get(":, 0");
        assertThat(Tridiagonals.multiply(lower, diagonal, upper, column).identical(a.matmul(column)))
                .isTrue();
    }

    /// Shapes of the matrix and the right side, and of the solution.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[3] | [3] | [3]",
                "[3] | [3,2] | [3,2]",
                "[4,3] | [3] | [4,3]",
                "[4,3] | [4,3] | [4,3]",
                "[4,3] | [3,3] | ",
                "[4,3] | [4,3,2] | [4,3,2]",
                "[4,3] | [5,1,3,2] | [5,4,3,2]",
                "[4,3] | [1,3,2] | [4,3,2]",
                "[1,3] | [4,3] | [4,3]",
                "[3] | [4,3] | ",
                "[3] | [] | "
            })
    void oneMoreAxisThanTheDiagonalMakesSeveralRightSides(String matrix, String right, String solution) {
        Shape shape = shape(matrix);
        Tensor diagonal = Creation.full(DType.FLOAT64, shape, 4);
        Tensor beside =
                Creation.ones(DType.FLOAT64, shape.remove(shape.rank() - 1).insert(shape.rank() - 1, 2));
        Tensor b = Random.normal(Key.of(1), DType.FLOAT64, shape(right));
        if (solution == null) {
            assertThatThrownBy(() -> Tridiagonals.solve(beside, diagonal, beside, b))
                    .isInstanceOf(ShapeException.class);
            return;
        }
        Tensor x = Tridiagonals.solve(beside, diagonal, beside, b);
        assertThat(x.shape()).isEqualTo(shape(solution));
        Tensor back = Tridiagonals.multiply(beside, diagonal, beside, x);
        Tensor expected = Layout.broadcastTo(b, x.shape());
        assertThat(back.toDoubles()).containsExactly(expected.toDoubles(), ROUNDING);
    }

    private static Shape shape(String text) {
        String inside = text.substring(1, text.length() - 1);
        return Shape.of(
                inside.isEmpty()
                        ? new int[0]
                        : Arrays.stream(inside.split(","))
                                .mapToInt(Integer::parseInt)
                                .toArray());
    }

    private static void assertIdentical(Complex actual, Complex expected) {
        assertThat(actual.re().identical(expected.re())).isTrue();
        assertThat(actual.im().identical(expected.im())).isTrue();
    }

    /// `L = Re <w, x>` with `a x = b`: `dL/db = a^-* w`, and `dL/da[i,j] = -(dL/db)[i] conj(x[j])`.
    @ParameterizedTest
    @CsvSource({"9, 5", "9, 0.1", "163, 9"})
    void theGradientIsTheAdjointSolution(int n, double weight) {
        Problem p = Problem.random(n, weight, 3);
        Complex w = Problem.random(n, 0, 4).b;
        Fn1<Problem, Tensor> loss = q -> {
            Complex x = q.solve();
            return x.re().mul(w.re()).add(x.im().mul(w.im())).sum();
        };
        Problem g = grad(loss).apply(p);
        Complex x = p.solve();
        Complex adjoint = Tridiagonals.solve(p.upper.conj(), p.diagonal.conj(), p.lower.conj(), w);
        assertClose(g.b, adjoint);
        assertClose(g.diagonal, adjoint.mul(x.conj()).neg());
        assertClose(g.lower, adjoint.get("1:").mul(x.get(":-1").conj()).neg());
        assertClose(g.upper, adjoint.get(":-1").mul(x.get("1:").conj()).neg());

        Problem real = grad((Problem q) -> q.solveReal().mul(w.re()).sum()).apply(p);
        Tensor transposed = Tridiagonals.solve(p.upper.re(), p.diagonal.re(), p.lower.re(), w.re());
        assertThat(real.b.re().toDoubles()).containsExactly(transposed.toDoubles(), ROUNDING);
        assertThat(real.lower.re().toDoubles())
                .containsExactly(
                        transposed.get("1:").mul(p.solveReal().get(":-1")).neg().toDoubles(), ROUNDING);
    }

    private static void assertClose(Complex actual, Complex expected) {
        assertThat(actual.re().toDoubles()).containsExactly(expected.re().toDoubles(), Offset.offset(1e-9));
        assertThat(actual.im().toDoubles()).containsExactly(expected.im().toDoubles(), Offset.offset(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 173})
    void compiledAndBatchedSolutionsAreThoseOfEachAlone(int n) {
        Problem[] all = {Problem.random(n, 9, 1), Problem.random(n, 0, 2), Problem.random(n, 1, 3)};
        Problem stacked = Tree.map(all[0], all[1], all[2], (a, b, c) -> Layout.stack(List.of(a, b, c), 0));
        Complex compiled = jit(vmap(Problem::solve)).apply(stacked);
        Complex batched = stacked.solve();
        for (int i = 0; i < 3; i++) {
            Complex alone = all[i].solve();
            assertIdentical(compiled.get(i), alone);
            assertIdentical(batched.get(i), alone);
            assertIdentical(jit(Problem::solve).apply(all[i]), alone);
        }
        Complex starts = stacked.b;
        Complex together = vmap((Complex b) -> Tridiagonals.solve(all[0].lower, all[0].diagonal, all[0].upper, b))
                .apply(starts);
        for (int i = 0; i < 3; i++) {
            Complex b = starts.get(i);
            assertIdentical(together.get(i), Tridiagonals.solve(all[0].lower, all[0].diagonal, all[0].upper, b));
        }
    }

    /// Also on the way back, where the transposed equations are solved.
    @Test
    void aLoopFactorsAMatrixThatItDoesNotChangeOnceAndForAll() {
        Problem p = Problem.random(6, 5, 5);
        Fn1<Problem, Tensor> evolve =
                q -> scan((Complex u) -> Tridiagonals.solve(q.lower, q.diagonal, q.upper, u), q.b, 4)
                        .absSquared()
                        .sum();
        Graph graph = Optimiser.optimise(Graph.of(grad(evolve), p));
        assertThat(graph.nodes().stream().filter(n -> n.op() instanceof TridiagonalFactors))
                .hasSize(1);
        var loops = graph.nodes().stream()
                .filter(n -> n.op() instanceof Scan)
                .map(n -> ((Scan) n.op()).body())
                .toList();
        assertThat(loops)
                .hasSize(2)
                .allSatisfy(body -> assertThat(body.nodes())
                        .anyMatch(n -> n.op() instanceof TridiagonalSolve)
                        .noneMatch(n -> n.op() instanceof TridiagonalFactors));
    }

    /// The tangent by the equation's derivative, and the gradient by the adjoint equation.
    @ParameterizedTest
    @ValueSource(ints = {30, 163})
    void forwardAndReverseAgree(int n) {
        Problem p = Problem.random(n, 9, 7);
        Problem direction = Problem.random(n, 0, 8);
        Fn1<Problem, Tensor> loss = q -> {
            Complex x = q.solve();
            return x.re().square().sum().add(x.im().mul(x.re()).sum());
        };
        Tensor forward = jvp(loss, p, direction).tangent();
        Problem g = jit(grad(loss)).apply(p);
        double reverse = 0;
        for (Tensor product : Tree.flatten(Tree.map(g, direction, Tensor::mul)).leaves()) {
            reverse += product.sum().item();
        }
        assertThat(forward.item()).isCloseTo(reverse, Offset.offset(1e-12));
    }

    @Test
    void singleNumbersAreComputedInDoubleAndRoundedOnce() {
        Problem p = Problem.random(30, 4, 6);
        Problem single = Tree.map(p, t -> t.to(DType.FLOAT32));
        Problem rounded = Tree.map(single, t -> t.to(DType.FLOAT64));
        double[] exact = rounded.solveReal().toDoubles();
        Tensor x = single.solveReal();
        assertThat(x.dtype()).isEqualTo(DType.FLOAT32);
        for (int i = 0; i < exact.length; i++) {
            assertThat(x.toDoubles()[i]).isCloseTo(exact[i], Offset.offset(1e-5 * (1 + Math.abs(exact[i]))));
        }
    }

    @Test
    void whatDoesNotFitIsSaid() {
        Tensor three = Tensor.of(1.0, 2.0, 3.0);
        Tensor two = Tensor.of(1.0, 2.0);
        assertThatThrownBy(() -> Tridiagonals.solve(three, three, two, three))
                .isInstanceOf(ShapeException.class)
                .hasMessageMatching(
                        "tridiagonal solve: the lower diagonal is f64\\[3\\], beside a diagonal of 3 at .*; "
                                + "it has one element fewer");
        assertThatThrownBy(() -> Tridiagonals.solve(two, three, two, two))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the right side f64[2] does not have the 3 rows of the diagonal f64[3]");
        assertThatThrownBy(() -> Tridiagonals.solve(two, Tensor.scalar(1), two, two))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the diagonal is f64[]");
    }
}
