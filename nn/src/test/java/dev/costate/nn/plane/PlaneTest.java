package dev.costate.nn.plane;

import static dev.costate.Costate.grad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.random.Key;
import dev.costate.random.Random;
import org.junit.jupiter.api.Test;

class PlaneTest {
    private static Tensor normal(int seed, int... dims) {
        return Random.normal(Key.of(seed), DType.FLOAT64, Shape.of(dims), 0, 1);
    }

    private static double most(Tensor x) {
        return x.abs().max().item();
    }

    /// Three round clouds of 40 points, 10 apart, in ten dimensions.
    private static Tensor clouds() {
        var centres = Creation.eye(DType.FLOAT64, 3, 10, 0).mul(10);
        return Layout.repeat(centres, 0, 40).add(normal(3, 120, 10));
    }

    @Test
    void componentsHaveTheirVariances() {
        var scale = Tensor.of(5.0, 2.0, 1.0, 0.1);
        var points = normal(1, 500, 4).mul(scale).add(7);
        var components = PrincipalComponents.of(points, 4);
        var mapped = components.map(points);
        assertThat(most(mapped.mean(0))).isLessThan(1e-12);
        var covariance = mapped.transpose().matmul(mapped).div(499);
        var expected = Creation.eye(DType.FLOAT64, 4).mul(components.variances());
        assertThat(most(covariance.sub(expected))).isLessThan(1e-12);
        assertThat(components.variances().sum().item()).isCloseTo(components.total(), within(1e-12));
        assertThat(components.directions().get(0, 0).item()).isGreaterThan(0.99);
        assertThatThrownBy(() -> PrincipalComponents.of(points, 5)).hasMessageContaining("5 components of f64[500,4]");
    }

    @Test
    void neighbourhoodsHaveThePerplexity() {
        var x = normal(2, 50, 3);
        double[][] rows = (double[][]) x.toArray();
        for (double perplexity : new double[] {2, 5, 16}) {
            for (int i = 0; i < 50; i += 7) {
                double[] squares = new double[50];
                for (int j = 0; j < 50; j++) {
                    for (int k = 0; k < 3; k++) {
                        squares[j] += Math.pow(rows[i][k] - rows[j][k], 2);
                    }
                }
                double entropy = 0;
                double sum = 0;
                for (double p : Neighbourhood.conditional(squares, i, Math.log(perplexity))) {
                    entropy -= p == 0 ? 0 : p * Math.log(p);
                    sum += p;
                }
                assertThat(Math.exp(entropy)).isCloseTo(perplexity, within(1e-8));
                assertThat(sum).isCloseTo(1, within(1e-14));
            }
            var p = Neighbourhood.of(x, perplexity);
            assertThat(p.sum().item()).isCloseTo(1, within(1e-13));
            assertThat(most(p.sub(p.transpose()))).isLessThan(1e-18);
            assertThat(most(p.diagonal())).isZero();
        }
        // Points that coincide have no scale: all neighbours are alike.
        assertThat(Neighbourhood.conditional(new double[7], 2, Math.log(3)))
                .containsExactly(1 / 6.0, 1 / 6.0, 0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0);
    }

    @Test
    void theGradientIsAutodiffs() {
        var p = Neighbourhood.of(normal(4, 30, 5), 7);
        for (double size : new double[] {1e-4, 1, 30}) {
            var y = normal(5, 30, 2).mul(size);
            var byHand = TSne.gradient(y, p);
            var byAutodiff = grad((Tensor at) -> TSne.divergence(at, p)).apply(y);
            // Terms of size 1 / size cancel.
            assertThat(most(byHand.sub(byAutodiff))).isLessThan(1e-14);
        }
    }

    @Test
    void cloudsStayApartAndNeighboursTogether() {
        var points = clouds();
        var map = new TSne(15, 400, 12).map(points);
        double[] y = map.places().toDoubles();
        double widest = 0;
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 120; i++) {
            for (int j = 0; j < i; j++) {
                double d = Math.hypot(y[2 * i] - y[2 * j], y[2 * i + 1] - y[2 * j + 1]);
                if (i / 40 == j / 40) {
                    widest = Math.max(widest, d);
                } else {
                    nearest = Math.min(nearest, d);
                }
            }
        }
        assertThat(nearest).isGreaterThan(0.5 * widest);
        double[] divergences = map.divergences().toDoubles();
        assertThat(divergences).hasSize(400);
        assertThat(divergences[399]).isLessThan(0.5 * divergences[0]).isPositive();
        var again = new TSne(15, 400, 12).map(points);
        assertThat(again.places().identical(map.places())).isTrue();
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> TSne.of(1)).hasMessageContaining("perplexity 1.0");
        assertThatThrownBy(() -> TSne.of(30).map(clouds().get("0:90"))).hasMessageContaining("more than 3 perplexity");
    }
}
