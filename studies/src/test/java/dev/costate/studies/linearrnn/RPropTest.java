package dev.costate.studies.linearrnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RPropTest {
    private final RProp rule = new RProp(0.5, 3, 0.25);

    @Test
    void growsWhileTheSignStaysAndShrinksWhenItChanges() {
        var state = rule.begin(Weights.of(10, -10));

        state = rule.next(state, Weights.of(7, -1e-9));
        assertThat(state.steps().toDoubles()).as("the first signs are changes").containsExactly(0.125, 0.125);
        assertThat(state.weights().toDoubles()).containsExactly(9.875, -9.875);

        state = rule.next(state, Weights.of(1e9, 4));
        assertThat(state.steps().toDoubles()).containsExactly(0.375, 0.03125);
        assertThat(state.weights().toDoubles()).containsExactly(9.5, -9.90625);
        assertThat(state.signs().toDoubles()).containsExactly(1, 1);
    }

    @Test
    void aZeroSlopeMovesNothingHoweverLongItStays() {
        var state = rule.begin(Weights.of(2, 3));
        for (int i = 0; i < 1000; i++) {
            state = rule.next(state, Weights.of(0, 0));
        }

        assertThat(state.weights().toDoubles()).containsExactly(2, 3);
        // 0.5 * 3^1000 would be an infinity, and 0 times it no number
        assertThat(state.steps().toDoubles()).containsOnly(50);
    }

    @Test
    void findsTheMinimumOfAParabola() {
        var state = new RProp(0.1, 1.2, 0.5).begin(Weights.of(-3, 40));
        for (int i = 0; i < 300; i++) {
            var w = state.weights();
            state = new RProp(0.1, 1.2, 0.5)
                    .next(state, new Weights(w.wx().sub(2), w.wRec().mul(1e6)));
        }

        assertThat(state.weights().toDoubles()).containsExactly(new double[] {2, 0}, within(1e-9));
    }
}
