package dev.costate.studies.polynomialfeatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Diagonals;
import dev.costate.random.LegacyNumPy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumTest {
    private static Tensor symmetric(int n, long seed) {
        Tensor a = new LegacyNumPy(seed).randn(n, n);
        return a.add(a.transpose());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 13, 30})
    void putsTheMatrixTogetherAgain(int n) {
        Tensor a = symmetric(n, n);
        var spectrum = Spectrum.of(a);
        Tensor v = spectrum.vectors();

        Tensor again = v.matmul(Diagonals.diag(spectrum.values())).matmul(v.transpose());
        assertThat(again.allClose(a, 0, 1e-13 * n)).isTrue();
        assertThat(v.transpose().matmul(v).allClose(Creation.eye(DType.FLOAT64, n), 0, 1e-14 * n))
                .isTrue();
        assertThat(spectrum.values().toDoubles()).isSorted();
    }

    /// The second difference with fixed ends has the eigenvalues `2 - 2 cos(k pi / (n + 1))`.
    @Test
    void knowsTheSecondDifference() {
        int n = 9;
        var rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            rows[i][i] = 2;
            if (i > 0) {
                rows[i][i - 1] = rows[i - 1][i] = -1;
            }
        }

        double[] values = Spectrum.of(Tensor.of(rows)).values().toDoubles();

        for (int k = 1; k <= n; k++) {
            assertThat(values[k - 1]).isCloseTo(2 - 2 * Math.cos(k * Math.PI / (n + 1)), within(1e-14));
        }
    }

    @Test
    void solves() {
        Tensor a = symmetric(4, 1);
        Tensor x = Tensor.of(1.0, -2.0, 3.0, 0.5);

        assertThat(Spectrum.of(a).solve(a.matmul(x)).allClose(x, 0, 1e-12)).isTrue();
    }

    @Test
    void givesUpOnNaN() {
        assertThatThrownBy(() -> Spectrum.of(Tensor.of(new double[][] {{1, Double.NaN}, {Double.NaN, 1}})))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("are all its elements finite?");
    }
}
