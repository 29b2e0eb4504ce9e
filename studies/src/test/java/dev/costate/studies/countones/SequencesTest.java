package dev.costate.studies.countones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.random.Key;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequencesTest {
    @Test
    void onesAreCounted() {
        var data = Sequences.draw(Key.of(1), DType.FLOAT64, 7, 5);
        var bits = (double[][][]) data.bits().toArray();
        var running = (double[][]) data.running().toArray();
        for (int i = 0; i < 5; i++) {
            double ones = 0;
            for (int t = 0; t < 7; t++) {
                assertThat(bits[t][i][0]).isIn(0.0, 1.0);
                ones += bits[t][i][0];
                assertThat(running[t][i]).isEqualTo(ones);
            }
            assertThat(data.ones().get(i).item()).isEqualTo(ones);
        }
    }

    @Test
    void countsAreUniform() {
        int length = 4;
        int many = 20_000;
        double[] ones =
                Sequences.draw(Key.of(2), DType.FLOAT32, length, many).ones().toDoubles();
        for (int count = 0; count <= length; count++) {
            int wanted = count;
            double share =
                    IntStream.range(0, many).filter(i -> ones[i] == wanted).count() / (double) many;
            // standard deviation .0028
            assertThat(share).isCloseTo(1.0 / (length + 1), within(0.014));
        }
    }

    @Test
    void theBlindErrorIsThatOfHalfTheLength() {
        for (int n : new int[] {1, 2, 10, 57}) {
            double half = n / 2.0;
            double square = IntStream.rangeClosed(0, n)
                    .mapToDouble(k -> (k - half) * (k - half) / (n + 1))
                    .sum();
            assertThat(Sequences.blindError(n)).isCloseTo(Math.sqrt(square), within(1e-12));
        }
    }
}
