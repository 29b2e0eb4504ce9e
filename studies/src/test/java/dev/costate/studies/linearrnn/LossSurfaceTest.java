package dev.costate.studies.linearrnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.random.LegacyNumPy;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LossSurfaceTest {
    private static final double[] WX = {-2, 0, 0.3, 1};
    private static final double[] W_REC = {-1.5, 0, 1};

    private final CountingData data = CountingData.draw(new LegacyNumPy(2), 20, 10);

    @Test
    void everyPointIsTheLossOfItsWeights() {
        var surface = LossSurface.over(WX, W_REC, data, _ -> {});

        for (int row = 0; row < W_REC.length; row++) {
            for (int column = 0; column < WX.length; column++) {
                double loss =
                        LinearNet.loss(Weights.of(WX[column], W_REC[row]), data).item();
                assertThat(surface.loss()[row][column]).isCloseTo(loss, within(1e-14 * loss));
            }
        }
        assertThat(surface.loss()[2][3]).as("at (1, 1)").isZero();
    }

    @Test
    void tellsOfEveryRow() {
        var rows = new ArrayList<Integer>();

        LossSurface.over(WX, W_REC, data, rows::add);

        assertThat(rows).containsExactly(1, 2, 3);
    }
}
