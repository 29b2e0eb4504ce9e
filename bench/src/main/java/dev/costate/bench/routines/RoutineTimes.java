package dev.costate.bench.routines;

import static dev.costate.Costate.jit;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.bench.measure.Measuring;
import dev.costate.bench.measure.Pace;
import dev.costate.bench.measure.PeerProgram;
import dev.costate.bench.measure.Sampler;
import dev.costate.bench.report.Cells;
import dev.costate.bench.workload.Scale;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The routines of linear algebra and Fourier transforms, float64, called from the host.
///
/// @param times what was measured
/// @param absent why a peer is not there, a line each
public record RoutineTimes(List<RoutineTime> times, List<String> absent) {
    /// What it shows, in a line.
    public static final String ABOUT = "time of linear algebra and Fourier transforms, routine by routine";

    private static final String COSTATE = "Costate";
    private static final List<String> PEERS = List.of("SciPy", "JAX");
    private static final Pace PACE = new Pace(9, 1, 4, 0.02, 2);
    private static final Pace PACE_OF_QUICK = new Pace(3, 0, 0, 0, 0.1);
    private static final int MOST_OF_QUICK = 100_000;

    /// Copies its arguments.
    public RoutineTimes {
        times = List.copyOf(times);
        absent = List.copyOf(absent);
    }

    /// Routine and shape.
    ///
    /// @param routine the routine
    /// @param shape the shape of the numbers that its input is made of
    private record Case(Routine routine, Shape shape) {
        Task task() {
            return new Task(routine.name(), IntStream.of(shape.dims()).boxed().toList(), routine.extent(shape));
        }
    }

    /// A [Case] for a peer.
    ///
    /// @param routine its key
    /// @param shape the shape of the numbers
    /// @param extent how the shape is written
    record Task(String routine, List<Integer> shape, String extent) {}

    /// What a peer is asked.
    ///
    /// @param tasks the cases
    /// @param pace how they are timed
    record Question(List<Task> tasks, Pace pace) {}

    /// Measures Costate in this process and, given a Python that has them, SciPy and JAX, each in one of its own, with
    /// as
    /// many threads.
    ///
    /// @throws IOException if a peer cannot be run
    public static RoutineTimes measure(Measuring measuring) throws IOException {
        var isQuick = measuring.scale() == Scale.QUICK;
        var pace = isQuick ? PACE_OF_QUICK : PACE;
        var cases = cases(isQuick ? MOST_OF_QUICK : Integer.MAX_VALUE);
        var times = new ArrayList<RoutineTime>();
        for (var one : cases) {
            measuring
                    .progress()
                    .accept("routines: " + one.routine().title() + ", "
                            + one.task().extent());
            times.add(costate(one, pace));
        }
        var absent = new ArrayList<String>();
        var question = new Question(cases.stream().map(Case::task).toList(), pace);
        for (var peer : measuring.python().isEmpty() ? List.<String>of() : PEERS) {
            measuring.progress().accept("routines: " + peer);
            var program = new PeerProgram(measuring.python(), measuring.threads(), "routines_peer.py");
            switch (program.run(question, RoutineTime.class, peer)) {
                case PeerProgram.Ran<RoutineTime>(var answers) -> times.addAll(answers);
                case PeerProgram.Absent<RoutineTime>(var reason) -> absent.add(peer + ": " + reason);
            }
        }
        return new RoutineTimes(times, absent);
    }

    private static List<Case> cases(int most) {
        var cases = new ArrayList<Case>();
        for (var routine : Routine.values()) {
            for (var shape : routine.shapes()) {
                if (shape.size() <= most) {
                    cases.add(new Case(routine, shape));
                }
            }
        }
        return cases;
    }

    private static RoutineTime costate(Case one, Pace pace) {
        var routine = one.routine();
        var input = routine.input(Numbers.even(one.shape()));
        var call = jit((List<Tensor> x) -> routine.call(x));
        var sign = routine.sign(call.apply(input));
        var seconds = new Sampler(pace, System::nanoTime)
                .sample(() -> call.apply(input))
                .median();
        return new RoutineTime(routine.name(), one.task().extent(), COSTATE, seconds, sign);
    }

    /// Whether everybody who did the same work came to the same.
    public boolean areSound() {
        return times.stream().allMatch(a -> times.stream().filter(a::isBeside).allMatch(a::agreesWith));
    }

    /// The table: a row for each routine and extent.
    public Cells cells() {
        var rows = new ArrayList<List<String>>();
        for (var time : times) {
            if (time.contender().equals(COSTATE)) {
                var row = new ArrayList<String>();
                row.add(Routine.valueOf(time.routine()).title());
                row.add(time.extent());
                row.add(microseconds(time.seconds()));
                PEERS.forEach(peer -> row.add(of(time, peer, it -> microseconds(it.seconds()))));
                PEERS.forEach(peer -> row.add(of(time, peer, it -> beside(it, time))));
                rows.add(row);
            }
        }
        return new Cells(
                "Microseconds of a call, float64",
                List.of("routine", "n", COSTATE, "SciPy", "JAX", "SciPy / Costate", "JAX / Costate"),
                List.of(false, true, true, true, true, true, true),
                rows);
    }

    private String of(RoutineTime time, String peer, Function<RoutineTime, String> words) {
        return times.stream()
                .filter(it -> it.contender().equals(peer) && it.isBeside(time))
                .findFirst()
                .map(words)
                .orElse("");
    }

    private static String beside(RoutineTime peer, RoutineTime costate) {
        return peer.agreesWith(costate)
                ? String.format(Locale.ROOT, "%.2fx", peer.seconds() / costate.seconds())
                : "DISAGREE";
    }

    private static String microseconds(double seconds) {
        var us = 1e6 * seconds;
        return String.format(Locale.ROOT, us < 10 ? "%.2f" : us < 100 ? "%.1f" : "%,.0f", us);
    }
}
