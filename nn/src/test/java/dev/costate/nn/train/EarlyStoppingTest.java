package dev.costate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
    private static boolean isDue(EarlyStopping rule, Goal goal, double... values) {
        return rule.isDue(values, goal);
    }

    @Test
    void waitsForAsManyEpochsAsItHasPatience() {
        var rule = new EarlyStopping(2, 0);
        assertThat(isDue(rule, Goal.LOWEST)).isFalse();
        assertThat(isDue(rule, Goal.LOWEST, 3, 4)).isFalse();
        assertThat(isDue(rule, Goal.LOWEST, 3, 4, 3)).isTrue();
        assertThat(isDue(rule, Goal.LOWEST, 3, 4, 2)).isFalse();
        assertThat(isDue(rule, Goal.HIGHEST, 3, 4, 2)).isFalse();
        assertThat(isDue(rule, Goal.HIGHEST, 3, 4, 2, 4)).isTrue();
    }

    @Test
    void smallGainsDoNotCountAgainstAMargin() {
        var rule = new EarlyStopping(2, 0.5);
        assertThat(isDue(rule, Goal.LOWEST, 3, 2.8, 2.6)).isTrue();
        // together they do
        assertThat(isDue(rule, Goal.LOWEST, 3, 2.8, 2.4)).isFalse();
    }

    @Test
    void notANumberIsNoGain() {
        var rule = new EarlyStopping(2, 0);
        assertThat(isDue(rule, Goal.LOWEST, 3, Double.NaN, Double.NaN)).isTrue();
        assertThat(isDue(rule, Goal.LOWEST, Double.NaN, Double.NaN, 5)).isFalse();
        assertThat(isDue(rule, Goal.HIGHEST, Double.NaN, Double.NaN, Double.NaN))
                .isTrue();
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new EarlyStopping(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EarlyStopping(1, Double.NaN))
                .hasMessage("early stopping: the margin is NaN; expected 0 or more");
    }
}
