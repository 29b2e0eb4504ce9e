package dev.costate.cli;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.config.ConfigException;
import dev.costate.lab.plot.Plot;
import java.util.List;

/// A study that counts, and can be told to go wrong in every way.
public final class CountingStudy implements Study<CountingStudy.Config> {
    public enum Trouble {
        NONE,
        WRONG_FACT,
        EXCEPTION,
        WRONG_CONFIG,
        CANCELLED,
        DEAF
    }

    public record Config(
            @Option(help = "how far to count", min = 1, max = 1000)
            int steps,

            @Option(help = "what each step adds", above = 0, unit = "m")
            double stepSize,

            @Option(help = "100 % of what goes wrong") Trouble trouble,
            List<Integer> sizes,
            boolean plot,
            long seed) {}

    @Override
    public String title() {
        return "Counting with a λ of one";
    }

    @Override
    public String document() {
        return "The test's own document";
    }

    @Override
    public Config defaults() {
        return new Config(10, 0.5, Trouble.NONE, List.of(1, 2), false, 3);
    }

    @Override
    public void run(Config config, StudyRun run) {
        run.section("Counting");
        run.note("It counts up to " + config.steps() + ".");
        var sum = 0.0;
        for (var i = 0; i < config.steps(); i++) {
            run.progress("counting", i, config.steps());
            sum += config.stepSize();
        }
        run.table("Sums", Table.of("steps", "sum").row(config.steps(), sum));
        run.fact("sum", config.steps() * config.stepSize(), sum, 1e-9);
        run.fact("sign", sum > 0);
        switch (config.trouble()) {
            case NONE -> run.figure("limit", Double.POSITIVE_INFINITY);
            case WRONG_FACT -> run.fact("wrong", 1, 2.0, 0.5);
            case EXCEPTION -> throw new IllegalStateException("the count went wrong");
            case WRONG_CONFIG -> throw new ConfigException("--steps and --sizes do not go together");
            case CANCELLED -> {
                while (true) {
                    run.checkCancelled();
                    Thread.onSpinWait();
                }
            }
            case DEAF -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }
        }
        if (config.plot()) {
            run.plot("count", Plot.of("Count").line("sum", new double[] {1, 2}));
        }
    }
}
