package dev.costate.bench.report;

import dev.costate.bench.measure.Answer;
import dev.costate.bench.measure.Outcome;
import dev.costate.bench.measure.Timing;
import dev.costate.bench.workload.Goal;
import java.util.ArrayList;
import java.util.List;

/// The speeds: a row for each workload and peer.
public final class SpeedTable {
    private static final List<String> COLUMNS = List.of(
            "workload",
            "Costate",
            "quartiles",
            "peer",
            "its figure",
            "quartiles",
            "ratio",
            "goal",
            "reached",
            "results");
    private static final List<Boolean> IS_NUMERIC =
            List.of(false, true, true, false, true, true, true, true, false, false);

    private SpeedTable() {}

    /// The table of these outcomes.
    public static Cells of(List<Outcome> outcomes) {
        var rows = new ArrayList<List<String>>();
        outcomes.forEach(outcome -> rows.addAll(rows(outcome)));
        return new Cells("Speed", COLUMNS, IS_NUMERIC, rows);
    }

    /// What has to be said about figures of the table: which part was timed and scaled, for one.
    public static List<String> notes(List<Outcome> outcomes) {
        var notes = new ArrayList<String>();
        for (var outcome : outcomes) {
            for (var rival : outcome.rivals()) {
                if (rival.answer() instanceof Answer.Measured(var timing, var _)
                        && !timing.note().isEmpty()) {
                    notes.add(outcome.workload().name() + ", " + rival.peer().title() + ": " + timing.note());
                }
            }
        }
        return notes;
    }

    private static List<List<String>> rows(Outcome outcome) {
        var begin = begin(outcome);
        var rows = new ArrayList<List<String>>();
        var limit = limit(outcome);
        if (outcome.rivals().isEmpty() || !limit.getFirst().isEmpty()) {
            rows.add(row(begin, List.of("", "", "", ""), limit, ""));
            begin = List.of("", "", "");
        }
        for (var rival : outcome.rivals()) {
            rows.add(rivalRow(begin, outcome, rival));
            begin = List.of("", "", "");
        }
        return rows;
    }

    private static List<String> begin(Outcome outcome) {
        var name = outcome.workload().name();
        var figure = outcome.figure();
        return switch (outcome.costate()) {
            case Answer.Measured(var timing, var _) ->
                List.of(name, Words.figure(figure, timing.median()), Words.spread(figure, timing));
            case Answer.Absent(var reason) -> List.of(name, "absent: " + reason, "");
            case Answer.Failed(var reason) -> List.of(name, "FAILED: " + reason, "");
        };
    }

    /// The goal that no peer is needed for, and whether it is reached; empty cells if there is none.
    private static List<String> limit(Outcome outcome) {
        for (var goal : outcome.workload().goals()) {
            switch (goal) {
                case Goal.AtMost(var limit)
                when outcome.costate() instanceof Answer.Measured(var timing, var _) -> {
                    var figure = outcome.figure();
                    return List.of(
                            Words.number(limit) + " " + figure.unit(), Words.yes(figure.of(timing.median()) <= limit));
                }
                case Goal.AtMost _, Goal.TimesPeer _ -> {}
            }
        }
        return List.of("", "");
    }

    private static List<String> rivalRow(List<String> begin, Outcome outcome, Outcome.Rival rival) {
        var title = rival.peer().title();
        return switch (rival.answer()) {
            case Answer.Absent(var reason) -> row(begin, List.of(title, "absent", "", ""), List.of("", ""), reason);
            case Answer.Failed(var reason) -> row(begin, List.of(title, "failed", "", ""), List.of("", ""), reason);
            case Answer.Measured(var timing, var _) -> measuredRow(begin, outcome, rival, timing);
        };
    }

    private static List<String> measuredRow(List<String> begin, Outcome outcome, Outcome.Rival rival, Timing theirs) {
        var figure = outcome.figure();
        var ratio = "";
        var goal = List.of("", "");
        if (outcome.costate() instanceof Answer.Measured(var ours, var _)) {
            var factor = theirs.median() / ours.median();
            ratio = Words.times(factor);
            for (var wanted : outcome.workload().goals()) {
                if (wanted instanceof Goal.TimesPeer(var times, var peer) && peer == rival.peer()) {
                    goal = List.of(Words.times(times), Words.yes(factor >= times));
                }
            }
        }
        var agreement = rival.agreement()
                .map(found -> Words.agreement(found, outcome.workload().tolerance()))
                .orElse("");
        return row(
                begin,
                List.of(
                        rival.peer().title(),
                        Words.figure(figure, theirs.median()),
                        Words.spread(figure, theirs),
                        ratio),
                goal,
                agreement);
    }

    private static List<String> row(List<String> begin, List<String> middle, List<String> goal, String results) {
        var row = new ArrayList<>(begin);
        row.addAll(middle);
        row.addAll(goal);
        row.add(results);
        return row;
    }
}
