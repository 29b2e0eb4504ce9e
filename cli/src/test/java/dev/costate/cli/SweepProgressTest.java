package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.lab.sweep.SweepListener.Progress;
import org.junit.jupiter.api.Test;

class SweepProgressTest {
    private final Screen screen = new Screen();

    private SweepProgress progress(boolean isInteractive) {
        return new SweepProgress(screen.terminal(100, isInteractive), screen::nanos);
    }

    @Test
    void aTerminalHasOneLineThatIsRewritten() {
        var progress = progress(true);
        progress.started(new Progress(80, 20, 400_000, 100_000, 0, 0));
        assertThat(screen.printed()).isEqualTo("\r━━━━━━──────────────────  25 %  20/80 runs\u001B[K");
        screen.pass(2);
        // the steps of earlier calls do not count for the rate
        progress.progress(new Progress(80, 40, 400_000, 200_000, 2, 1));
        assertThat(screen.printed())
                .endsWith("\r━━━━━━━━━━━━────────────  50 %  40/80 runs  50,000 steps/s  4 s left  2 diverged"
                        + "  1 failed\u001B[K");
        var before = screen.printed();
        screen.pass(0.05);
        progress.progress(new Progress(80, 41, 400_000, 205_000, 2, 1));
        assertThat(screen.printed()).isEqualTo(before);
        progress.clear();
        progress.clear();
        assertThat(screen.printed()).isEqualTo(before + "\r\u001B[K");
    }

    @Test
    void elsewhereALineEveryFewSeconds() {
        var progress = progress(false);
        progress.started(new Progress(10, 0, 1000, 0, 0, 0));
        for (var steps = 0; steps < 1000; steps += 10) {
            progress.progress(new Progress(10, steps / 100, 1000, steps, 0, 0));
            screen.pass(0.1);
        }
        progress.clear();
        assertThat(screen.printed().lines()).containsExactly("  50 %  5/10 runs  100 steps/s  5 s left".stripLeading());
    }

    @Test
    void neverWiderThanTheTerminal() {
        var progress = progress(true);
        progress.started(new Progress(100_000, 0, 100_000_000_000L, 0, 0, 0));
        screen.pass(1);
        progress.progress(new Progress(100_000, 99_999, 100_000_000_000L, 1_000_000_000, 99_999, 99_999));
        assertThat(screen.printed().split("\r", -1))
                .allMatch(line -> line.replace("\u001B[K", "").length() < 100);
    }
}
