package dev.costate.internal.transform;

import static dev.costate.Costate.checkpoint;
import static dev.costate.Costate.grad;
import static dev.costate.Costate.hvp;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.graph.Graph;
import dev.costate.graph.Verifier;
import dev.costate.internal.compile.Closeness;
import dev.costate.internal.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the reverse pass remembers: with `checkpoint` no more than the arguments, and the derivatives are the
/// same.
class RecomputationTest {
    private static final int DEPTH = 20;
    private static final int STEPS = 7;
    private static final int SIZE = 5;
    private static final Type VECTOR = Type.of(DType.FLOAT64, SIZE);
    private static final Tensor X = Tensor.of(0.1, -0.4, 0.7, 1.1, -1.3);

    private static Tensor deep(Tensor x) {
        Tensor y = x;
        for (int i = 0; i < DEPTH; i++) {
            y = y.sin().add(x);
        }
        return y;
    }

    /// How many numbers the forward pass hands to the reverse pass.
    private static int remembered(Fn1<Tensor, Tensor> f) {
        Graph graph = Trace.graph(List.of(VECTOR), in -> List.of(f.apply(in.get(0))));
        ReverseMode.Vjp vjp = ReverseMode.vjp(graph, new boolean[] {true});
        Verifier.verify(vjp.forward());
        Verifier.verify(vjp.backward());
        List<Type> inputs = vjp.backward().inputs();
        return inputs.subList(0, vjp.residuals()).stream().mapToInt(Type::size).sum();
    }

    @Test
    void aFunctionRemembersItsArgumentsAlone() {
        assertThat(remembered(RecomputationTest::deep)).isGreaterThanOrEqualTo(DEPTH * SIZE);
        assertThat(remembered(checkpoint(RecomputationTest::deep))).isEqualTo(SIZE);
        // Around the checkpoint everything is remembered as ever.
        assertThat(remembered(
                        x -> checkpoint(RecomputationTest::deep).apply(x.exp()).sin()))
                .isLessThanOrEqualTo(3 * SIZE);
    }

    @Test
    void aLoopRemembersItsCarriesAlone() {
        assertThat(remembered(x -> scan(RecomputationTest::deep, x, STEPS)))
                .isGreaterThanOrEqualTo(STEPS * DEPTH * SIZE);
        assertThat(remembered(x -> scan(checkpoint(RecomputationTest::deep), x, STEPS)))
                .isEqualTo(STEPS * SIZE);
    }

    /// The square root rule: a loop of loops remembers the carries of the outer loop, then those of one inner
    /// one.
    @Test
    void aLoopOfLoopsRemembersTheOuterCarries() {
        Fn1<Tensor, Tensor> inner = x -> scan(RecomputationTest::deep, x, STEPS);
        assertThat(remembered(x -> scan(checkpoint(inner), x, STEPS))).isEqualTo(STEPS * SIZE);
    }

    /// What a step closes over is remembered once, not at every step.
    @Test
    void aLoopRemembersWhatDoesNotChangeOnce() {
        int free = remembered(x -> scan((Tensor h) -> h.mul(x.exp()), x, STEPS));
        // The carries, and e^x.
        assertThat(free).isLessThanOrEqualTo((STEPS + 2) * SIZE);
    }

    @Test
    void derivativesAreTheSameToTheLastBit() {
        Fn2<Fn1<Tensor, Tensor>, Tensor, Tensor> looped =
                (f, x) -> scan(f, x, 3).square().sum();
        Fn1<Tensor, Tensor> plain = x -> looped.apply(RecomputationTest::deep, x);
        Fn1<Tensor, Tensor> checked = x -> looped.apply(checkpoint(RecomputationTest::deep), x);
        Fn1<Tensor, Tensor> twice = x -> looped.apply(checkpoint(checkpoint(RecomputationTest::deep)), x);
        Tensor v = X.flip();
        for (Fn1<Tensor, Tensor> f : List.of(checked, twice)) {
            assertThat(f.apply(X).identical(plain.apply(X))).isTrue();
            assertThat(grad(f).apply(X).identical(grad(plain).apply(X))).isTrue();
            Closeness.of(grad(plain), X).check(jit(grad(f)).apply(X), "the gradient");
            assertThat(hvp(f, X, v).identical(hvp(plain, X, v))).isTrue();
            Tensor members = dev.costate.ops.Layout.stack(List.of(X, v), 0);
            assertThat(vmap(grad(f)).apply(members).get(1).identical(grad(plain).apply(v)))
                    .isTrue();
        }
    }
}
