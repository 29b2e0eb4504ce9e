package dev.costate.internal.compile;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Detail;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.graph.Graph;
import dev.costate.ops.Creation;
import dev.costate.ops.LeastSquares;
import dev.costate.ops.Spectra;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpectralCodeTest {
    private static Tensor random(int seed, DType dtype, int... dims) {
        return Random.normal(Key.of(seed), dtype, Shape.of(dims));
    }

    /// One large matrix too, whose rotations and products are shared out.
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void matricesDoNotSeeThreads(DType dtype) {
        for (int[] dims : new int[][] {{40, 17, 17}, {200, 200}}) {
            Members.doNotSeeThreads(
                    jit((Tensor a) -> List.of(
                            Spectra.qr(a).r(),
                            Spectra.eigh(a).vectors(),
                            Spectra.svd(a).u())),
                    random(1, dtype, dims));
        }
    }

    /// Orthogonal iteration: the eigenvalues of a symmetric matrix, by QR in a loop.
    private static Fn1<Tensor, Tensor> iteration(DType dtype, int n) {
        Tensor w = random(2, dtype, n, n);
        Tensor a = w.matmul(w.transpose());
        return start -> scan((Tensor q) -> Spectra.qr(a.matmul(q)).q(), start, 12);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void aMemberIsAsAlone(DType dtype) {
        for (int n : new int[] {2, 17}) {
            List<Tensor> starts = new ArrayList<>();
            for (int m = 0; m < 7; m++) {
                starts.add(random(m, dtype, n, n));
            }
            Members.runAsAlone(iteration(dtype, n), starts, 1, 2, 7);
        }
    }

    /// Fitting lines by least squares in one program: the gradient with respect to the points, of many fits at once.
    @Test
    void gradientsOfManyFits() {
        Fn1<Tensor, Tensor> slope = y -> {
            Tensor x = Creation.arange(DType.FLOAT64, 5);
            Tensor ones = Creation.ones(DType.FLOAT64, Shape.of(5));
            Tensor a = dev.costate.ops.Layout.concat(List.of(ones.unsqueeze(1), x.unsqueeze(1)), 1);
            return LeastSquares.leastSquares(a, y).get(1);
        };
        Tensor y = random(3, DType.FLOAT64, 6, 5);
        Tensor gradients = jit(vmap(grad(slope))).apply(y);
        // d slope / d y[i] = (x[i] - 2) / 10 for every y
        for (int m = 0; m < 6; m++) {
            Tensor expected = Creation.arange(DType.FLOAT64, 5).sub(2).mul(0.1);
            assertThat(gradients.get(m).sub(expected).abs().max().item()).isLessThan(1e-14);
        }
    }

    @Test
    void isCompiled() {
        Graph graph = Graph.of(
                (Tensor a) -> Spectra.singularValues(a.sin()).exp(), Creation.zeros(DType.FLOAT64, Shape.of(50, 4, 3)));
        var executable = new Compiler().compile(graph);
        assertThat(executable.fallbacks()).isEmpty();
        assertThat(executable.explain(Detail.SCHEDULE)).contains("svd of 50 times f64[4,3]");
    }
}
