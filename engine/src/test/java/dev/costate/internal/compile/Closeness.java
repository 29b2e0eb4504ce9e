package dev.costate.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import java.util.List;
import java.util.function.Supplier;

/// How near a compiled program comes to the interpreter: bit by bit unless it reorders a sum or computes an
/// elementary function, else within a share of the result's largest element.
record Closeness(double single, double twice) {
    static Closeness of(Graph graph) {
        return new Closeness(2e-5, 1e-12);
    }

    void check(List<Array> actual, List<Array> expected, Supplier<String> what) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            check(actual.get(i), expected.get(i), what, i);
        }
    }

    private void check(Array actual, Array expected, Supplier<String> what, int output) {
        assertThat(actual.type()).isEqualTo(expected.type());
        DType dtype = expected.type().dtype();
        if (!dtype.isFloating()) {
            assertThat(actual)
                    .as(() -> "output " + output + " of " + what.get())
                    .isEqualTo(expected);
            return;
        }
        double largest = 1;
        for (int i = 0; i < expected.type().size(); i++) {
            double e = Math.abs(expected.getDouble(i));
            largest = Double.isFinite(e) ? Math.max(largest, e) : largest;
        }
        double tolerance = largest * (dtype == DType.FLOAT32 ? single : twice);
        for (int i = 0; i < expected.type().size(); i++) {
            double e = expected.getDouble(i);
            double a = actual.getDouble(i);
            boolean close = Double.compare(a, e) == 0 || Math.abs(a - e) <= tolerance;
            int at = i;
            assertThat(close)
                    .as(() -> "element " + at + " of output " + output + ": " + a + ", not " + e + ", of " + what.get())
                    .isTrue();
        }
    }
}
