package dev.costate.bench.report;

import dev.costate.bench.measure.Answer;
import dev.costate.bench.measure.Outcome;
import dev.costate.bench.measure.Timing;
import dev.costate.bench.workload.Manner;
import dev.costate.bench.workload.Peer;
import java.util.ArrayList;
import java.util.List;

/// What the compilers take: the first call less a usual one, in a new process and for an equal program in a warm one.
/// The goal is to stay under JAX in both.
public final class CompileTable {
    private static final List<String> COLUMNS =
            List.of("workload", "Costate, new process", "warm", "JAX, new process", "warm", "reached");
    private static final List<Boolean> IS_NUMERIC = List.of(false, true, true, true, true, false);

    private CompileTable() {}

    /// The table of those outcomes that compile something and are not cold starts.
    public static Cells of(List<Outcome> outcomes) {
        var rows = new ArrayList<List<String>>();
        for (var outcome : outcomes) {
            if (outcome.workload().manner() == Manner.STEADY
                    && outcome.costate() instanceof Answer.Measured(var timing, var _)) {
                rows.add(row(outcome, timing));
            }
        }
        return new Cells("Compile time", COLUMNS, IS_NUMERIC, rows);
    }

    private static List<String> row(Outcome outcome, Timing ours) {
        var row = new ArrayList<>(List.of(
                outcome.workload().name(), Words.duration(ours.compileCold()), Words.duration(ours.compileWarm())));
        for (var rival : outcome.rivals()) {
            if (rival.peer() == Peer.JAX && rival.answer() instanceof Answer.Measured(var theirs, var _)) {
                row.add(Words.duration(theirs.compileCold()));
                row.add(Words.duration(theirs.compileWarm()));
                row.add(Words.yes(
                        ours.compileCold() <= theirs.compileCold() && ours.compileWarm() <= theirs.compileWarm()));
                return row;
            }
        }
        row.addAll(List.of("", "", ""));
        return row;
    }
}
