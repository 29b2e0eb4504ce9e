package dev.costate.cli;

import dev.costate.cli.TextTable.Alignment;
import dev.costate.lab.runs.Phase;
import dev.costate.lab.store.RunStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The sweeps of a store as a table.
///
/// @param store the store
record StoreTable(RunStore store) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter RECENT =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter OLD =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneId.systemDefault());
    private static final Duration HALF_A_YEAR = Duration.ofDays(182);

    int print(Terminal terminal) throws IOException {
        var names = store.names();
        if (names.isEmpty()) {
            terminal.line("there are no sweeps in " + store.folder() + "; `./costate sweep FILE.yaml` makes one");
            return ExitCode.OK;
        }
        var table = new TextTable(
                List.of("sweep", "study", "runs", "done", "diverged", "failed", "open", "begun", "size"),
                List.of(
                        Alignment.WORDS,
                        Alignment.WORDS,
                        Alignment.NUMBERS,
                        Alignment.NUMBERS,
                        Alignment.NUMBERS,
                        Alignment.NUMBERS,
                        Alignment.NUMBERS,
                        Alignment.WORDS,
                        Alignment.NUMBERS));
        var isAllWell = true;
        for (var name : names) {
            try {
                var sweep = store.sweep(name);
                table.row(List.of(
                        name,
                        sweep.study(),
                        count(sweep.runs()),
                        count(sweep.count(Phase.DONE)),
                        count(sweep.diverged()),
                        count(sweep.count(Phase.FAILED)),
                        count(sweep.count(Phase.WAITING) + sweep.count(Phase.RUNNING)),
                        shortTime(sweep.created(), Instant.now()) + (sweep.isBeingWritten() ? ", runs now" : ""),
                        size(sweep.bytes())));
            } catch (IOException e) {
                isAllWell = false;
                table.row(List.of(name, "cannot be read", "", "", "", "", "", "", ""));
            }
        }
        table.fitting(terminal.width(), table.columns() - 1)
                .lines(terminal.width())
                .forEach(terminal::line);
        if (!isAllWell) {
            terminal.line("`./costate verify SWEEP` says what is damaged");
        }
        return isAllWell ? ExitCode.OK : ExitCode.FAILED;
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    /// With the hour where it is not half a year ago, with the year before that.
    static String shortTime(Instant time, Instant now) {
        return (time.isAfter(now.minus(HALF_A_YEAR)) ? RECENT : OLD).format(time);
    }

    private static String count(int number) {
        return number == 0 ? "-" : String.format(Locale.ROOT, "%,d", number);
    }

    /// `830 B`, `4.2 kB`, `17 MB`.
    static String size(long bytes) {
        var size = (double) bytes;
        var unit = 0;
        var units = List.of("B", "kB", "MB", "GB", "TB", "PB", "EB");
        while (size >= 999.5) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit > 0 && size < 9.95 ? "%.1f %s" : "%.0f %s", size, units.get(unit));
    }
}
