package dev.costate.studies.linearrnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.random.LegacyNumPy;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    private static final double EPS = 1e-7;

    private final Weights w = Weights.of(1.2, 1.2);

    @Test
    void passesTheHandWrittenGradient() {
        var data = CountingData.draw(new LegacyNumPy(0), 50, 10);

        var check = GradientCheck.of(v -> BackwardPass.of(v, data).gradient(), w, data, EPS);

        assertThat(check.complaint()).isEmpty();
        // the loss of 122 is rounded at 1.4e-14, which the division by 2e-7 makes 7e-8; the curvature adds less
        assertThat(check.differences().wRec().item()).isCloseTo(1779.3094548223507, within(1e-5));
    }

    /// The words and numbers are those of the document's program under NumPy 2.4.
    @Test
    void complainsInTheDocumentsWords() {
        var data = CountingData.draw(new LegacyNumPy(0), 9, 10);

        var check = GradientCheck.of(v -> Weights.of(0, 0), w, data, EPS);

        assertThat(check.complaint())
                .contains("Numerical gradient of 341.474717 is not close to the backpropagation gradient of 0.000000!");
    }

    @Test
    void looksAtTheSecondWeightToo() {
        var data = CountingData.draw(new LegacyNumPy(0), 50, 10);
        var right = GradientCheck.autodiff(w, data);
        var off = new Weights(right.wx(), right.wRec().mul(1 + 2e-5));

        var check = GradientCheck.of(v -> off, w, data, EPS);

        assertThat(check.complaint())
                .hasValueSatisfying(text -> assertThat(text).contains("of 1779.309454 is"));
    }

    @Test
    void complainsAboutNaN() {
        var data = CountingData.draw(new LegacyNumPy(0), 2, 2);

        var check = GradientCheck.of(v -> Weights.of(Double.NaN, 0), w, data, EPS);

        assertThat(check.complaint()).isPresent();
    }

    @Test
    void toleranceIsThatOfNumPy() {
        // np.isclose(a, b): |a - b| <= atol + rtol |b|, atol 1e-8, rtol 1e-5
        assertThat(GradientCheck.tolerance(0)).isEqualTo(1e-8);
        assertThat(GradientCheck.tolerance(-200)).isEqualTo(1e-8 + 2e-3);
    }
}
