package dev.costate.bench.precision;

import dev.costate.bench.measure.Measuring;
import dev.costate.bench.measure.Pace;
import dev.costate.bench.measure.PeerProgram;
import dev.costate.bench.measure.Sampler;
import dev.costate.bench.report.Cells;
import dev.costate.bench.workload.Scale;
import dev.costate.lab.plot.PictureFiles;
import dev.costate.nn.data.AtomicFile;
import dev.costate.numerics.ode.Method;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Work against precision: equations whose solutions are known, solved to ever smaller tolerances.
///
/// @param points what was measured
/// @param absent why a peer is not there, a line each
public record WorkPrecision(List<Point> points, List<String> absent) {
    /// What it shows, in a line.
    public static final String ABOUT = "error against time of the solvers of differential equations";

    private static final String COSTATE = "Costate";
    private static final Pace PACE = new Pace(7, 0.5, 3, 0.02, 2);
    private static final Pace PACE_OF_QUICK = new Pace(3, 0, 0, 0, 0.1);

    /// Copies its arguments.
    public WorkPrecision {
        points = List.copyOf(points);
        absent = List.copyOf(absent);
    }

    /// What a peer is asked.
    ///
    /// @param tasks the equations
    /// @param tolerances the relative tolerances
    /// @param pace how it is timed
    record Question(List<Equation.Task> tasks, List<Double> tolerances, Pace pace) {}

    /// What a peer answers, a line each.
    ///
    /// @param equation the equation's key
    /// @param contender whose it is
    /// @param method the method's name
    /// @param tolerance the relative tolerance
    /// @param seconds of a solution, the median
    /// @param end the state at the end; empty if it gave up
    /// @param evaluations how often the field was evaluated
    record Answer(
            String equation,
            String contender,
            String method,
            double tolerance,
            double seconds,
            double[] end,
            long evaluations) {
        Point point() {
            var error =
                    end.length == 0 ? Double.NaN : Equation.valueOf(equation).error(end);
            return new Point(equation, contender, method, tolerance, seconds, error, evaluations);
        }
    }

    /// Measures Costate in this process and, given a Python that has them, SciPy and JAX, each in one of its own.
    ///
    /// @throws IOException if a peer cannot be run
    public static WorkPrecision measure(Measuring measuring) throws IOException {
        var isQuick = measuring.scale() == Scale.QUICK;
        var tolerances = isQuick
                ? List.of(1e-3, 1e-6)
                : IntStream.rangeClosed(3, 12).mapToObj(i -> Math.pow(10, -i)).toList();
        var pace = isQuick ? PACE_OF_QUICK : PACE;
        var points = new ArrayList<Point>();
        for (var equation : Equation.values()) {
            for (var method : equation.methods()) {
                measuring.progress().accept("work-precision: %s, %s".formatted(equation.title(), method.name()));
                for (var tolerance : tolerances) {
                    points.add(costate(equation, method, tolerance, pace));
                }
            }
        }
        var absent = new ArrayList<String>();
        var question =
                new Question(Stream.of(Equation.values()).map(Equation::task).toList(), tolerances, pace);
        for (var peer : measuring.python().isEmpty() ? List.<String>of() : List.of("scipy", "jax")) {
            measuring.progress().accept("work-precision: " + peer);
            var program = new PeerProgram(measuring.python(), measuring.threads(), "precision_peer.py");
            switch (program.run(question, Answer.class, peer)) {
                case PeerProgram.Ran<Answer>(var answers) ->
                    answers.stream().map(Answer::point).forEach(points::add);
                case PeerProgram.Absent<Answer>(var reason) -> absent.add(peer + ": " + reason);
            }
        }
        return new WorkPrecision(points, absent);
    }

    private static Point costate(Equation equation, Method method, double tolerance, Pace pace) {
        var solver = equation.solver(method, tolerance);
        var solution = solver.solve();
        var samples = new Sampler(pace, System::nanoTime).sample(solver::solve);
        return new Point(
                equation.name(),
                COSTATE,
                method.name(),
                tolerance,
                samples.median(),
                equation.error(solution.y().toDoubles()),
                solution.statistics().evaluations().itemLong());
    }

    /// The table: the time to an error, read from each line of the picture.
    public Cells cells() {
        var rows = new ArrayList<List<String>>();
        for (var equation : Equation.values()) {
            for (var course : Course.of(points, equation)) {
                rows.add(List.of(
                        equation.title(),
                        course.contender(),
                        course.method(),
                        milliseconds(course.secondsTo(1e-3)),
                        milliseconds(course.secondsTo(1e-6)),
                        milliseconds(course.secondsTo(1e-9))));
            }
        }
        return new Cells(
                "Milliseconds to a relative error at the end",
                List.of("equation", "by", "method", "1e-3", "1e-6", "1e-9"),
                List.of(false, false, false, true, true, true),
                rows);
    }

    private static String milliseconds(double seconds) {
        return Double.isNaN(seconds) ? "" : String.format(Locale.ROOT, "%.3g", 1e3 * seconds);
    }

    /// The points as comma-separated values, in full.
    String csv() {
        var text = new StringBuilder("equation,contender,method,tolerance,seconds,error,evaluations\n");
        for (var p : points) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%.0e,%.6g,%.6g,%d\n",
                    p.equation(),
                    p.contender(),
                    p.method(),
                    p.tolerance(),
                    p.seconds(),
                    p.error(),
                    p.evaluations()));
        }
        return text.toString();
    }

    /// Writes `work-precision.csv` and `work-precision.png` into `folder`.
    ///
    /// @return the files
    public List<Path> write(Path folder) throws IOException {
        var csv = folder.resolve("work-precision.csv");
        var png = folder.resolve("work-precision.png");
        AtomicFile.write(csv, csv().getBytes(StandardCharsets.UTF_8));
        PictureFiles.writePng(PrecisionFigure.of(points), png);
        return List.of(csv, png);
    }
}
