package dev.costate.studies.linearrnn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import dev.costate.random.LegacyNumPy;
import org.junit.jupiter.api.Test;

class CountingDataTest {
    /// From NumPy 2.4: `np.random.seed(0)`, then 50 times `np.around(np.random.rand(10))`.
    private static final double[] ONES_OF_SEED_0 = {
        7, 7, 6, 7, 3, 3, 3, 4, 5, 4, 7, 7, 6, 6, 7, 5, 6, 4, 7, 2, 4, 5, 7, 2, 4,
        7, 4, 8, 4, 5, 3, 5, 2, 5, 4, 5, 6, 6, 7, 2, 4, 1, 5, 5, 6, 5, 2, 9, 4, 4
    };

    @Test
    void drawsWhatTheDocumentDraws() {
        var data = CountingData.draw(new LegacyNumPy(0), 50, 10);

        assertThat(data.target().toDoubles()).isEqualTo(ONES_OF_SEED_0);
        assertThat(data.x().get(0).toDoubles()).containsExactly(1, 1, 1, 1, 0, 1, 0, 1, 1, 0);
        assertThat(data.x().get(49).toDoubles()).containsExactly(0, 1, 1, 0, 1, 0, 0, 0, 0, 1);
    }

    @Test
    void leavesTheGeneratorAfterTheLastBit() {
        var random = new LegacyNumPy(0);
        CountingData.draw(random, 3, 4);

        var same = new LegacyNumPy(0);
        same.rand(12);
        assertThat(random.rand()).isEqualTo(same.rand());
    }

    @Test
    void countsGivenSequences() {
        var data = CountingData.of(Tensor.of(new double[][] {{1, 0, 1}, {0, 0, 0}}));

        assertThat(data.target().toDoubles()).containsExactly(2, 0);
        assertThat(data.describe()).isEqualTo("2 sequences of 3");
        assertThat(data.first(1).describe()).isEqualTo("1 sequence of 3");
        assertThat(data.first(1).target().toDoubles()).containsExactly(2);
    }
}
