package dev.costate.lab.report;

import dev.costate.lab.PlainValue;
import dev.costate.lab.TimeText;
import dev.costate.lab.store.Machine;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where, when and with what a run was made: whatever someone needs to repeat it.
///
/// @param entries names and values, such as `Java` and `25.0.1, Eclipse Adoptium`
public record Provenance(List<Entry> entries) {
    /// A line of it.
    public record Entry(String name, String value) {}

    /// Copies its argument.
    public Provenance {
        entries = List.copyOf(entries);
    }

    /// That of a run of this process that has just ended.
    ///
    /// @param config its configuration, whose seeds are named
    /// @param nanos how long it took
    public static Provenance of(Record config, long nanos) {
        var machine = Machine.here();
        var entries = new ArrayList<Entry>();
        seeds("", PlainValue.of(config), entries);
        entries.add(new Entry("Wall time", TimeText.ofNanos(nanos)));
        entries.add(new Entry(
                "Ended",
                DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                        .format(ZonedDateTime.now(ZoneOffset.UTC))));
        entries.add(new Entry("Costate", machine.costate()));
        entries.add(new Entry("Java", machine.java() + ", " + System.getProperty("java.vendor")));
        entries.add(new Entry(
                "Machine",
                "%s, %s, %d %s, vectors of %d bits, %,d MB of heap"
                        .formatted(
                                machine.system(),
                                machine.processor(),
                                machine.cores(),
                                machine.cores() == 1 ? "core" : "cores",
                                machine.vectorBits(),
                                Runtime.getRuntime().maxMemory() >> 20)));
        return new Provenance(entries);
    }

    /// Every component whose name is or ends in `seed`.
    private static void seeds(String prefix, @Nullable Object plain, List<Entry> entries) {
        if (plain instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                var name = prefix + key;
                if (value instanceof Number && name.toLowerCase(Locale.ROOT).endsWith("seed")) {
                    entries.add(new Entry(name.equals("seed") ? "Seed" : "Seed " + name, value.toString()));
                }
                seeds(name + ".", value, entries);
            });
        }
    }
}
