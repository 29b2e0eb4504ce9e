package dev.costate.numerics.ode;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.numerics.ode.explicit.Tsitouras5;
import dev.costate.random.Key;
import dev.costate.random.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Small random networks as fields: every way to a gradient comes to the same.
class NeuralFieldTest {
    private record Net(Tensor in, Tensor bias, Tensor out) {}

    private static Net net(long seed) {
        Key.Pair keys = Key.of(seed).split();
        Key.Pair more = keys.second().split();
        return new Net(normal(keys.first(), 2, 8), normal(more.first(), 8), normal(more.second(), 8, 2));
    }

    private static Tensor normal(Key key, int... dims) {
        return Random.normal(key, dims).to(DType.FLOAT64).mul(0.7);
    }

    private static final Ode<Tensor, Net> ODE = Ode.of((Tensor t, Tensor y, Net p) ->
            y.matmul(p.in).add(p.bias).add(t).tanh().matmul(p.out));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void allGradientsAgree(long seed) {
        Net net = net(seed);
        Net along = net(seed + 100);
        Tensor y0 = normal(Key.of(seed + 200), 3, 2);
        Ode<Tensor, Net> adaptive = ODE.tolerance(1e-9, 1e-9).saveAt(0.4, 1);
        Ode<Tensor, Net> equal = ODE.method(new Tsitouras5()).steps(80).saveAt(0.4, 1);
        Net usual = gradient(adaptive, y0, net);
        assertClose(usual, gradient(adaptive.gradient(new Gradient.Checkpointed(2)), y0, net), 1e-13);
        assertClose(usual, gradient(adaptive.gradient(Backsolve.of(1e-9, 1e-9)), y0, net), 1e-6);
        assertClose(usual, gradient(equal, y0, net), 1e-6);
        assertClose(gradient(equal, y0, net), gradient(equal.gradient(new Gradient.Stored(0)), y0, net), 1e-13);
        double forwards = jvp(loss(adaptive, y0), net, along).tangent().item();
        double backwards = 0;
        for (int i = 0; i < 3; i++) {
            backwards += Tree.leaves(usual)
                    .get(i)
                    .mul(Tree.leaves(along).get(i))
                    .sum()
                    .item();
        }
        assertThat(backwards).isCloseTo(forwards, within(1e-12 * (1 + Math.abs(forwards))));
    }

    private static Fn1<Net, Tensor> loss(Ode<Tensor, Net> ode, Tensor y0) {
        return p -> {
            Solution<Tensor> s = ode.solve(y0, 0, 1.3, p);
            return s.y().square().sum().add(s.saved().sum());
        };
    }

    private static Net gradient(Ode<Tensor, Net> ode, Tensor y0, Net net) {
        return jit(grad(loss(ode, y0))).apply(net);
    }

    private static void assertClose(Net a, Net b, double tolerance) {
        for (int i = 0; i < 3; i++) {
            assertThat(Tree.leaves(a).get(i).allClose(Tree.leaves(b).get(i), 0, tolerance * 10))
                    .isTrue();
        }
    }
}
