package dev.costate;

import static dev.costate.Costate.checkpoint;
import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.function.Fn1;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// When a function is compiled, and that it is then the same function.
class JitTest {
    private enum Kind {
        SINE,
        COSINE
    }

    private record Wave(Tensor amplitude, Kind kind, int periods) {
        Tensor at(Tensor x) {
            Tensor angle = x.mul(periods);
            return amplitude.mul(kind == Kind.SINE ? angle.sin() : angle.cos());
        }
    }

    private static final Tensor X = Tensor.of(0.1, 0.2, 0.3);

    @Test
    void oncePerTypeOfArgument() {
        Jit.Of2<Tensor, Tensor, Tensor> f = jit((Tensor a, Tensor b) -> a.mul(b).add(1));
        assertThat(f.compilations()).isZero();
        f.apply(X, X);
        f.apply(X.neg(), X.add(3));
        assertThat(f.compilations()).isEqualTo(1);
        f.apply(X, Tensor.scalar(2.0));
        assertThat(f.compilations()).as("another shape").isEqualTo(2);
        f.apply(X, X.to(DType.FLOAT32));
        assertThat(f.compilations()).as("another dtype").isEqualTo(3);
        f.apply(X, X);
        f.apply(X, Tensor.scalar(5.0));
        assertThat(f.compilations()).as("seen before").isEqualTo(3);
    }

    @Test
    void oncePerStructureAndStaticValue() {
        Jit.Of2<Wave, Tensor, Tensor> f = jit(Wave::at);
        Tensor one = Tensor.scalar(1.0);
        assertThat(f.apply(new Wave(one, Kind.SINE, 2), X).identical(X.mul(2).sin()))
                .isTrue();
        assertThat(f.apply(new Wave(one.mul(3), Kind.SINE, 2), X)
                        .identical(X.mul(2).sin().mul(3)))
                .isTrue();
        assertThat(f.compilations()).isEqualTo(1);
        assertThat(f.apply(new Wave(one, Kind.COSINE, 2), X).identical(X.mul(2).cos()))
                .isTrue();
        assertThat(f.apply(new Wave(one, Kind.SINE, 3), X).identical(X.mul(3).sin()))
                .isTrue();
        assertThat(f.compilations()).isEqualTo(3);

        Jit.Of1<List<Tensor>, Tensor> sum = jit((List<Tensor> l) -> l.stream().reduce(Tensor.scalar(0.0), Tensor::add));
        assertThat(sum.apply(List.of(one, one)).item()).isEqualTo(2);
        assertThat(sum.apply(List.of(one, one, one)).item()).isEqualTo(3);
        assertThat(sum.compilations()).isEqualTo(2);
    }

    /// A function under another transformation sees one member, or the values of one call: that is what it is
    /// compiled for.
    @Test
    void onceUnderEachTransformation() {
        Jit.Of1<Tensor, Tensor> f = jit((Tensor x) -> x.sin().mul(x));
        Tensor two = Tensor.scalar(2.0);
        grad(f).apply(two);
        grad(grad(f)).apply(two);
        jvp(f, two, two);
        vmap(f).apply(X);
        vmap(grad(f)).apply(X);
        checkpoint(f).apply(two);
        scan(f, two, 3);
        jit(f).apply(two);
        f.apply(two);
        assertThat(f.compilations()).isEqualTo(1);
        vmap(f).apply(Tensor.ones(2, 3).to(DType.FLOAT64));
        assertThat(f.compilations()).as("a member is a vector").isEqualTo(2);
    }

