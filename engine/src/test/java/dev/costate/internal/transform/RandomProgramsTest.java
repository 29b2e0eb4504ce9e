package dev.costate.internal.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Costate;
import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.Vmap;
import dev.costate.function.Fn1;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphPrinter;
import dev.costate.graph.RandomGraphs;
import dev.costate.graph.RandomGraphs.Options;
import dev.costate.graph.Verifier;
import dev.costate.internal.compile.Closeness;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.TensorBridge;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random programs under every transformation. A failure names its seed; `-Dcostate.seed=N` runs that one alone.
class RandomProgramsTest {
    private static final int COUNT = 200;

    static LongStream seeds() {
        return RandomGraphs.seeds(COUNT);
    }

    /// A program, values for its inputs, and which of these are floating.
    private record Sample(Graph graph, List<Tensor> x, List<Integer> floating) {
        static Sample of(long seed, Options options) {
            Graph graph = RandomGraphs.graph(seed, options);
            List<Tensor> x = tensors(RandomGraphs.arguments(graph, seed));
            return new Sample(
                    graph,
                    x,
                    IntStream.range(0, x.size())
                            .filter(i -> x.get(i).dtype().isFloating())
                            .boxed()
                            .toList());
        }

        List<Tensor> call(List<Tensor> arguments) {
            return Dispatch.call(graph, arguments);
        }

        /// All results as a function of the floating inputs.
        List<Tensor> vary(List<Tensor> z) {
            List<Tensor> all = new ArrayList<>(x);
            for (int i = 0; i < z.size(); i++) {
                all.set(floating.get(i), z.get(i));
            }
            return call(all);
        }

        /// The floating inputs.
        List<Tensor> free() {
            return floating.stream().map(x::get).toList();
        }

        /// Random tensors like these.
        static List<Tensor> like(List<Tensor> tensors, long seed) {
            Random random = new Random(seed);
            return tensors.stream()
                    .map(t -> TensorBridge.of(RandomGraphs.array(t.type(), random)))
                    .toList();
        }

        String text() {
            return "the program\n" + GraphPrinter.summary(graph);
        }
    }

