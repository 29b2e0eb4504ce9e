package dev.costate.lab;

import java.util.Locale;

/// Lengths of time as people write them.
public final class TimeText {
    private TimeText() {}

    /// `0.42 s`, `12.3 s`, `2 min 5 s`.
    public static String ofNanos(long nanos) {
        var seconds = nanos / 1e9;
        if (seconds < 60) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
        }
        return text(Math.round(seconds));
    }

    /// `45 s`, `2 min 5 s`, `3 h 20 min`.
    public static String text(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
