package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final Screen screen = new Screen();

    private ProgressLine line(boolean isInteractive) {
        return new ProgressLine(screen.terminal(80, isInteractive), screen::nanos);
    }

    @Test
    void aTerminalHasOneLineThatIsRewritten() {
        var line = line(true);
        line.show("training", 0, 200);
        assertThat(screen.printed()).isEmpty();
        screen.pass(10);
        line.show("training", 50, 200);
        assertThat(screen.printed())
                .isEqualTo("\rtraining  ━━━━━━──────────────────  25 %  50/200  5.0/s  30 s left\u001B[K");
        screen.pass(0.05);
        line.show("training", 51, 200);
        line.clear();
        line.clear();
        assertThat(screen.printed()).endsWith("left\u001B[K\r\u001B[K");
    }

    @Test
    void elsewhereALineNowAndThen() {
        var line = line(false);
        for (var i = 0; i < 100; i++) {
            line.show("training", i, 3000);
            screen.pass(0.1);
        }
        line.clear();
        assertThat(screen.printed().lines()).containsExactly("training: 50 of 3,000  10.0/s  4 min 55 s left");
    }

    @Test
    void aTerminalThatCannotRewriteGetsNoMoreLines() {
        var line = new ProgressLine(screen.terminal(80, true, Map.of("TERM", "dumb")), screen::nanos);
        for (var i = 0; i < 100; i++) {
            line.show("training", i, 3000);
            screen.pass(0.1);
        }
        assertThat(screen.printed().lines()).hasSize(1);
    }

    @Test
    void slowStepsAreTimedAndFastOnesCounted() {
        var line = line(false);
        line.show("slow", 0, 4);
        screen.pass(20);
        line.show("slow", 1, 4);
        line.show("fast", 0, 4_000_000);
        screen.pass(10);
        line.show("fast", 1_000_000, 4_000_000);
        assertThat(screen.printed().lines())
                .containsExactly(
                        "slow: 1 of 4  20.0 s each  1 min 0 s left",
                        "fast: 1,000,000 of 4,000,000  100,000/s  30 s left");
    }
}
