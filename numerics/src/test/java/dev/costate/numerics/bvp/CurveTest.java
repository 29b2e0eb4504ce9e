package dev.costate.numerics.bvp;

import static dev.costate.Costate.grad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Shape;
import dev.costate.Tensor;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static final double[] MESH = {-1, 0, 0.25, 2, 3, 7};

    /// A cubic is its own interpolant, on any mesh and beyond.
    private static final Curve<Tensor> CUBIC = cubic();

    private static Curve<Tensor> cubic() {
        double[][] y = new double[MESH.length][2];
        double[][] slopes = new double[MESH.length][2];
        for (int i = 0; i < MESH.length; i++) {
            y[i][0] = value(MESH[i]);
            y[i][1] = -2 * MESH[i];
            slopes[i][0] = slope(MESH[i]);
            slopes[i][1] = -2;
        }
        return new Curve<>(
                Tensor.of(MESH), Tensor.of((Object) y), Tensor.of((Object) slopes), Tensor.of(new double[0]));
    }

    private static double value(double x) {
        return 1 - 2 * x + 0.5 * x * x * x;
    }

    private static double slope(double x) {
        return -2 + 1.5 * x * x;
    }

    @Test
    void cubicsAreExactEverywhere() {
        for (double x : new double[] {-3, -1, -0.5, 0, 0.1, 0.25, 1, 2, 2.5, 3, 6.99, 7, 8}) {
            assertThat(CUBIC.at(x).get(0).item()).as("at %s", x).isCloseTo(value(x), within(1e-11));
            assertThat(CUBIC.at(x).get(1).item()).isCloseTo(-2 * x, within(1e-12));
            assertThat(CUBIC.slopeAt(Tensor.scalar(x)).get(0).item()).isCloseTo(slope(x), within(1e-11));
        }
    }

    @Test
    void placesMayHaveAnyShape() {
        Tensor x = Tensor.of(new double[][] {{-1, 0.5, 6}, {7, 1, 2}});
        assertThat(CUBIC.at(x).shape()).isEqualTo(Shape.of(2, 3, 2));
        assertThat(CUBIC.at(x).get(1, 1, 0).item()).isCloseTo(value(1), within(1e-12));
        assertThat(CUBIC.at(Tensor.of(new double[0])).shape()).isEqualTo(Shape.of(0, 2));
        assertThat(CUBIC.at(Double.NaN).isNaN().all().itemBoolean()).isTrue();
    }

    @Test
    void theDerivativeByThePlaceIsTheSlope() {
        for (double x : new double[] {-0.5, 0.1, 1, 5}) {
            assertThat(grad((Tensor t) -> CUBIC.at(t).get(0))
                            .apply(Tensor.scalar(x))
                            .item())
                    .isCloseTo(slope(x), within(1e-12));
        }
    }

    /// The arrays of the solver and the tensors of the user are one curve.
    @Test
    void arraysAndTensorsAgree() {
        Cubics cubics = new Cubics(MESH, CUBIC.y().toDoubles(), CUBIC.slopes().toDoubles(), 2);
        double[] x = {-2, -1, -0.3, 0.25, 1.7, 3, 7, 9};
        assertThat(cubics.values(x)).containsExactly(CUBIC.at(Tensor.of(x)).toDoubles(), within(1e-12));
    }
}
