package dev.costate.studies.rosenbrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.nn.optim.Momentum;
import dev.costate.nn.optim.Optimisers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WayTest {
    private final Valley valley = new Valley(1, 2);
    private final Tensor start = Tensor.of(3.0, 3.0);

    /// The points are PyTorch 2.13's, in float64.
    @ParameterizedTest
    @CsvSource({
        "adam, 1, 2.9800000000013513, 3.0199999999916667",
        "adam, 10, 2.8022759938238697, 3.198221365423485",
        "adam, 50, 2.2201644561811444, 3.810401823649515",
        "adam, 100, 2.008697669121106, 4.036112195536291",
        "momentum, 1, 1.52, 3.24",
        "momentum, 10, -0.13188267409714768, 3.629089514602948",
        "momentum, 50, 0.9071713063101708, 0.8025448166608665",
        "momentum, 100, 0.9811377668160923, 0.9904988301367249",
        "descent, 1, 1.52, 3.24",
        "descent, 10, 1.741779902719523, 3.1335835473453244",
        "descent, 50, 1.6982197677873014, 2.9787273488166788",
        "descent, 100, 1.6444005224914482, 2.7939390129685213"
    })
    void isThatOfPyTorch(String name, int step, double x, double y) {
        var optimiser = switch (name) {
            case "adam" -> Optimisers.adam(0.02);
            case "momentum" -> Optimisers.sgd(0.01, Momentum.of(0.9));
            default -> Optimisers.sgd(0.01);
        };

        double[] point = Way.of(valley, optimiser, start, 100).at(step);

        // momentum's first steps, near its limit, multiply rounding errors
        assertThat(point).containsExactly(new double[] {x, y}, within(1e-11));
    }

    /// The points are those of the document's program under NumPy 2.4.
    @Test
    void theDocumentsAdamWithAndWithoutCorrection() {
        assertThat(new DocumentAdam(0.02, true).walk(valley, start, 100).at(-1))
                .containsExactly(new double[] {2.008697669121106, 4.036112195536291}, within(1e-12));
        assertThat(new DocumentAdam(0.02, false).walk(valley, start, 100).at(-1))
                .containsExactly(new double[] {1.811494726502069, 3.3328336794150637}, within(1e-12));
    }

    @Test
    void ofAnEnsembleIsEachAlone() {
        var each = Way.each(valley, Optimisers::adam, Tensor.of(0.01, 0.02, 0.3), start, 50);
        var alone = Way.of(valley, Optimisers.adam(0.02), start, 50);

        assertThat(each.points().get(1).identical(alone.points())).isTrue();
    }

    @Test
    void knowsWhenItIsDown() {
        var way = new Way(Tensor.of(new double[][] {{0, 0}, {3, 4}, {3, 5}}), Tensor.of(new double[] {3, 1, 2}));

        assertThat(way.stepsUntil(1)).isEqualTo(1);
        assertThat(way.stepsUntil(0.5)).isEqualTo(-1);
        assertThat(way.lengths()).containsExactly(5, 1);
        assertThat(way.end()).isEqualTo(2);
    }
}
