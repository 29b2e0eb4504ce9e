package dev.costate.studies.momentumnetwork;

import dev.costate.DType;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import java.util.ArrayList;
import java.util.Arrays;

/// Both forms from the same starts, one net for each seed.
final class SeedsChapter {
    /// What the document's program does under NumPy 2.4 with the seeds 0 to 99.
    private static final int[] STUCK_IN_NUMPY = {0, 3, 20, 22, 27, 28, 46, 67, 74, 85, 90, 93};

    /// The share that sticks was found to be about .17 with another generator; three standard deviations of the
    /// number among 100.
    private static final double KNOWN_SHARE = 0.17;

    private final MomentumNetwork.Config config;
    private final Ensemble document;
    private final Ensemble right;

    SeedsChapter(MomentumNetwork.Config config, Weights start) {
        this.config = config;
        document = train(start, Derivative.OF_THE_ACTIVATION);
        right = train(start, Derivative.OF_THE_INPUT);
    }

    private Ensemble train(Weights start, Derivative derivative) {
        return Ensemble.train(
                start, config.rate(), config.momentum(), derivative, config.stretches(), config.stretch());
    }

    Ensemble asInTheDocument() {
        return document;
    }

    void tell(StudyRun run) {
        run.section("%d seeds".formatted(config.members()));
        run.table(
                "squared error after %d steps".formatted(config.steps()),
                row(
                        row(
                                Table.of("form", "least", "median", "most", "stuck, over 0.5"),
                                Derivative.OF_THE_ACTIVATION,
                                document),
                        Derivative.OF_THE_INPUT,
                        right));
        run.figure("stuckSeeds", document.stuck());
        if (config.isTheDocuments()) {
            run.fact("document's form: seeds that stick, as in NumPy", boxed(STUCK_IN_NUMPY), boxed(document.stuck()));
            double expected = KNOWN_SHARE * config.members();
            double spread = 3 * Math.sqrt(expected * (1 - KNOWN_SHARE));
            run.factBetween("document's form: how many", expected - spread, expected + spread, document.stuck().length);
            run.fact("right form: how many", 0, right.stuck().length);
        }
        run.plot("seeds", picture());
        run.plot("learned", learned());
    }

    private static Object boxed(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private static Table row(Table table, Derivative derivative, Ensemble ensemble) {
        double[] end = ensemble.end().toDoubles();
        Arrays.sort(end);
        return table.row(derivative.label(), end[0], end[end.length / 2], end[end.length - 1], ensemble.stuck().length);
    }

    private PlotGrid picture() {
        return PlotGrid.of(
                        "Loss of %d nets, alpha = %s, beta = %s"
                                .formatted(config.members(), config.rate(), config.momentum()),
                        2,
                        curves(Derivative.OF_THE_ACTIVATION, document),
                        curves(Derivative.OF_THE_INPUT, right))
                .subtitle("one line a seed, the same starts in both")
                .sameAxes()
                .size(960, 400);
    }

    private static Plot curves(Derivative derivative, Ensemble ensemble) {
        var members = new ArrayList<double[]>();
        for (int i = 0; i < ensemble.size(); i++) {
            members.add(ensemble.loss().get(i).toDoubles());
        }
        return Plot.of(derivative.label())
                .x("step")
                .y("sum of squared errors")
                .logY()
                .lines("", ensemble.steps(), members.toArray(double[][]::new), Style.faint())
                .horizontal(Ensemble.STUCK, "stuck above");
    }

    private Plot learned() {
        return Plot.of("How many have learned")
                .subtitle("share of the %d nets whose squared error is at most %s"
                        .formatted(config.members(), Ensemble.STUCK))
                .x("step")
                .y("share")
                .rangeY(0, 1.05)
                .line(Derivative.OF_THE_ACTIVATION.label(), document.steps(), share(document))
                .line(Derivative.OF_THE_INPUT.label(), right.steps(), share(right));
    }

    private static double[] share(Ensemble ensemble) {
        return ensemble.loss().le(Ensemble.STUCK).to(DType.FLOAT64).mean(0).toDoubles();
    }
}
