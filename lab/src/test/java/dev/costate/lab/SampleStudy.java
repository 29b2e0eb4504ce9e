package dev.costate.lab;

import dev.costate.lab.plot.Plot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// A study that reports one of everything.
public final class SampleStudy implements Study<SampleStudy.Config> {
    public record Config(
            @Option(help = "size of a step", above = 0) double stepSize, List<Integer> sizes, long seed) {}

    @Override
    public String title() {
        return "One of everything";
    }

    @Override
    public String document() {
        return "a document";
    }

    @Override
    public Config defaults() {
        return new Config(0.5, List.of(2, 3), 42);
    }

    @Override
    public void run(Config config, StudyRun run) throws IOException {
        run.section("Part one");
        run.note("Some words.");
        run.fact("step", 0.5, config.stepSize(), 0);
        run.figure("seed", run.seed());
        run.table("sizes", Table.of("index", "size").row(0, config.sizes().getFirst()));
        run.plot("line", Plot.of("A line").line("y", new double[] {1, 2, 3}));
        Files.writeString(run.file("data/words.txt"), "words");
        run.progress("counting", 1, 2);
    }
}
