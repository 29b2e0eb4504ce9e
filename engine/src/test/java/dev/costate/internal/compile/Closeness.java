package dev.costate.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.graph.Array;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Cond;
import dev.costate.graph.CustomJvp;
import dev.costate.graph.CustomLinear;
import dev.costate.graph.CustomVjp;
import dev.costate.graph.Dot;
import dev.costate.graph.Graph;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import java.util.List;
import java.util.function.Supplier;

/// How near a compiled program comes to its reference: bit by bit unless it reorders a sum, else within a share of
/// the result's largest element.
///
/// @param single the share for `FLOAT32`
/// @param twice the share for `FLOAT64`
record Closeness(double single, double twice) {
    static Closeness of(Graph graph) {
        return reorders(graph) ? new Closeness(2e-5, 1e-12) : new Closeness(0, 0);
    }

    private static boolean reorders(Graph graph) {
        return graph.nodes().stream().anyMatch(node -> switch (node.op()) {
            case Dot dot -> true;
            case Reduce reduce -> reduce.reduction() == Reduction.SUM || reduce.reduction() == Reduction.PROD;
            case Scan scan -> reorders(scan.body());
            case While loop -> reorders(loop.body()) || reorders(loop.condition());
            case Cond cond -> cond.branches().stream().anyMatch(Closeness::reorders);
            case CustomJvp custom -> reorders(custom.function());
            case CustomVjp custom -> reorders(custom.function());
            case CustomLinear custom -> true;
            case Checkpoint checkpoint -> reorders(checkpoint.function());
            default -> false;
        });
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
