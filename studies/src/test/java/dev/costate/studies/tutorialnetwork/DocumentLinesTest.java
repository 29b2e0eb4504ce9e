package dev.costate.studies.tutorialnetwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.ShapeException;
import dev.costate.random.LegacyNumPy;
import org.junit.jupiter.api.Test;

/// The numbers are those of the document's program under NumPy 2.4 after `np.random.seed(0)`.
class DocumentLinesTest {
    private final Net net = Net.draw(new LegacyNumPy(0), 3);
    private final DocumentLines lines = DocumentLines.of(net);

    private static final double ULPS = 1e-15;

    @Test
    void forward() {
        assertThat(lines.hiddenLayerLog().get("0").toDoubles())
                .containsExactly(
                        new double[] {0.4899974044831361, 0.44421093361856284, 0.5244125203257254}, within(ULPS));
        assertThat(lines.predictedOutput().toDoubles())
                .containsExactly(
                        new double[] {0.17826128765776597, 0.189300572923875, 0.19566508808107244, 0.17228037603751142},
                        within(ULPS));
    }

    @Test
    void backward() {
        assertThat(lines.deltaOutputSum().toDoubles())
                .containsExactly(
                        new double[] {0.1839878173348145, 0.19538173256865465, 0.20195070369835516, 0.177814772759956},
                        within(ULPS));
        assertThat(lines.newHiddenWeights().get("0").toDoubles())
                .containsExactly(
                        new double[] {-0.28047848869338565, -0.42932592510061296, -0.36116746991202997}, within(ULPS));
        assertThat(lines.deltaHiddenSum().get("0").toDoubles())
                .containsExactly(
                        new double[] {5.81568839683978, 6.105627034906763, 6.251176859178999, 5.668578526397979},
                        within(1e-13));
    }

    @Test
    void theLastLineDoesNotRun() {
        assertThatThrownBy(lines::newInputWeights)
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("f64[3,4] and f64[4,2] (axis -1: 4 vs 2)");
    }
}
