package dev.costate.internal.compile;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Detail;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.graph.Graph;
import dev.costate.ops.Sorting;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RankingCodeTest {
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void rowsDoNotSeeThreads(DType dtype) {
        Tensor x = Random.normal(Key.of(1), dtype, Shape.of(17, 2000, 3));
        Members.doNotSeeThreads(
                jit((Tensor t) -> List.of(
                        t.sort(1),
                        t.argSort(1),
                        t.argSort(0),
                        Sorting.topK(t.sin(), 2, 2).values())),
                x);
    }

    /// Each member trims the largest of its residuals in every step: the order stands inside a loop, behind the
    /// members' axis.
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void aMemberIsAsAlone(DType dtype) {
        Tensor data = Random.normal(Key.of(2), dtype, Shape.of(40, 17));
        Fn1<Tensor, Tensor> loss = w ->
                Sorting.bottomK(data.matmul(w).sub(1).square(), 30, 0).values().mean();
        Fn1<Tensor, Tensor> train =
                start -> scan((Tensor w) -> w.sub(grad(loss).apply(w).mul(0.1)), start, 20);
        List<Tensor> starts = new ArrayList<>();
        for (int m = 0; m < 7; m++) {
            starts.add(Random.normal(Key.of(m), dtype, Shape.of(17)));
        }
        Members.runAsAlone(train, starts, 1, 2, 7);
    }

    /// A loop over a few numbers is straight-line code, in which they are exchanged.
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void aFewNumbersAreExchanged(DType dtype) {
        double nan = Double.NaN;
        for (boolean descending : new boolean[] {false, true}) {
            Tensor x = Tensor.of(new double[][] {{2, nan, -0.0}, {0, -0.0, 0}, {nan, nan, 1}, {2, -1, 2}})
                    .to(dtype);
            Fn1<Tensor, Tensor> sort = descending ? t -> Sorting.sortDescending(t, 0) : t -> t.sort(0);
            LoopAgreement.scalarLoop(
                    (Tensor t) -> scan((Tensor c) -> sort.apply(c).flip(1), t, 3), x);
            LoopAgreement.scalarLoop(
                    (Tensor t) -> scan((Tensor c) -> c.add(c.argSort(1).to(dtype)), t, 3), x);
        }
    }

    @Test
    void isCompiled() {
        Graph graph =
                Graph.of((Tensor x) -> Sorting.topK(x.sin(), 3, 1).values().exp(), Tensor.zeros(50, 100));
        var executable = new Compiler().compile(graph);
        assertThat(executable.fallbacks()).isEmpty();
        assertThat(executable.explain(Detail.SCHEDULE))
                .contains("order along axis 1 of [50,100], descending, the first 3: 0 flops");
    }
}
