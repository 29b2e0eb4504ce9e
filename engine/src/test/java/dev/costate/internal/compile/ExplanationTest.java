package dev.costate.internal.compile;

import static dev.costate.Costate.cond;
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
import dev.costate.internal.members.MembersOutermost;
import dev.costate.internal.optimise.Optimiser;
import dev.costate.ops.Creation;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What `explain` says is so: work and buffers by formulas, and the places of values.
class ExplanationTest {
    private static Tensor zeros(int... dims) {
        return Creation.zeros(DType.FLOAT64, Shape.of(dims));
    }

    private static Plan plan(Graph graph) {
        return Planner.plan(Optimiser.optimise(MembersOutermost.apply(Expansion.expand(graph))));
    }

    private static Plan plan(Fn1<Tensor, ?> f, int... dims) {
        return plan(Graph.of(f, zeros(dims)));
    }

    private static String explain(Fn1<Tensor, ?> f, Detail detail, int... dims) {
        return new Compiler().compile(Graph.of(f, zeros(dims))).explain(detail);
    }

    @Test
    void elementwiseOperationsCountOnceAnElement() {
        // (x + 1) x, read once and written once, 8 bytes each.
        assertThat(Work.of(plan(x -> x.add(1).mul(x), 1000))).isEqualTo(new Work(1, 2000, 16_000, true));
    }

    @Test
    void anExpressionReadTwiceCountsOnce() {
        assertThat(Work.of(plan(x -> x.exp().mul(x.exp()), 1000)).flops()).isEqualTo(2000);
    }

    @Test
    void aSumOfNNumbersIsNOperations() {
        assertThat(Work.of(plan(x -> x.sum(1), 30, 70))).isEqualTo(new Work(1, 2100, 8 * (2100 + 30), true));
    }

    @Test
    void aProductOfMatricesIsTwoOperationsATerm() {
        Fn2<Tensor, Tensor, Tensor> product = Tensor::matmul;
        Plan plan = plan(Graph.of(product, zeros(40, 50), zeros(50, 60)));
        assertThat(Work.of(plan)).isEqualTo(new Work(1, 2 * 40 * 50 * 60, 8 * (2000 + 3000 + 2400), true));
    }

    @Test
    void wholeNumbersAreNoFlops() {
        Fn1<Tensor, Tensor> f = x -> x.add(1).mul(x);
        assertThat(Work.of(plan(Graph.of(f, Creation.zeros(DType.INT32, Shape.of(100)))))
                        .flops())
                .isZero();
    }

    @Test
    void loopsMultiply() {
        Work step = Work.of(plan(x -> x.mul(x).add(1), 100));
        Work loop = Work.of(plan(x -> scan((Tensor c) -> c.mul(c).add(1), x, 12), 100));
        assertThat(loop).isEqualTo(step.times(12));
        Work members =
                Work.of(plan(vmap((Tensor x) -> scan((Tensor c) -> c.mul(c).add(1), x, 12)), 7, 100));
        assertThat(members).isEqualTo(step.times(12 * 7));
    }

    @Test
    void smallLoopsAreOneKernel() {
        assertThat(Work.of(plan(x -> scan((Tensor c) -> c.mul(c).add(1), x, 12))))
                .isEqualTo(new Work(1, 24, 16, true));
    }

    @Test
    void loopsOfUnknownLengthCountOneTurn() {
        Fn1<Tensor, Tensor> f = x -> whileLoop(c -> c.sum().lt(9), c -> c.mul(c).add(1), x);
        assertThat(Work.of(plan(f, 100))).isEqualTo(new Work(2, 300, 8 * 100 + 1 + 8 * 200, false));
        assertThat(explain(f, Detail.SCHEDULE, 100)).contains("loops of unknown length count one turn");
        assertThat(explain(x -> x.sin(), Detail.SCHEDULE, 100)).doesNotContain("unknown");
    }

    @Test
    void theDearestBranchCounts() {
        Fn1<Tensor, Tensor> f =
                x -> cond(x.sum().gt(0), (Tensor y) -> y.mul(y).mul(3).sin(), (Tensor y) -> y.mul(2), x);
        Work other = Work.of(plan(x -> x.sum().gt(0), 100));
        assertThat(Work.of(plan(f, 100)).flops() - other.flops()).isEqualTo(300);
    }

