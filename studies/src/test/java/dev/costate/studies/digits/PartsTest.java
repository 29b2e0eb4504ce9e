package dev.costate.studies.digits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.nn.data.sets.Digits;
import dev.costate.random.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
    private static final Digits DIGITS = Digits.load();

    private static List<String> rows(Batch batch) {
        var rows = new ArrayList<String>();
        int[] labels = batch.labels().toInts();
        double[] images = batch.images().toDoubles();
        for (int i = 0; i < labels.length; i++) {
            rows.add(labels[i] + Arrays.toString(Arrays.copyOfRange(images, 64 * i, 64 * i + 64)));
        }
        return rows;
    }

    @Test
    void everyDigitIsInOnePartWithItsLabel() {
        var parts = Parts.draw(DIGITS, Key.of(1));
        var all = rows(parts.training());
        all.addAll(rows(parts.test()));
        assertThat(all).containsExactlyInAnyOrderElementsOf(rows(new Batch(DIGITS.images(), DIGITS.labels())));
    }

    @Test
    void aFifthOfEachDigitIsForTesting() {
        var parts = Parts.draw(DIGITS, Key.of(2));
        for (int digit = 0; digit < 10; digit++) {
            int wanted = digit;
            long test = Arrays.stream(parts.test().labels().toInts())
                    .filter(l -> l == wanted)
                    .count();
            long all = Arrays.stream(DIGITS.labels().toInts())
                    .filter(l -> l == wanted)
                    .count();
            assertThat(test).isBetween((long) Math.floor(all / 5.0), (long) Math.ceil(all / 5.0));
        }
    }

    @Test
    void theKeySaysWhich() {
        var one = Parts.draw(DIGITS, Key.of(1)).test().images();
        assertThat(Parts.draw(DIGITS, Key.of(1)).test().images().identical(one)).isTrue();
        assertThat(Parts.draw(DIGITS, Key.of(2)).test().images().identical(one)).isFalse();
    }
}