    private static List<Tensor> tensors(List<Array> arrays) {
        return arrays.stream().map(TensorBridge::of).toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void compiledPrunedAndRecomputedAreTheSame(long seed) {
        Sample s = Sample.of(seed, Options.ANY.withScalar(false));
        List<Tensor> y = s.call(s.x());
        Graph pruned = Pruning.prune(s.graph());
        Verifier.verify(pruned);
        assertIdentical(s, Dispatch.call(pruned, s.x()), y);
        assertCompiles(s, s::call, s.x(), y);
        assertIdentical(s, Costate.checkpoint(s::call).apply(s.x()), y);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void membersAreALoop(long seed) {
        Sample s = Sample.of(seed, Options.ANY.withScalar(false));
        int n = s.x().size();
        int members = 3;
        int shared = new Random(seed).nextInt(1 << n) & ~1;
        List<List<Tensor>> each = new ArrayList<>();
        for (int m = 0; m < members; m++) {
            List<Tensor> own = new ArrayList<>(tensors(RandomGraphs.arguments(s.graph(), seed + m)));
            for (int i = 0; i < n; i++) {
                if ((shared >> i & 1) != 0) {
                    own.set(i, s.x().get(i));
                }
            }
            each.add(own);
        }
        List<Tensor> batched = new ArrayList<>(Tree.stack(each));
        for (int i = 0; i < n; i++) {
            if ((shared >> i & 1) != 0) {
                batched.set(i, s.x().get(i));
            }
        }
        List<Tensor> wide = Costate.vmap(s::call)
                .in(
                        0,
                        path -> (shared >> Integer.parseInt(path.substring(1, path.length() - 1)) & 1) != 0
                                ? Vmap.SHARED
                                : 0)
                .apply(batched);
        for (int m = 0; m < members; m++) {
            assertIdentical(s, Tree.member(wide, m), s.call(each.get(m)));
        }
    }

    /// `<u, J v> = <J' u, v>`
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void reverseIsTheTransposeOfForward(long seed) {
        Sample s = Sample.of(seed, Options.DIFFERENTIABLE.withScalar(false));
        Fn1<List<Tensor>, List<Tensor>> f = s::vary;
        List<Tensor> z = s.free();
        List<Tensor> v = Sample.like(z, seed);
        List<Tensor> pushed = Costate.jvp(f, z, v).tangent();
        List<Tensor> u = Sample.like(pushed, seed + 1);
        List<Tensor> pulled = Costate.vjp(f, z).pullback().apply(u);
        double forward = product(u, pushed);
        double reverse = product(pulled, v);
        boolean single = s.graph().toString().contains("f32");
        // The sums may cancel: what they are made of is the measure.
        double scale = 1 + norm(u) * norm(pushed) + norm(pulled) * norm(v);
        assertThat(Math.abs(forward - reverse))
                .as("%s and %s in %s", forward, reverse, s.text())
                .isLessThan((single ? 1e-5 : 1e-13) * scale);
        Fn1<List<Tensor>, List<Tensor>> pullback =
                w -> Costate.vjp(f, w).pullback().apply(u);
        assertCompiles(s, pullback, z, pulled);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void gradientsAreDifferences(long seed) {
        Sample s = Sample.of(seed, Options.SMOOTH);
        Fn1<List<Tensor>, Tensor> f = z -> s.vary(z).get(0);
        List<Tensor> z = s.free();
        List<Tensor> v = Sample.like(z, seed).stream().map(t -> t.mul(0.3)).toList();
        List<Tensor> gradient = Costate.grad(f).apply(z);
        double[] difference = slope(t -> f.apply(along(z, v, t)).item());
        assertClose(s, product(gradient, v), difference, "the slope");
        assertClose(s, Costate.jvp(f, z, v).tangent().item(), difference, "the slope by forward mode");
        double[] bend = slope(t -> product(Costate.grad(f).apply(along(z, v, t)), v));
        assertClose(s, product(Costate.hvp(f, z, v), v), bend, "the bend");
        assertCompiles(s, Costate.grad(f), z, gradient);
        List<Tensor> members = Costate.vmap(Costate.grad(f)).apply(Tree.stack(List.of(z, along(z, v, 0.1))));
        assertIdentical(s, Tree.member(members, 0), gradient);
    }

    /// The traced program is what runs at once, and compiled it is as near to that as it has to be.
    private static void assertCompiles(
            Sample s, Fn1<List<Tensor>, List<Tensor>> f, List<Tensor> x, List<Tensor> expected) {
        Closeness closeness = Closeness.of(f, x);
        assertIdentical(s, tensors(closeness.expected()), expected);
        closeness.check(Costate.jit(f).apply(x), s.text());
    }

    private static List<Tensor> along(List<Tensor> z, List<Tensor> v, double t) {
        return Tree.map(z, v, (a, da) -> a.add(da.mul(t)));
    }

    /// The derivative at 0 by a central difference and Richardson's correction, and the size of that correction.
    private static double[] slope(java.util.function.DoubleUnaryOperator f) {
        double h = 1e-3;
        double coarse = (f.applyAsDouble(h) - f.applyAsDouble(-h)) / (2 * h);
        double fine = (f.applyAsDouble(h / 2) - f.applyAsDouble(-h / 2)) / h;
        double correction = (fine - coarse) / 3;
        return new double[] {fine + correction, Math.abs(correction)};
    }

    private static void assertClose(Sample s, double actual, double[] expected, String what) {
        double scale = Math.max(1, Math.abs(expected[0]));
        assertThat(Math.abs(actual - expected[0]))
                .as(
                        "%s is %s, by differences %s with a correction of %s, of %s",
                        what, actual, expected[0], expected[1], s.text())
                .isLessThan(1e-8 * scale + 0.2 * expected[1]);
    }

    private static double product(List<Tensor> a, List<Tensor> b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i).dtype().isFloating()) {
                sum += a.get(i)
                        .to(DType.FLOAT64)
                        .mul(b.get(i).to(DType.FLOAT64))
                        .sum()
                        .item();
            }
        }
        return sum;
    }

    private static double norm(List<Tensor> a) {
        return Math.sqrt(product(a, a));
    }

    private static void assertIdentical(Sample s, List<Tensor> actual, List<Tensor> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).identical(expected.get(i)))
                    .as("result %s is %s, not %s, of %s", i, actual.get(i), expected.get(i), s.text())
                    .isTrue();
        }
    }
}
