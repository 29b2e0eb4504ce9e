package dev.costate.cli;

import dev.costate.lab.TimeText;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Shows how far a run is: one line that is rewritten on a terminal, or now and then a line of its own elsewhere.
final class ProgressLine {
    private static final long REDRAW = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long REPEAT = TimeUnit.SECONDS.toNanos(5);
    private static final int BAR = 24;

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private String activity = "";
    private long begin;
    private long shown;
    private boolean isOnScreen;

    ProgressLine(Terminal terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        shown = nanoTime.getAsLong();
    }

    void show(String name, long done, long total) {
        var now = nanoTime.getAsLong();
        if (!name.equals(activity)) {
            activity = name;
            begin = now;
        }
        if (now - shown < (terminal.canRewrite() ? REDRAW : REPEAT)) {
            return;
        }
        shown = now;
        var pace = pace(now - begin, done, total);
        if (terminal.canRewrite()) {
            terminal.stream().print("\r" + terminal.shown(cut(activity + "  " + bar(done, total) + pace)) + "\u001B[K");
            terminal.stream().flush();
            isOnScreen = true;
        } else {
            terminal.line("%s: %,d of %,d%s".formatted(activity, done, total, pace));
        }
    }

    /// Removes the line before something else is printed.
    void clear() {
        if (isOnScreen) {
            terminal.stream().print("\r\u001B[K");
            isOnScreen = false;
        }
    }

    private static String bar(long done, long total) {
        var part = total <= 0 ? 1 : Math.clamp((double) done / total, 0, 1);
        var filled = (int) Math.round(BAR * part);
        return "━".repeat(filled)
                + "─".repeat(BAR - filled)
                + String.format(Locale.ROOT, " %3.0f %%  %,d/%,d", 100 * part, done, total);
    }

    /// `  5.3/s  30 s left`, as far as it is known and worth saying.
    private static String pace(long elapsed, long done, long total) {
        if (done <= 0 || done >= total || elapsed <= 0) {
            return "";
        }
        var rate = done / (elapsed / 1e9);
        var seconds = Math.round((total - done) / rate);
        return "  " + rate(rate) + (seconds < 1 ? "" : "  " + TimeText.text(seconds) + " left");
    }

    private static String rate(double perSecond) {
        return perSecond < 1
                ? String.format(Locale.ROOT, "%.1f s each", 1 / perSecond)
                : String.format(Locale.ROOT, perSecond < 100 ? "%.1f/s" : "%,.0f/s", perSecond);
    }

    private String cut(String text) {
        return text.length() < terminal.width() ? text : text.substring(0, terminal.width() - 1);
    }
}
