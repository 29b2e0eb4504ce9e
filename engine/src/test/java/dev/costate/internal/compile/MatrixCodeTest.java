package dev.costate.internal.compile;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static dev.costate.Costate.whileLoop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Detail;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.graph.Graph;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.ops.LinearAlgebra;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixCodeTest {
    private static Tensor random(int seed, DType dtype, int... dims) {
        return Random.normal(Key.of(seed), dtype, Shape.of(dims));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void matricesDoNotSeeThreads(DType dtype) {
        Members.doNotSeeThreads(
                jit((Tensor a) -> List.of(
                        LinearAlgebra.solve(a, a.sin()),
                        LinearAlgebra.determinant(a),
                        LinearAlgebra.cholesky(a.matmul(Layout.swapAxes(a, 1, 2))))),
                random(1, dtype, 40, 17, 17));
    }

    /// Newton's method for a steady state, in a loop: each member factors a matrix of its own in every step.
    private static Fn1<Tensor, Tensor> newton(DType dtype, int n) {
        Tensor w = random(2, dtype, n, n).mul(0.3);
        Fn1<Tensor, Tensor> f = y -> y.sub(w.matmul(y.tanh())).sub(1);
        return start -> scan(
                (Tensor y) -> {
                    Tensor slope =
                            Creation.eye(dtype, n).sub(w.mul(y.tanh().square().rsub(1)));
                    return y.sub(LinearAlgebra.solve(slope, f.apply(y)));
                },
                start,
                8);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void aMemberIsAsAlone(DType dtype) {
        for (int n : new int[] {2, 17}) {
            List<Tensor> starts = new ArrayList<>();
            for (int m = 0; m < 7; m++) {
                starts.add(random(m, dtype, n));
            }
            Members.runAsAlone(newton(dtype, n), starts, 1, 2, 7);
        }
    }

    /// Where it converges depends on no start, and is where the function is zero.
    @Test
    void newtonConvergesInACompiledLoop() {
        Tensor starts = random(3, DType.FLOAT64, 4, 5);
        Tensor ends = jit(vmap(newton(DType.FLOAT64, 5))).apply(starts);
        Tensor w = random(2, DType.FLOAT64, 5, 5).mul(0.3);
        Tensor left = ends.sub(ends.tanh().matmul(Layout.swapAxes(w, 0, 1))).sub(1);
        assertThat(left.abs().max().item()).isLessThan(1e-13);
        Tensor back =
                jit(grad((Tensor s) -> newton(DType.FLOAT64, 5).apply(s).sum())).apply(random(4, DType.FLOAT64, 5));
        assertThat(back.abs().max().item()).isLessThan(1e-12);
    }

    record State(Tensor a, Tensor count) {}

    /// Halving a matrix until it is singular in numbers, in a while loop.
    @Test
    void worksInAWhileLoop() {
        Fn1<Tensor, State> f = a -> whileLoop(
                (State s) -> LinearAlgebra.determinant(s.a).gt(1e-3),
                s -> new State(LinearAlgebra.solve(s.a.add(Creation.eye(DType.FLOAT64, 2)), s.a), s.count.add(1)),
                new State(a, Tensor.scalar(DType.INT32, 0)));
        Tensor a = Creation.eye(DType.FLOAT64, 2).mul(2);
        // x -> x / (1 + x) from 2 on is 2 / (1 + 2 k): its square is at most 1/1000 from k = 32 on.
        assertThat(jit(f).apply(a).count.item()).isEqualTo(32);
        assertThat(f.apply(a).count.item()).isEqualTo(32);
    }

    private static final List<Fn2<Tensor, Tensor, Tensor>> FUNCTIONS = List.of(
            LinearAlgebra::solve,
            (a, x) -> grad((Tensor b) -> LinearAlgebra.solve(a, b).mul(x).sum()).apply(x),
            (a, x) -> LinearAlgebra.triangularSolve(a, x, false, true, false),
            (a, x) -> LinearAlgebra.triangularSolve(a, x, true, false, true),
            (a, _) -> LinearAlgebra.cholesky(a),
            (a, _) -> LinearAlgebra.lu(a).packed(),
            (a, _) -> LinearAlgebra.lu(a).permutation());

    /// A loop over matrices of a few rows is straight-line code: to the last bit what the routines make of
    /// them, with every pivot, none, and NaNs.
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void fewRowsAreWrittenOut(DType dtype) {
        for (int n = 1; n <= 4; n++) {
            Tensor matrices = random(n, dtype, 40, n, n);
            Tensor all = Layout.concat(List.of(matrices, matrices.mul(0), matrices.round(), matrices.log()), 0);
            Tensor right = random(5, dtype, n, 2);
            for (Fn2<Tensor, Tensor, Tensor> f : FUNCTIONS) {
                Fn1<Tensor, Tensor> loop =
                        given -> scan((Tensor x, Tensor a) -> new Step<>(x, f.apply(a, x)), right, given)
                                .out();
                assertThat(LoopAgreement.isScalar(Graph.of(loop, all)))
                        .as("%s rows, function %s", n, FUNCTIONS.indexOf(f))
                        .isTrue();
                assertThat(jit(loop).apply(all).identical(loop.apply(all)))
                        .as("%s rows, function %s", n, FUNCTIONS.indexOf(f))
                        .isTrue();
            }
        }
    }

    @Test
    void isCompiled() {
        Graph graph = Graph.of(
                (Tensor a) -> LinearAlgebra.solve(a.sin(), a).exp(), Creation.zeros(DType.FLOAT64, Shape.of(50, 3, 3)));
        var executable = new Compiler().compile(graph);
        assertThat(executable.fallbacks()).isEmpty();
        assertThat(executable.explain(Detail.SCHEDULE))
                .contains("lu of 50 times f64[3,3]: 900 flops")
                .contains("solve of 50 times f64[3,3], f64[3,3], i32[3], f64[3,3]: 2,700 flops");
    }
}
