package dev.costate.studies.rosenbrock;

import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.nn.optim.Momentum;
import dev.costate.nn.optim.Optimiser;
import dev.costate.nn.optim.Optimisers;
import dev.costate.nn.optim.Schedule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Each optimiser at many rates: one program an optimiser, a member a rate.
final class RateChapter {
    private static final double LEAST = 1e-4;
    private static final double MOST = 3;
    private static final int RATES = 181;
    private static final double MOST_SHOWN = 1e3;

    private final Rosenbrock.Config config;

    RateChapter(Rosenbrock.Config config) {
        this.config = config;
    }

    void tell(StudyRun run) {
        run.section("The rate");
        double[] rates = IntStream.range(0, RATES)
                .mapToDouble(i -> LEAST * Math.pow(MOST / LEAST, i / (RATES - 1.0)))
                .toArray();
        Map<String, Function<Schedule, Optimiser>> optimisers = new LinkedHashMap<>();
        optimisers.put("Adam", Optimisers::adam);
        optimisers.put("momentum", rate -> Optimisers.sgd(rate, Momentum.of(config.momentum())));
        optimisers.put("gradient descent", Optimisers::sgd);

        var table = Table.of("optimiser", "best rate", "f there", "highest rate that does not diverge");
        double curvature = config.valley().curvature(config.startPoint()).item();
        var plot = Plot.of("Height after %d steps, by rate".formatted(config.steps()))
                .subtitle("what is missing has diverged; dashed: the limits of the curvature at the start")
                .x("rate")
                .y("f")
                .logX()
                .logY()
                .rangeY(Double.NaN, MOST_SHOWN);
        for (var entry : optimisers.entrySet()) {
            run.checkCancelled();
            double[] ends = Way.each(
                            config.valley(), entry.getValue(), Tensor.of(rates), config.startPoint(), config.steps())
                    .heights()
                    .get(":, -1")
                    .toDoubles();
            int best = IntStream.range(0, RATES)
                    .filter(i -> Double.isFinite(ends[i]))
                    .reduce((i, j) -> ends[j] < ends[i] ? j : i)
                    .orElse(0);
            double highest = IntStream.range(0, RATES)
                    .filter(i -> Double.isFinite(ends[i]))
                    .mapToDouble(i -> rates[i])
                    .max()
                    .orElse(Double.NaN);
            table = table.row(
                    entry.getKey(), NumberText.rounded(rates[best], 3), ends[best], NumberText.rounded(highest, 3));
            plot = plot.line(
                    entry.getKey(),
                    rates,
                    Arrays.stream(ends)
                            .map(f -> f <= MOST_SHOWN ? f : Double.NaN)
                            .toArray());
        }
        run.table("best of %d rates".formatted(RATES), table);
        run.note("""
                The rates are not the same thing: Adam's is a length, the others' a length for each unit of slope. So \
                the same number says nothing about both. Adam diverges at none of these, and comes down too if \
                its steps are long enough; the others leave the valley at a rate that curvature sets.""");
        run.plot(
                "rates",
                plot.vertical(2 / curvature, "2 / lambda_max")
                        .vertical(2 * (1 + config.momentum()) / curvature, "2 (1 + beta) / lambda_max"));
    }
}