    /// A function that reads traced values of another belongs to that one's program.
    @Test
    void notWhereItClosesOverTracedValues() {
        List<Jit.Of1<Tensor, Tensor>> made = new ArrayList<>();
        Fn1<Tensor, Tensor> outer = w -> {
            Jit.Of1<Tensor, Tensor> inner = jit((Tensor x) -> x.mul(w).sin());
            made.add(inner);
            return inner.apply(w).add(inner.apply(w.square()));
        };
        double w = 0.7;
        double expected = 2 * w * Math.cos(w * w) + 3 * w * w * Math.cos(w * w * w);
        assertThat(grad(outer).apply(Tensor.scalar(w)).item())
                .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-14));
        assertThat(made.getFirst().compilations()).isZero();
        assertThat(outer.apply(Tensor.scalar(w)).item())
                .isCloseTo(Math.sin(w * w) + Math.sin(w * w * w), org.assertj.core.data.Offset.offset(1e-14));
        assertThat(made.getLast().compilations()).isEqualTo(1);
    }

    /// What a compiled function closes over is part of its program.
    @Test
    void closesOverNumbers() {
        Tensor[] shift = {Tensor.scalar(1.0)};
        Fn1<Tensor, Tensor> f = jit((Tensor x) -> x.add(shift[0]));
        assertThat(f.apply(Tensor.scalar(5.0)).item()).isEqualTo(6);
        shift[0] = Tensor.scalar(100.0);
        assertThat(f.apply(Tensor.scalar(5.0)).item()).isEqualTo(6);
    }

    @Test
    void aResultMayBeAnArgumentOrAConstantAndRepeat() {
        Fn1<Tensor, List<Tensor>> f = jit((Tensor x) -> {
            Tensor y = x.neg();
            return List.of(x, y, y, X, x);
        });
        List<Tensor> r = f.apply(Tensor.scalar(3.0));
        assertThat(r.get(0).item()).isEqualTo(3);
        assertThat(r.get(1).item()).isEqualTo(-3);
        assertThat(r.get(2).item()).isEqualTo(-3);
        assertThat(r.get(3).identical(X)).isTrue();
        assertThat(r.get(4).item()).isEqualTo(3);
    }

    /// Threads that ask at once wait for the one that compiles; the function is looked at once.
    @Test
    void onceForManyThreads() throws Exception {
        int threads = 16;
        AtomicInteger looks = new AtomicInteger();
        Jit.Of1<Tensor, Tensor> f = jit((Tensor x) -> {
            looks.incrementAndGet();
            Tensor y = x;
            for (int i = 0; i < 200; i++) {
                y = y.sin().add(x);
            }
            return y;
        });
        CountDownLatch start = new CountDownLatch(threads);
        List<Future<Tensor>> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int t = 0; t < threads; t++) {
                Tensor x = t % 2 == 0 ? X : X.get(":2");
                results.add(pool.submit(() -> {
                    start.countDown();
                    start.await();
                    return f.apply(x);
                }));
            }
        }
        assertThat(f.compilations()).isEqualTo(2);
        assertThat(looks).hasValue(2);
        for (int t = 0; t < threads; t++) {
            assertThat(results.get(t).get().identical(results.get(t % 2).get())).isTrue();
        }
    }

    /// A function that failed is looked at again: the next caller may have set what was missing.
    @Test
    void againAfterAFailure() {
        boolean[] broken = {true};
        Jit.Of1<Tensor, Tensor> f = jit((Tensor x) -> {
            if (broken[0]) {
                throw new IllegalStateException("not yet");
            }
            return x.mul(2);
        });
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> f.apply(X)).hasMessage("not yet");
        assertThat(f.compilations()).isZero();
        broken[0] = false;
        assertThat(f.apply(X).identical(X.mul(2))).isTrue();
        assertThat(f.compilations()).isEqualTo(1);
    }

    @Test
    void gradientsAreCompiledWhole() {
        Jit.Of1<Tensor, Tensor> step = jit((Tensor w) ->
                w.sub(grad((Tensor v) -> v.square().sum()).apply(w).mul(0.25)));
        Tensor trained = scan(step, X, 3);
        assertThat(trained.identical(X.mul(0.5).mul(0.5).mul(0.5))).isTrue();
        assertThat(vmap(step).apply(X).identical(X.mul(0.5))).isTrue();
        assertThat(step.compilations()).as("a vector, a scalar").isEqualTo(2);
    }
}
