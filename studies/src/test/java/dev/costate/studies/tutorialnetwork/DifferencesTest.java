package dev.costate.studies.tutorialnetwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    /// A difference of sixth order is exact for polynomials up to degree 6.
    @Test
    void areExactForAPolynomial() {
        Tensor x = Tensor.of(0.3, -0.7);
        double[] slope = Differences.gradient((Tensor v) -> v.pow(6).sum(), x).toDoubles();

        assertThat(slope).containsExactly(new double[] {6 * Math.pow(0.3, 5), 6 * Math.pow(-0.7, 5)}, within(1e-13));
    }

    @Test
    void reachTwelveDigits() {
        double[] slope = Differences.gradient((Tensor v) -> v.exp().sum(), Tensor.of(0.5))
                .toDoubles();

        assertThat(slope[0]).isCloseTo(Math.exp(0.5), within(1e-12));
    }
}
