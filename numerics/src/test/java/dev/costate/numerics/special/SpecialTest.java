package dev.costate.numerics.special;

import static dev.costate.Costate.grad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.numerics.EveryRule;
import dev.costate.numerics.NumberFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Values and slopes are mpmath's (`special_goldens.py`).
class SpecialTest {
    private static final NumberFile MPMATH = NumberFile.read("special");

    /// @param tolerance relative, of value and slope
    /// @param smooth where every rule is tried
    record Case(String name, Fn1<Tensor, Tensor> f, double tolerance, Tensor smooth) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        Tensor positive = Tensor.of(0.6, 1.2, 2.1, 2.7);
        Tensor any = Tensor.of(-1.7, -0.6, 0.01, 0.8, 1.9);
        return Stream.of(
                new Case("gamma", Gamma::gamma, 3e-13, positive),
                new Case("beta", x -> Gamma.beta(x, Tensor.scalar(x.dtype(), 2.5)), 3e-14, positive),
                new Case("cdf", Normal::cdf, 3e-13, any),
                new Case("logCdf", Normal::logCdf, 2e-15, any),
                new Case("quantile", Normal::quantile, 2e-13, Tensor.of(0.3, 0.4, 0.6, 0.7)),
                new Case("sinc", Sinc::of, 3e-15, any));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesAndSlopesAreTrue(Case it) {
        double[] row = MPMATH.row(it.name());
        for (int i = 0; i < row.length; i += 3) {
            Tensor x = Tensor.scalar(row[i]);
            double tolerance = it.tolerance();
            assertThat(it.f().apply(x).item())
                    .as("at %s", row[i])
                    .isCloseTo(row[i + 1], within(tolerance(row[i + 1], tolerance)));
            assertThat(grad(it.f()).apply(x).item())
                    .as("slope at %s", row[i])
                    .isCloseTo(row[i + 2], within(tolerance(row[i + 2], tolerance)));
        }
    }

    private static double tolerance(double value, double relative) {
        return Math.max(Math.abs(value) * relative, 1e-15 * Math.min(1, relative / 3e-15));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void obeyEveryRule(Case it) {
        EveryRule.holds(it.f(), it.smooth());
    }

    /// About 0.1, where the two forms meet.
    @Test
    void quantilesObeyEveryRule() {
        EveryRule.holds(x -> Normal.quantile(x.mul(0.02).add(0.1)), Tensor.of(-1.7, -0.6, 0.01, 0.8, 1.9));
    }

    @Test
    void theEndsAreTheLimits() {
        double inf = Double.POSITIVE_INFINITY;
        double[] gamma = Gamma.gamma(Tensor.of(0, -1, -2, 180, inf)).toDoubles();
        assertThat(gamma).containsExactly(inf, Double.NaN, Double.NaN, inf, inf);
        double[] quantiles = Normal.quantile(Tensor.of(0.0, 1, -0.1, 1.1)).toDoubles();
        assertThat(quantiles).containsExactly(-inf, inf, Double.NaN, Double.NaN);
        assertThat(Normal.logCdf(Tensor.of(inf, -inf)).toDoubles()).containsExactly(-0.0, -inf);
        assertThat(Normal.cdf(Tensor.of(inf, -inf)).toDoubles()).containsExactly(1, 0);
        // sinc'' 0 = -pi^2/3
        Fn1<Tensor, Tensor> bend = grad(grad((Tensor x) -> Sinc.of(x)));
        assertThat(bend.apply(Tensor.scalar(0)).item()).isCloseTo(-Math.PI * Math.PI / 3, within(1e-14));
    }
}
