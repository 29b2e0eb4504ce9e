package dev.costate.cli;

import dev.costate.cli.TextTable.Alignment;
import dev.costate.lab.NumberText;
import dev.costate.lab.ValueText;
import dev.costate.lab.runs.Phase;
import dev.costate.lab.runs.Records;
import dev.costate.lab.runs.Run;
import dev.costate.lab.stats.Sample;
import dev.costate.lab.stats.Statistic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a sweep came to: for each combination of what was swept how many runs there are, how many of them
/// diverged or failed, and the means of the last values with their standard errors.
final class SweepTable {
    private static final int MOST_ROWS = 40;
    private static final int MOST_METRICS = 6;
    private static final int DIGITS = 4;
    private static final int ERROR_DIGITS = 2;

    private final Records records;
    private final List<Run> runs;

    /// A table of runs.
    ///
    /// @param runs some of the records' runs
    SweepTable(Records records, List<Run> runs) {
        this.records = records;
        this.runs = runs;
    }

    void print(Terminal terminal) {
        var conditions = conditions();
        var swept = swept();
        var metrics = records.metrics().stream()
                .filter(metric -> runs.stream()
                        .anyMatch(run -> records.curve(run.id(), metric).size() > 0))
                .toList();
        var shown = metrics.subList(0, Math.min(MOST_METRICS, metrics.size()));
        var header = new ArrayList<>(swept);
        header.addAll(List.of("runs", "diverged", "failed"));
        header.addAll(shown);
        var all = new TextTable(
                header, header.stream().map(_ -> Alignment.NUMBERS).toList());
        for (var condition : conditions.entrySet().stream().limit(MOST_ROWS).toList()) {
            var cells = new ArrayList<String>();
            swept.forEach(name -> cells.add(ValueText.of(condition.getKey().get(name), DIGITS)));
            cells.addAll(counts(condition.getValue()));
            shown.forEach(metric -> cells.add(mean(condition.getValue(), metric)));
            all.row(cells.stream().map(terminal::shown).toList());
        }
        var layout = all.fitting(terminal.width(), header.size() - shown.size() + 1);
        terminal.line();
        faint("means of the last values and their standard errors, over the runs where they are finite", terminal);
        layout.lines(terminal.width()).forEach(line -> terminal.line(terminal.shown(line)));
        if (conditions.size() > MOST_ROWS) {
            terminal.line(terminal.faint("and %,d combinations more".formatted(conditions.size() - MOST_ROWS)));
        }
        var left = metrics.subList(layout.columns() - (header.size() - shown.size()), metrics.size());
        if (!left.isEmpty()) {
            notShown(left, terminal);
        }
    }

    /// Names what had no room.
    static void notShown(List<String> metrics, Terminal terminal) {
        faint("not shown: " + String.join("; ", metrics), terminal);
    }

    private static void faint(String text, Terminal terminal) {
        Paragraph.lines(terminal.shown(text), terminal.width()).forEach(line -> terminal.line(terminal.faint(line)));
    }

    /// The components in which the runs differ, the seed left out.
    private List<String> swept() {
        var swept = new ArrayList<String>();
        for (var name : runs.getFirst().config().keySet()) {
            if (!name.equals("seed")
                    && runs.stream()
                                    .map(run -> run.config().get(name))
                                    .distinct()
                                    .count()
                            > 1) {
                swept.add(name);
            }
        }
        return swept;
    }

    private Map<Map<String, @Nullable Object>, List<Run>> conditions() {
        var conditions = new LinkedHashMap<Map<String, @Nullable Object>, List<Run>>();
        for (var run : runs) {
            var condition = new LinkedHashMap<>(run.config());
            condition.remove("seed");
            conditions.computeIfAbsent(condition, _ -> new ArrayList<>()).add(run);
        }
        return conditions;
    }

    private static List<String> counts(List<Run> runs) {
        return List.of(
                "" + runs.size(),
                "" + runs.stream().filter(Run::isDiverged).count(),
                "" + runs.stream().filter(run -> run.phase() == Phase.FAILED).count());
    }

    private String mean(List<Run> runs, String metric) {
        var sample = Sample.of(runs.stream()
                .mapToDouble(run -> records.curve(run.id(), metric).last())
                .filter(Double::isFinite)
                .toArray());
        return switch (sample.n()) {
            case 0 -> "–";
            case 1 -> NumberText.rounded(sample.of(Statistic.MEAN), DIGITS);
            default ->
                NumberText.rounded(sample.of(Statistic.MEAN), DIGITS) + " ± "
                        + NumberText.rounded(sample.standardError(), ERROR_DIGITS);
        };
    }
}
