package dev.costate.numerics.linear;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.random.Key;
import dev.costate.random.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandedTest {
    private static Tensor normal(int seed, int... dims) {
        return Random.normal(Key.of(seed), DType.FLOAT64, Shape.of(dims));
    }

    /// Diagonals of any size, so that rows have to be exchanged.
    @ParameterizedTest
    @CsvSource({"0, 0, 1", "0, 0, 4", "1, 1, 2", "1, 1, 7", "2, 1, 3", "2, 1, 9", "0, 2, 6", "3, 0, 8", "2, 2, 30"})
    void theSolutionMultipliedIsTheRightSide(int lower, int upper, int n) {
        Tensor bands = normal(n, lower + upper + 1, n);
        Tensor b = normal(100 + n, n, 2);
        Tensor x = Banded.solve(lower, upper, bands, b);
        Tensor back = Banded.multiply(lower, upper, bands, x);
        assertThat(back.toDoubles()).containsExactly(b.toDoubles(), Offset.offset(1e-9));
        Tensor column = Banded.solve(lower, upper, bands, b.get(":, 1"));
        assertThat(column.toDoubles()).containsExactly(x.get(":, 1").toDoubles(), Offset.offset(1e-12));
        Tensor compiled =
                jit((Tensor r) -> Banded.solve(lower, upper, bands, r)).apply(b);
        assertThat(compiled.toDoubles()).containsExactly(x.toDoubles(), Offset.offset(1e-9));
    }

    @Test
    void theProductIsThatWithTheMatrix() {
        // rows 1 2 0 0, 3 4 5 0, 6 7 8 9, 0 10 11 12
        Tensor bands = Tensor.of(new double[][] {{99, 2, 5, 9}, {1, 4, 8, 12}, {3, 7, 11, 99}, {6, 10, 99, 99}});
        Tensor x = Tensor.of(1.0, -1, 2, 0.5);
        assertThat(Banded.multiply(2, 1, bands, x).toDoubles())
                .containsExactly(new double[] {-1, 9, 19.5, 18}, Offset.offset(1e-14));
        Tensor solved = Banded.solve(2, 1, bands, Tensor.of(-1, 9, 19.5, 18));
        assertThat(solved.toDoubles()).containsExactly(x.toDoubles(), Offset.offset(1e-12));
    }

    @Test
    void derivativesAreThoseOfDifferences() {
        Tensor bands = normal(1, 4, 6);
        Tensor b = normal(2, 6);
        Tensor direction = normal(3, 4, 6);
        Fn1<Tensor, Tensor> loss = a -> Banded.solve(2, 1, a, b).square().sum();
        double h = 1e-6;
        double expected = (loss.apply(bands.add(direction.mul(h))).item()
                        - loss.apply(bands.sub(direction.mul(h))).item())
                / (2 * h);
        double forward = jvp(loss, bands, direction).tangent().item();
        double backward = grad(loss).apply(bands).mul(direction).sum().item();
        assertThat(backward).isCloseTo(forward, Offset.offset(1e-10 * Math.abs(forward)));
        assertThat(forward).isCloseTo(expected, Offset.offset(1e-6 * Math.abs(expected)));

        Fn1<Tensor, Tensor> slope = a -> grad(loss).apply(a).mul(direction).sum();
        double second = grad(slope).apply(bands).mul(direction).sum().item();
        double differences = (slope.apply(bands.add(direction.mul(h))).item()
                        - slope.apply(bands.sub(direction.mul(h))).item())
                / (2 * h);
        assertThat(second).isCloseTo(differences, Offset.offset(1e-5 * Math.abs(differences)));

        Tensor byRight = grad((Tensor r) -> Banded.solve(2, 1, bands, r).sum()).apply(b);
        assertThat(byRight.mul(b).sum().item())
                .isCloseTo(Banded.solve(2, 1, bands, b).sum().item(), Offset.offset(1e-9));
    }

    @Test
    void batchesAreSolvedByVmap() {
        Tensor bands = normal(4, 3, 3, 8);
        Tensor b = normal(5, 8);
        Tensor all = vmap((Tensor a) -> Banded.solve(1, 1, a, b)).apply(bands);
        for (int i = 0; i < 3; i++) {
            Tensor alone = Banded.solve(1, 1, bands.get(i), b);
            assertThat(all.get(i).toDoubles()).containsExactly(alone.toDoubles(), Offset.offset(1e-10));
        }
    }

    @Test
    void wrongCallsAreRefused() {
        Tensor bands = normal(6, 3, 5);
        assertThatThrownBy(() -> Banded.solve(1, 2, bands, normal(7, 5)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("bands f64[3,5] and right side f64[5] with 1 diagonals below and 2 above");
        assertThatThrownBy(() -> Banded.solve(1, 1, bands, normal(7, 4))).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Banded.solve(3, -1, bands, normal(7, 5))).isInstanceOf(IllegalArgumentException.class);
    }
}
