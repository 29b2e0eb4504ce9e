package dev.costate.nn.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.random.Key;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Drawn weights have the moments and bounds that their names promise.
class InitialisersTest {
    private static final Shape SHAPE = Shape.of(200, 300);
    private static final Map<String, Initialiser> ALL = Map.ofEntries(
            Map.entry("zeros", Initialisers.zeros()),
            Map.entry("constant", Initialisers.constant(0.5)),
            Map.entry("uniform", Initialisers.uniform(-1, 3)),
            Map.entry("normal", Initialisers.normal(1, 2)),
            Map.entry("truncatedNormal", Initialisers.truncatedNormal(0.3)),
            Map.entry("xavierUniform", Initialisers.xavierUniform(2)),
            Map.entry("xavierNormal", Initialisers.xavierNormal(2)),
            Map.entry("kaimingUniform", Initialisers.kaimingUniform(Initialisers.gainOfRelu())),
            Map.entry("kaimingNormal", Initialisers.kaimingNormal(Initialisers.gainOfRelu())),
            Map.entry("lecunUniform", Initialisers.lecunUniform()),
            Map.entry("lecunNormal", Initialisers.lecunNormal()),
            Map.entry("torch", Initialisers.torch()),
            Map.entry("orthogonal", Initialisers.orthogonal(1)));

    /// Mean and variance of each.
    private static final Map<String, double[]> MOMENTS = Map.ofEntries(
            Map.entry("zeros", new double[] {0, 0}),
            Map.entry("constant", new double[] {0.5, 0}),
            Map.entry("uniform", new double[] {1, 16.0 / 12}),
            Map.entry("normal", new double[] {1, 4}),
            Map.entry("truncatedNormal", new double[] {0, 0.09}),
            Map.entry("xavierUniform", new double[] {0, 4 * 2 / 500.0}),
            Map.entry("xavierNormal", new double[] {0, 4 * 2 / 500.0}),
            Map.entry("kaimingUniform", new double[] {0, 2 / 300.0}),
            Map.entry("kaimingNormal", new double[] {0, 2 / 300.0}),
            Map.entry("lecunUniform", new double[] {0, 1 / 300.0}),
            Map.entry("lecunNormal", new double[] {0, 1 / 300.0}),
            Map.entry("torch", new double[] {0, 1 / 900.0}),
            Map.entry("orthogonal", new double[] {0, 1 / 300.0}));

    @Test
    void haveTheirMoments() {
        assertThat(MOMENTS.keySet()).isEqualTo(ALL.keySet());
        ALL.forEach((name, initialiser) -> {
            for (var dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
                var w = initialiser.draw(Key.of(7), dtype, SHAPE);
                assertThat(w.type().toString()).startsWith(dtype.toString());
                assertThat(w.shape()).isEqualTo(SHAPE);
                var wide = w.to(DType.FLOAT64);
                var mean = wide.mean().item();
                var variance = wide.var().item();
                var moments = Objects.requireNonNull(MOMENTS.get(name));
                // Five standard errors of 60,000 draws.
                assertThat(mean).as(name).isCloseTo(moments[0], within(5 * Math.sqrt(moments[1] / 60_000) + 1e-12));
                assertThat(variance).as(name).isCloseTo(moments[1], within(0.03 * moments[1] + 1e-12));
                assertThat(initialiser.draw(Key.of(7), dtype, SHAPE).identical(w))
                        .as("%s draws the same again", name)
                        .isTrue();
            }
        });
    }

    @Test
    void orthogonalMatricesAre() {
        for (var dims : new int[][] {{40, 13}, {13, 40}, {25, 25}, {6, 2, 5}}) {
            var w = Initialisers.orthogonal(3).draw(Key.of(1), DType.FLOAT64, Shape.of(dims), new Fans(1, 1));
            var m = w.reshape(dims[0], w.size() / dims[0]);
            Tensor gram = m.dim(0) < m.dim(1)
                    ? m.matmul(m.transpose())
                    : m.transpose().matmul(m);
            var error = gram.sub(Creation.eye(DType.FLOAT64, gram.dim(0)).mul(9))
                    .abs()
                    .max();
            assertThat(error.item()).isLessThan(1e-13);
        }
    }

    @Test
    void fansCountTheReceptiveField() {
        assertThat(Fans.of(Shape.of(7, 3))).isEqualTo(new Fans(3, 7));
        assertThat(Fans.of(Shape.of(7, 3, 2, 5))).isEqualTo(new Fans(30, 70));
    }

    @Test
    void whatHasNoFansIsRefused() {
        assertThatThrownBy(() -> Initialisers.torch().draw(Key.of(1), DType.FLOAT32, Shape.of(3)))
                .hasMessageContaining("[3]")
                .hasMessageContaining("[out,in,...]");
        assertThatThrownBy(() -> Initialisers.orthogonal(1).draw(Key.of(1), DType.FLOAT32, Shape.of(3), new Fans(1, 1)))
                .hasMessageContaining("two axes");
    }
}
