package dev.costate.internal.compile;

import static dev.costate.Costate.cond;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanReverse;
import static dev.costate.Costate.switchCase;
import static dev.costate.Costate.vmap;
import static dev.costate.Costate.whileLoop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.Type;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Scan;
import dev.costate.internal.optimise.Optimiser;
import dev.costate.internal.trace.Trace;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A loop of scalars computes, bit for bit, what the interpreter does.
class ScalarLoopsTest {
    private record Pair(Tensor a, Tensor b) {}

    private record Triple(Tensor a, Tensor b, Tensor c) {}

    @Test
    void carriesChangePlacesAtOnce() {
        LoopAgreement.scalarLoop(
                p -> scan((Pair q) -> new Pair(q.b(), q.a().add(q.b())), p, 40),
                new Pair(Tensor.scalar(1.0), Tensor.scalar(2.0)));
    }

    @Test
    void outputsKeepTheOrderOfTheSlices() {
        Tensor xs = Tensor.of(new float[] {1, -2, 3, 0.5f, -0f, 7, 8, 9}).reshape(4, 2);
        LoopAgreement.scalarLoop(x -> sums(x, false), xs);
        LoopAgreement.scalarLoop(x -> sums(x, true), xs);
        LoopAgreement.scalarLoop(x -> sums(x, true), xs.get("0:0"));
        LoopAgreement.scalarLoop(
                x -> sums(x, false), Tensor.of(new double[6]).reshape(2, 3, 1).get(":, 0:0"));
    }

    private static List<Tensor> sums(Tensor xs, boolean reverse) {
        Tensor zero = xs.sum(0).mul(0);
        Fn2<Tensor, Tensor, Step<Tensor, Tensor>> f =
                (c, x) -> new Step<>(c.add(x), c.mul(x).sub(c));
        Scanned<Tensor, Tensor> all = reverse ? scanReverse(f, zero, xs) : scan(f, zero, xs);
        return List.of(all.carry(), all.out());
    }

    @Test
    void anIndexThatChangesReadsALargeTable() {
        double[] table = new double[1000];
        Arrays.setAll(table, i -> Math.sin(i) * 1e3);
        Tensor known = Tensor.of(table);
        Pair start = new Pair(Tensor.scalar(DType.INT32, 3), Tensor.scalar(0.5));
        Fn1<Tensor, Pair> walk = given -> scan(
                (Pair p) -> {
                    Tensor next = given.take(p.a(), 0).abs().to(DType.INT32);
                    return new Pair(next, p.b().add(known.mul(0.5).take(next, 0)));
                },
                start,
                50);
        LoopAgreement.scalarLoop(walk, Tensor.of(table));
    }

    @Test
    void anIndexThatChangesReadsASmallCarry() {
        LoopAgreement.scalarLoop(
                p -> scan(
                        (Pair q) -> {
                            Tensor i = q.a().sum().abs().to(DType.INT32).mod(5);
                            return new Pair(q.a().take(i, 0).add(q.a()).mul(0.7), q.b().add(i));
                        },
                        p,
                        25),
                new Pair(Tensor.of(1.5, -2.0, 0.25, 4.0, -0.5), Tensor.scalar(DType.INT32, 0)));
    }