    @Test
    void buffersAreUsedAgain() {
        // The sine stands in the place of the first product; the second product needs another, for it reads the first.
        Fn1<Tensor, Tensor> chain = x -> x.matmul(x).sin().matmul(x).cos().matmul(x);
        Plan plan = plan(chain, 100, 100);
        assertThat(plan.steps()).hasSize(3);
        assertThat(Buffers.of(plan)).isEqualTo(new Buffers(3, 3 * 80_000, 2));
    }

    @Test
    void aLoopWritesWhatItCarriesInPlaceWhereItMay() {
        // The result is the buffer; 20 numbers are above what scalar loops take.
        assertThat(Buffers.of(plan(x -> scan((Tensor c) -> c.mul(c).add(1), x, 12), 20)))
                .isEqualTo(new Buffers(1, 160, 1));
        // What is reversed in every step is not read where it is written.
        assertThat(Buffers.of(plan(x -> scan((Tensor c) -> c.flip(0).add(1), x, 12), 20)))
                .isEqualTo(new Buffers(2, 2 * 160, 0));
        // And one for all outputs of the steps.
        Fn1<Tensor, ?> stacking =
                x -> scan((Tensor c, Tensor none) -> new Step<>(c.mul(c).add(1), c.mul(3)), x, zeros(12));
        assertThat(Buffers.of(plan(stacking, 20))).isEqualTo(new Buffers(2, 160 + 12 * 160, 1));
    }

    @Test
    void reshapesShareABuffer() {
        Buffers buffers = Buffers.of(plan(x -> x.matmul(x).reshape(50, 200), 100, 100));
        assertThat(buffers).isEqualTo(new Buffers(1, 80_000, 1));
    }

    @Test
    void saysWhereValuesGo() {
        String text = explain(x -> x.matmul(x).add(1).relu().matmul(x), Detail.KERNELS, 64, 64);
        assertThat(text)
                .contains("kernel 1: product of f64 matrices, [64,64] [64,64], then vectors along 4,096")
                .contains(": 528,384 flops, 131,072 bytes")
                .contains("stored: for the rest of the kernel")
                .contains("in place: ")
                .contains(" add")
                .contains("stored: a factor of a product, read by kernel 2")
                .contains("stored: a result")
                .contains("ExplanationTest.java:");
    }

    @Test
    void theScheduleIsWithoutLinesAndLanes() {
        String text = explain(x -> x.matmul(x).add(1).relu().matmul(x), Detail.SCHEDULE, 64, 64);
        assertThat(text).doesNotContain(".java").doesNotContain("lanes").doesNotContain(" = ");
    }

    @Test
    void longExpressionsAreCutUnlessAskedFor() {
        Fn1<Tensor, Tensor> f = x -> {
            Tensor y = x;
            for (int i = 1; i < 20; i++) {
                y = y.mul(x).add(i).sin();
            }
            return y;
        };
        assertThat(explain(f, Detail.KERNELS, 100))
                .contains("sin(")
                .contains("...")
                .doesNotContain("add(mul(%0[i0], %0[i0]), 1.0");
        assertThat(explain(f, Detail.EXPRESSIONS, 100)).doesNotContain("...").contains("mul(%0[i0], %0[i0])");
        assertThat(explain(f, Detail.KERNELS, 100).lines())
                .allSatisfy(l -> assertThat(l.length()).isLessThan(160));
    }

    @Test
    void theTextIsTheSameEachTimeAndEverywhere() {
        Graph graph = Objects.requireNonNull(KnownPrograms.all().get("rectified-net"));
        String text = new Compiler().compile(graph).explain(Detail.EXPRESSIONS);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(new Compiler().compile(graph).explain(Detail.EXPRESSIONS))
                    .isEqualTo(text);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(text).doesNotContain("@");
    }

    @Test
    void compiledProgramsExplainThemselves() {
        assertThat(jit((Tensor x) -> x.sin()).compile(zeros(100)).explain(Detail.SCHEDULE))
                .isEqualTo("""
                    %0  input  f64[100]  arg0
                    kernel 1: vectors along 100: 100 flops, 1,600 bytes
                      %1  f64[100]  sin  along  stored: a result
                    return %1
                    1 buffer, 800 bytes
                    1 kernel, 1 start a run; 100 flops, 1,600 bytes
                    no fallbacks
                    """);
    }
}
