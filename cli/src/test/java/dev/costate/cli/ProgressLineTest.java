package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    private ProgressLine line(boolean isInteractive) {
        var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new ProgressLine(new Terminal(stream, Map.of("COLUMNS", "80"), isInteractive), nanos::get);
    }

    private void pass(double seconds) {
        nanos.addAndGet((long) (seconds * 1e9));
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalHasOneLineThatIsRewritten() {
        var line = line(true);
        line.show("training", 0, 200);
        assertThat(printed()).isEmpty();
        pass(10);
        line.show("training", 50, 200);
        assertThat(printed()).isEqualTo("\rtraining  ━━━━━━──────────────────  25 %  50/200  5.0/s  30 s left\u001B[K");
        pass(0.05);
        line.show("training", 51, 200);
        line.clear();
        line.clear();
        assertThat(printed()).endsWith("left\u001B[K\r\u001B[K");
    }

    @Test
    void elsewhereALineNowAndThen() {
        var line = line(false);
        for (var i = 0; i < 100; i++) {
            line.show("training", i, 3000);
            pass(0.1);
        }
        line.clear();
        assertThat(printed().lines()).containsExactly("training: 50 of 3,000  10.0/s  4 min 55 s left");
    }

    @Test
    void slowStepsAreTimedAndFastOnesCounted() {
        var line = line(false);
        line.show("slow", 0, 4);
        pass(20);
        line.show("slow", 1, 4);
        line.show("fast", 0, 4_000_000);
        pass(10);
        line.show("fast", 1_000_000, 4_000_000);
        assertThat(printed().lines())
                .containsExactly(
                        "slow: 1 of 4  20.0 s each  1 min 0 s left",
                        "fast: 1,000,000 of 4,000,000  100,000/s  30 s left");
    }
}
