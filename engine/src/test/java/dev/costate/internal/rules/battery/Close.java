package dev.costate.internal.rules.battery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import java.util.List;

/// Whether tensors agree up to rounding, measured against the largest element, for sums round like their
/// largest term.
final class Close {
    private Close() {}

    /// Fails if shapes differ, an element is no number, or elements differ by more than `tolerance` times the
    /// largest (or 1).
    static void assertClose(List<Tensor> actual, List<Tensor> expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        double scale = 1;
        for (Tensor t : expected) {
            for (double e : t.toDoubles()) {
                scale = Math.max(scale, Math.abs(e));
            }
        }
        for (int t = 0; t < expected.size(); t++) {
            assertThat(actual.get(t).shape()).isEqualTo(expected.get(t).shape());
            double[] a = actual.get(t).toDoubles();
            double[] e = expected.get(t).toDoubles();
            for (int i = 0; i < a.length; i++) {
                assertThat(Math.abs(a[i] - e[i]))
                        .as("tensor %s, element %s: %s and %s", t, i, a[i], e[i])
                        .isLessThanOrEqualTo(tolerance * scale);
            }
        }
    }
}
