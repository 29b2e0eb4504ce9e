package dev.costate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private static List<Integer> lengths(int stepsPerEpoch, int longest, long from, long total) {
        var lengths = new ArrayList<Integer>();
        for (long step = from; step < total; step += lengths.getLast()) {
            lengths.add(new Chunks(stepsPerEpoch, longest).length(step, total));
        }
        return lengths;
    }

    @Test
    void anEpochIsDividedEvenly() {
        assertThat(lengths(10, 100, 0, 20)).containsExactly(10, 10);
        assertThat(lengths(10, 4, 0, 20)).containsExactly(4, 4, 2, 4, 4, 2);
        assertThat(lengths(1009, 100, 0, 1009)).containsOnly(92, 89).hasSize(11);
        assertThat(lengths(1, 100, 0, 3)).containsExactly(1, 1, 1);
    }

    @Test
    void theEndCutsTheLastChunk() {
        assertThat(lengths(10, 4, 0, 15)).containsExactly(4, 4, 2, 4, 1);
    }

    @Test
    void whereAChunkEndsDoesNotDependOnWhereItBegan() {
        assertThat(lengths(10, 4, 3, 20)).containsExactly(1, 4, 2, 4, 4, 2);
        assertThat(lengths(10, 4, 9, 20)).containsExactly(1, 4, 4, 2);
    }

    @Test
    void noChunkIsEmptyOrTooLong() {
        for (int steps = 1; steps < 40; steps++) {
            for (int longest = 1; longest < 45; longest++) {
                int most = longest;
                assertThat(lengths(steps, longest, 0, steps))
                        .allSatisfy(length -> assertThat(length).isBetween(1, most));
            }
        }
    }
}
