package dev.costate.nn.layer;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static dev.costate.nn.layer.Battery.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.nn.init.Initialisers;
import dev.costate.numerics.ode.Backsolve;
import dev.costate.numerics.ode.Failure;
import dev.costate.numerics.ode.Gradient;
import dev.costate.numerics.ode.explicit.Euler;
import dev.costate.numerics.ode.explicit.RungeKutta4;
import dev.costate.random.Key;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NeuralOdeTest {
    private static final Tensor X = wave(DType.FLOAT64, Shape.of(3, 2), 0);

    private static Linear linear(int seed, int in, int out) {
        return new Linear(Key.of(seed), DType.FLOAT64, in, out, Initialisers.torch(), Initialisers.torch());
    }

    private static NeuralOde<Sequential> net() {
        return NeuralOde.of(Sequential.of(linear(1, 3, 5), Activation.TANH, linear(2, 5, 2)))
                .withTime();
    }

    /// `y' = J y` turns by the angle `T`.
    @Test
    void aSkewFieldTurns() {
        var turn = NeuralOde.of(new Linear(Tensor.of(new double[][] {{0, -1}, {1, 0}}), Optional.empty()))
                .until(2)
                .tolerance(1e-10, 1e-12);
        var expected = Tensor.of(new double[][] {{Math.cos(2), Math.sin(2)}, {-Math.sin(2), Math.cos(2)}});
        var y = turn.apply(Tensor.of(new double[][] {{1, 0}, {0, 1}}));
        assertThat(y.toDoubles()).containsExactly(expected.toDoubles(), within(1e-8));
        assertThat(turn.until(-2).apply(y).toDoubles()).containsExactly(new double[] {1, 0, 0, 1}, within(1e-8));
        var way = turn.at(Tensor.of(1.0, 0.0), 0, 1, 2);
        assertThat(way.get(":, 0").toDoubles())
                .containsExactly(new double[] {1, Math.cos(1), Math.cos(2)}, within(1e-8));
    }

    /// `y' = t`: the field sees the time.
    @Test
    void theTimeIsOneMoreNumber() {
        var field = new Linear(Tensor.of(new double[][] {{0, 0, 1}, {0, 0, 2}}), Optional.empty());
        var y = NeuralOde.of(field).withTime().until(3).apply(Tensor.of(1.0, 0.0));
        assertThat(y.toDoubles()).containsExactly(new double[] {5.5, 9}, within(1e-12));
    }

    /// Steps of Euler's method are residual layers.
    @Test
    void eulersStepsAreResidualLayers() {
        var field = Sequential.of(linear(3, 2, 2), Activation.TANH);
        var y = X;
        for (int i = 0; i < 4; i++) {
            y = y.add(field.apply(y).mul(0.25));
        }
        var layer = NeuralOde.of(field).method(new Euler()).steps(4);
        assertThat(layer.apply(X).toDoubles()).containsExactly(y.toDoubles(), within(1e-15));
    }

    @Test
    void itsGradientIsThatOfDifferences() {
        Fn1<NeuralOde<Sequential>, Tensor> loss =
                layer -> layer.apply(X).sub(0.3).square().sum();
        for (var layer : List.of(
                net().tolerance(1e-9, 1e-11),
                net().method(new RungeKutta4()).steps(7),
                net().method(new RungeKutta4()).steps(7).gradient(new Gradient.Stored(1)))) {
            var gradient = Tree.ravel(jit(grad(loss)).apply(layer)).vector();
            var ravelled = Tree.ravel(layer);
            var direction = wave(DType.FLOAT64, gradient.shape(), 1);
            double h = 1e-4;
            double up = loss.apply(ravelled.unravel().apply(ravelled.vector().add(direction.mul(h))))
                    .item();
            double down = loss.apply(ravelled.unravel().apply(ravelled.vector().sub(direction.mul(h))))
                    .item();
            // the third derivative's share of central differences
            assertThat(gradient.mul(direction).sum().item()).isCloseTo((up - down) / (2 * h), within(1e-6));
        }
    }

    /// A field that is no tree of weights: what it closes over has the gradient of the same weights as a tree.
    @Test
    void aFieldMayCloseOverItsWeights() {
        var weight = wave(DType.FLOAT64, Shape.of(2, 2), 0.3);
        for (var like : List.of(
                NeuralOde.of((Layer) y -> y).tolerance(1e-6, 1e-8),
                NeuralOde.of((Layer) y -> y).gradient(Backsolve.of(1e-6, 1e-8)))) {
            Fn1<Tensor, Tensor> closing =
                    w -> with(like, y -> y.matmul(w).tanh()).apply(X).square().sum();
            Fn1<Tensor, Tensor> explicit =
                    w -> with(like, new Tanh(w)).apply(X).square().sum();
            assertThat(grad(closing).apply(weight).identical(grad(explicit).apply(weight)))
                    .isTrue();
            assertThat(jit(grad(closing))
                            .apply(weight)
                            .identical(jit(grad(explicit)).apply(weight)))
                    .isTrue();
        }
    }

    private record Tanh(Tensor w) implements Layer {
        @Override
        public Tensor apply(Tensor y) {
            return y.matmul(w).tanh();
        }
    }

    private static <F extends Layer> NeuralOde<F> with(NeuralOde<?> like, F field) {
        return NeuralOde.of(field)
                .method(like.method())
                .tolerance(like.relative(), like.absolute())
                .gradient(like.gradient());
    }

    /// In a batch rows share their steps; as members each makes its own, as if it were alone.
    @Test
    void membersMakeTheirOwnSteps() {
        var layer = net();
        var rows = vmap((Tensor row) -> layer.apply(row)).apply(X);
        for (int i = 0; i < X.dim(0); i++) {
            assertThat(rows.get(i).identical(layer.apply(X.get(i)))).isTrue();
        }
        assertThat(layer.apply(X).sub(rows).abs().max().item()).isLessThan(1e-3);
    }

    @Test
    void whatBlowsUpIsNoNumberAndSaysWhy() {
        Layer square = y -> y.square();
        var solution = NeuralOde.of(square).until(2).solve(Tensor.ones(1));
        assertThat(solution.y().item()).isNaN();
        assertThat(solution.why()).isNotEqualTo(Failure.NONE);
    }

    @Test
    void wrongCallsAreNamed() {
        assertThatThrownBy(() -> NeuralOde.of(linear(1, 2, 3)).apply(X))
                .hasMessage("NeuralOde: the field makes [3,3] of [3,2]; a velocity is like the state, [3,2]");
        assertThatThrownBy(() -> NeuralOde.of(linear(1, 2, 2)).until(0)).hasMessageContaining("the horizon is 0.0");
        assertThatThrownBy(() -> NeuralOde.of(linear(1, 2, 2)).steps(-1)).hasMessageContaining("-1 steps");
        assertThatThrownBy(() -> NeuralOde.of(linear(1, 2, 2)).apply(Tensor.scalar(1)))
                .hasMessageContaining("scalar");
    }
}