    @Test
    void loopsInsideLoops() {
        Tensor xs = Tensor.of(0.3, -0.2, 0.9);
        // Long enough to stay a loop, over slices in memory; short with outputs, step by step.
        LoopAgreement.scalarLoop(
                x -> scan(
                        (Tensor c) -> {
                            Tensor inner = scan((Tensor d) -> d.mul(0.9).add(c), c.mul(x.sum()), 9);
                            var steps = scan(
                                    (Tensor d, Tensor e) ->
                                            new Step<>(d.add(e), d.mul(e).sin()),
                                    inner,
                                    x);
                            return steps.out().sum().sub(steps.carry().mul(0.1));
                        },
                        Tensor.scalar(0.4),
                        6),
                xs);
        Tensor long1 = Tensor.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18});
        LoopAgreement.scalarLoop(
                x -> scan(
                        (Tensor c) -> scan(
                                        (Tensor d, Tensor e) ->
                                                new Step<>(d.div(e).add(c), d),
                                        c,
                                        x)
                                .carry(),
                        Tensor.scalar(0.4),
                        6),
                long1);
    }

    @Test
    void whileLoops() {
        // Newton's root of each number, none of the steps for those that are there already.
        Fn1<Tensor, Tensor> root = x -> whileLoop(
                        (Pair p) -> p.a().square().sub(x).abs().gt(1e-12).and(p.b().lt(50)),
                        (Pair p) -> new Pair(p.a().add(x.div(p.a())).mul(0.5), p.b().add(1)),
                        new Pair(Tensor.scalar(1.0), Tensor.scalar(DType.INT32, 0)))
                .a();
        LoopAgreement.scalarLoop(root, Tensor.scalar(2.0));
        LoopAgreement.scalarLoop(root, Tensor.scalar(1.0));
        LoopAgreement.scalarLoop(
                x -> scan((Tensor c, Tensor e) -> new Step<>(c.add(root.apply(e)), root.apply(c)), x.sum(), x),
                Tensor.of(3.0, 1.0, 7.5, 1e-3, 12.0));
    }

    @Test
    void branches() {
        Fn1<Tensor, Tensor> collatz = x -> scan(
                (Tensor n) ->
                        cond(n.mod(2).eq(0), m -> m.floorDiv(2), m -> m.mul(3).add(1), n),
                x,
                30);
        LoopAgreement.scalarLoop(collatz, Tensor.scalar(DType.INT32, 27));
        LoopAgreement.scalarLoop(
                x -> scan(
                        (Triple t, Tensor i) -> {
                            Pair p = switchCase(
                                    i,
                                    List.<Fn1<Pair, Pair>>of(
                                            q -> new Pair(q.b(), q.a()),
                                            q -> new Pair(q.a().exp().mul(x.sum()), q.b()),
                                            q -> scan((Pair r) -> new Pair(r.b(), r.a().sub(r.b())), q, 7)),
                                    new Pair(t.a(), t.b()));
                            return new Step<>(new Triple(p.a(), p.b(), t.c().add(p.a())), p.b());
                        },
                        new Triple(Tensor.scalar(0.1), Tensor.scalar(0.2), Tensor.scalar(0.3)),
                        x.mul(10).to(DType.INT32)),
                Tensor.of(-3.0, 0.0, 0.1, 0.2, 0.3, 0.1, 0.2, 0.0));
    }

    @Test
    void drawsAndBooleans() {
        LoopAgreement.scalarLoop(
                (Tensor seed) -> scan(
                        (Pair p) -> {
                            Tensor draw = Random.normal(new Key(seed).foldIn(p.a()), DType.FLOAT32, Shape.of(3));
                            Tensor any = draw.gt(0).any().or(p.b().eq(0));
                            return new Pair(p.a().add(any.to(DType.INT32)).add(1), p.b().add(draw.sum()));
                        },
                        new Pair(Tensor.scalar(DType.INT32, 0), Tensor.scalar(DType.FLOAT32, 0)),
                        20),
                Key.of(5).words());
    }

    @Test
    void whatIsTooLargeRunsKernelByKernel() {
        Tensor wide = Tensor.of(new double[ScalarUnrolling.MOST_ELEMENTS + 1]).add(0.5);
        Fn1<Tensor, Tensor> carry = x -> scan((Tensor c) -> c.mul(0.5).add(1), x, 3);
        assertThat(LoopAgreement.isScalar(Graph.of(carry, wide))).isFalse();
        LoopAgreement.agree(carry, wide);
        Fn1<Tensor, Tensor> body = x -> scan(
                (Tensor c) -> {
                    Tensor y = c;
                    for (int i = 0; i < 600; i++) {
                        y = y.mul(c.add(i)).sin().add(y.div(i + 1.5));
                    }
                    return y;
                },
                x,
                3);
        assertThat(LoopAgreement.isScalar(Graph.of(body, Tensor.scalar(0.3)))).isFalse();
        LoopAgreement.agree(body, Tensor.scalar(0.3));
    }

    /// Many carries take the local variables with short instructions before scalars come to them; behind these
    /// they leave a method that HotSpot compiles.
    @Test
    void aLoopOfManyCarriesIsOneMethod() {
        int n = 58;
        Fn1<Tensor, List<Tensor>> f = x -> {
            List<Tensor> start = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                start.add(x.add(i * 0.01));
            }
            return scan(ScalarLoopsTest::mixed, start, 5);
        };
        Graph graph = Optimiser.optimise(Expansion.expand(Graph.of(f, Tensor.scalar(0.3))));
        Node loop = graph.nodes().stream()
                .filter(node -> node.op() instanceof Scan)
                .findFirst()
                .orElseThrow();
        List<Type> operands =
                Arrays.stream(loop.operands().toArray()).mapToObj(graph::type).toList();
        ScalarProgram program = ScalarUnrolling.of(loop.op(), operands, loop.results());
        assertThat(CodeSize.longest(ScalarLoops.bytes(program))).isGreaterThan(CodeSize.MOST);
        assertThat(CodeSize.longest(ScalarLoops.compact(program))).isLessThanOrEqualTo(CodeSize.MOST);
        LoopAgreement.scalarLoop(f, Tensor.scalar(0.3));
    }

    private static List<Tensor> mixed(List<Tensor> c) {
        int n = c.size();
        List<Tensor> next = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Tensor a = c.get(i).mul(c.get((i + 1) % n)).mul(0.25);
            Tensor b = a.sub(c.get((i + 7) % n).mul(0.5));
            Tensor d = b.mul(a).add(c.get((i + 3) % n));
            next.add(d.mul(b).add(d.mul(a)).add(a.mul(b)));
        }
        return next;
    }

    @Test
    void membersEachComputeWhatTheyDoAlone() {
        Fn1<Tensor, Tensor> f = x -> scan((Tensor c) -> c.sin().add(x), x, 12);
        Tensor members = Tensor.of(0.1, 0.7, -2.0);
        Tensor all = jit((Tensor x) -> vmap(f).apply(x)).apply(members);
        for (int m = 0; m < 3; m++) {
            assertThat(Trace.known(Tree.member(all, m))).isEqualTo(Trace.known(jit(f).apply(Tree.member(members, m))));
        }
    }
}
