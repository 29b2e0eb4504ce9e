package dev.costate.bench.report;

import dev.costate.bench.measure.Agreement;
import dev.costate.bench.measure.Answer;
import dev.costate.bench.measure.Json;
import dev.costate.bench.measure.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that was measured, every sample, as JSON.
public final class JsonReport {
    private JsonReport() {}

    /// The text.
    ///
    /// @param machine where
    /// @param time when
    /// @param threads how many threads each contender had
    /// @param outcomes what
    public static String of(Machine machine, Instant time, int threads, List<Outcome> outcomes) {
        var report = new LinkedHashMap<String, Object>();
        report.put("time", time.toString());
        report.put("machine", machine);
        report.put("threads", threads);
        report.put("workloads", outcomes.stream().map(JsonReport::outcome).toList());
        return Json.text(report);
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        var object = new LinkedHashMap<String, Object>();
        object.put("name", outcome.workload().name());
        object.put("about", outcome.workload().about());
        object.put("unit", outcome.figure().unit());
        object.put("costate", answer(outcome, outcome.costate()));
        var peers = new LinkedHashMap<String, Object>();
        for (var rival : outcome.rivals()) {
            var peer = new LinkedHashMap<String, Object>(answer(outcome, rival.answer()));
            rival.agreement().ifPresent(agreement -> peer.put("agreement", agreement(outcome, agreement)));
            peers.put(rival.peer().key(), peer);
        }
        object.put("peers", peers);
        return object;
    }

    private static Map<String, Object> answer(Outcome outcome, Answer answer) {
        return switch (answer) {
            case Answer.Absent(var reason) -> Map.of("absent", reason);
            case Answer.Failed(var reason) -> Map.of("failed", reason);
            case Answer.Measured(var timing, var _) -> {
                var object = new LinkedHashMap<String, Object>();
                object.put("figure", outcome.figure().of(timing.median()));
                object.put("compileCold", timing.compileCold());
                object.put("compileWarm", timing.compileWarm());
                object.put("timing", timing);
                yield object;
            }
        };
    }

    private static Map<String, Object> agreement(Outcome outcome, Agreement agreement) {
        var tolerance = outcome.workload().tolerance();
        var object = new LinkedHashMap<String, Object>();
        object.put("holds", agreement.holds());
        object.put("problem", agreement.problem());
        object.put("worst", agreement.worst());
        object.put("relative", String.valueOf(agreement.relative()));
        object.put("tolerance", tolerance);
        return object;
    }
}
