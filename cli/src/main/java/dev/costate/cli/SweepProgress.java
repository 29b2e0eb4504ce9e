package dev.costate.cli;

import dev.costate.lab.TimeText;
import dev.costate.lab.sweep.Recorder;
import dev.costate.lab.sweep.SweepListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Shows how far a sweep is: a line that is rewritten on a terminal, or a line every few seconds elsewhere.
///
/// `━━━━━━━━━━━━────────────  50 %  40/80 runs  1,200,000 steps/s  12 s left  2 diverged`
final class SweepProgress implements SweepListener {
    private static final long REDRAW = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long REPEAT = TimeUnit.SECONDS.toNanos(5);
    private static final int BAR = 24;

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private final List<String> failures = new ArrayList<>();
    private long begin;
    private long shown;
    private long before;
    private boolean isOnScreen;

    SweepProgress(Terminal terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public void started(Progress progress) {
        begin = nanoTime.getAsLong();
        shown = begin;
        before = progress.stepsDone();
        if (terminal.canRewrite()) {
            draw(progress);
        }
    }

    @Override
    public void progress(Progress progress) {
        var now = nanoTime.getAsLong();
        if (now - shown < (terminal.canRewrite() ? REDRAW : REPEAT)) {
            return;
        }
        shown = now;
        if (terminal.canRewrite()) {
            draw(progress);
        } else {
            terminal.line(text(progress).stripLeading());
            terminal.stream().flush();
        }
    }

    @Override
    public void failed(Recorder.Batch batch, String why) {
        failures.add((batch.runs().size() == 1
                        ? "run " + batch.runs().getFirst().id()
                        : batch.runs().size() + " runs")
                + ": " + why);
    }

    /// What went wrong, a line for each batch that failed.
    List<String> failures() {
        return List.copyOf(failures);
    }

    /// Removes the line before something else is printed.
    void clear() {
        if (isOnScreen) {
            terminal.stream().print("\r\u001B[K");
            isOnScreen = false;
        }
    }

    private void draw(Progress progress) {
        var part = part(progress);
        var filled = (int) Math.round(BAR * part);
        var line = terminal.shown("━".repeat(filled) + "─".repeat(BAR - filled) + text(progress));
        terminal.stream()
                .print("\r" + (line.length() < terminal.width() ? line : line.substring(0, terminal.width() - 1))
                        + "\u001B[K");
        terminal.stream().flush();
        isOnScreen = true;
    }

    private static double part(Progress progress) {
        return progress.steps() == 0 ? 1 : Math.clamp((double) progress.stepsDone() / progress.steps(), 0, 1);
    }

    private String text(Progress progress) {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                " %3.0f %%  %,d/%,d runs",
                Math.floor(100 * part(progress)),
                progress.runsDone(),
                progress.runs()));
        var made = progress.stepsDone() - before;
        var seconds = (nanoTime.getAsLong() - begin) / 1e9;
        if (made > 0 && seconds > 0) {
            var rate = made / seconds;
            text.append(String.format(Locale.ROOT, rate < 100 ? "  %.1f steps/s" : "  %,.0f steps/s", rate));
            var left = Math.round((progress.steps() - progress.stepsDone()) / rate);
            text.append(left < 1 ? "" : "  " + TimeText.text(left) + " left");
        }
        text.append(progress.diverged() == 0 ? "" : "  %,d diverged".formatted(progress.diverged()));
        text.append(progress.failed() == 0 ? "" : "  %,d failed".formatted(progress.failed()));
        return text.toString();
    }
}
