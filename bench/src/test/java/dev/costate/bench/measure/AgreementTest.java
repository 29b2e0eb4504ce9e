package dev.costate.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.bench.workload.Tolerance;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final Tolerance TOLERANCE = new Tolerance(0.01, 0, "a test");
    private static final Tensor OURS = Tensor.of(new double[][] {{1, 10}, {5, 0}});

    private static Agreement with(Tensor theirs) {
        return Agreement.of(Map.of("loss", OURS), Map.of("loss", theirs), TOLERANCE);
    }

    @Test
    void equalTensorsAgree() {
        assertThat(with(OURS)).isEqualTo(new Agreement(0, 0, "loss", ""));
        assertThat(with(OURS).holds()).isTrue();
    }

    @Test
    void theDistanceIsInPartsOfTheLargestElement() {
        var agreement = with(Tensor.of(new double[][] {{1.05, 10}, {5, 0}}));
        assertThat(agreement.distance()).isCloseTo(0.5, within(1e-12));
        assertThat(agreement.relative()).isCloseTo(0.005, within(1e-12));
        assertThat(agreement.holds()).isTrue();
        assertThat(with(Tensor.of(new double[][] {{1.2, 10}, {5, 0}})).holds()).isFalse();
    }

    @Test
    void theFirstMembersOfAnEnsembleAreEnough() {
        assertThat(with(Tensor.of(new double[][] {{1, 10}})).holds()).isTrue();
        assertThat(with(Tensor.of(new double[][] {{5, 0}})).holds()).isFalse();
    }

    @Test
    void anotherShapeOrDtypeOrNameDisagrees() {
        assertThat(with(Tensor.of(1.0, 10.0)).problem()).isEqualTo("loss is f64[2], not f64[2,2]");
        assertThat(with(OURS.reshape(1, 2, 2)).holds()).isFalse();
        assertThat(with(Tensor.of(new float[][] {{1, 10}, {5, 0}})).problem()).contains("another dtype");
        assertThat(Agreement.of(Map.of("loss", OURS), Map.of("lost", OURS), TOLERANCE)
                        .problem())
                .contains("[lost], not [loss]");
    }

    @Test
    void aNanAgreesWithNothing() {
        assertThat(with(Tensor.of(new double[][] {{1, Double.NaN}, {5, 0}})).holds())
                .isFalse();
    }

    @Test
    void theWorstOutputCounts() {
        var ours = Map.of("a", Tensor.scalar(1), "b", Tensor.scalar(1));
        var theirs = Map.of("a", Tensor.scalar(1.001), "b", Tensor.scalar(2));
        assertThat(Agreement.of(ours, theirs, TOLERANCE).worst()).isEqualTo("b");
    }
}
