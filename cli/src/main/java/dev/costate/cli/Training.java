package dev.costate.cli;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.valueAndGrad;
import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.bench.workload.Scale;
import dev.costate.bench.workload.Workloads;
import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.ColourBar;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A quick tour through what runs at every start, for making an archive of classes: it has the JVM load and link
/// those of the list, the help, a run with plots and JSON, a compiled source file, and the engine.
final class Training {
    /// The hidden command.
    static final String COMMAND = "__train";

    private Training() {}

    static int run() {
        try {
            var folder = Files.createTempDirectory("costate-train");
            try {
                tour(folder);
            } finally {
                delete(folder);
            }
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException("the training folder cannot be used", e);
        }
    }

    private static void tour(Path folder) throws IOException {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var session = Session.of(nowhere, nowhere, Map.of("COLUMNS", "80"), false);
        var source = Files.writeString(folder.resolve("Tour.java"), "void main() { var sum = 1 + 1; }\n");
        Main.run(session, "list");
        Main.run(session, "--version");
        Main.run(session, "run", source.toString());
        members();
        programs();
        var command = new StudyCommand<>(new Tour());
        command.run(List.of("--help"), RunSettings.NONE, session);
        var out = folder.resolve("out").toString();
        command.run(List.of("--points", "50"), new RunSettings("-", out, false, true), session);
    }

    /// Two small nets learn, in one compiled program: tracing, differentiation, batching, the optimiser and the
    /// compiler.
    private static void members() {
        var keys = Key.of(1).split();
        var x = Random.normal(keys.first(), DType.FLOAT32, Shape.of(8, 2));
        var weights = Random.normal(keys.second(), DType.FLOAT32, Shape.of(2, 2, 40));
        var train = jit(vmap(
                (Tensor start) -> scanSteps((Tensor w) -> step(w, x), start, 10).out()));
        var loss = train.apply(weights);
        if (!loss.isFinite().all().itemBoolean()) {
            throw new IllegalStateException("the tour's nets do not learn: " + loss);
        }
    }

    /// A small part of every benchmark: nets, filters, equations, most of what the engine does to programs.
    private static void programs() {
        for (var workload : Workloads.all()) {
            workload.program(workload.data(Scale.QUICK)).run();
        }
    }

    private static Step<Tensor, Tensor> step(Tensor w, Tensor x) {
        var loss = valueAndGrad(
                        (Tensor v) -> x.matmul(v).relu().sum(1).tanh().square().mean())
                .apply(w);
        return new Step<>(w.sub(loss.grad().mul(0.1)), loss.value());
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Reports one of everything.
    private static final class Tour implements Study<Tour.Config> {
        record Config(
                @Option(help = "how many points", min = 2) int points) {}

        @Override
        public String title() {
            return "One of everything";
        }

        @Override
        public Config defaults() {
            return new Config(100);
        }

        @Override
        public void run(Config config, StudyRun run) {
            var x = new double[config.points()];
            var y = new double[config.points()];
            for (var i = 0; i < x.length; i++) {
                run.progress("tour", i, x.length);
                x[i] = i + 1;
                y[i] = Math.exp(-0.1 * i);
            }
            run.section("Tour");
            run.note("Something is said about λ.");
            run.table("decay", Table.of("x", "y").row(x[0], y[0]));
            run.fact("start", 1, y[0], 1e-12);
            run.figure("y", y);
            var lines = Plot.of("Decay")
                    .subtitle("half log")
                    .x("x")
                    .y("y")
                    .logY()
                    .line("y", x, y)
                    .meanBand("band", x, y, y, y)
                    .line("dashed", x, y, Style.dashed())
                    .horizontal(0.5, "half")
                    .mark(x[0], y[0], "start");
            var map = Plot.of("Map")
                    .heatMap(
                            new double[] {0, 1},
                            new double[] {0, 1},
                            new double[][] {{1, 2}, {3, 4}},
                            ColourBar.of("z"));
            run.plot("tour", PlotGrid.of("Tour", 2, lines, map.scatter("points", x, y)));
        }
    }
}
