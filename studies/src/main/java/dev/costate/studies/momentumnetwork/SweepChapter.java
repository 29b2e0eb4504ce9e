package dev.costate.studies.momentumnetwork;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.List;

/// The document's question: is a low rate or a high momentum what makes nets stick?
final class SweepChapter {
    private static final double[] RATES = {0.05, 0.1, 0.2, 0.5, 1, 2};
    private static final double[] MOMENTA = {0, 0.5, 0.9, 0.95};

    private final MomentumNetwork.Config config;

    SweepChapter(MomentumNetwork.Config config) {
        this.config = config;
    }

    void tell(StudyRun run) {
        run.section("The rate and the momentum");
        run.note("""
                The document asks whether sticking at low rates and high momentum lies in the data. One program trains \
                %d nets for each of %d rates and %d momenta, in both forms.""".formatted(config.sweepMembers(), RATES.length, MOMENTA.length));
        run.progress("sweep", 0, 2);
        double[][] document = stuck(Derivative.OF_THE_ACTIVATION);
        run.progress("sweep", 1, 2);
        double[][] right = stuck(Derivative.OF_THE_INPUT);
        run.table("share stuck, document's form", table(document));
        run.table("share stuck, right form", table(right));
        if (config.isTheDocuments()) {
            double most = 0;
            for (var shares : right) {
                for (double share : shares) {
                    most = Math.max(most, share);
                }
            }
            run.fact("right form: share stuck at any of them", 0, most, 0);
        }
        run.note("""
                With the right derivative no setting sticks, so it lies neither in the data nor in the step: a low rate \
                only crosses the document's plateau later, and at high ones its change, which is no gradient, throws \
                nets about.""");
        run.plot(
                "sweep",
                PlotGrid.of(
                                "Share of nets that stick, by rate and momentum",
                                2,
                                panel(Derivative.OF_THE_ACTIVATION, document),
                                panel(Derivative.OF_THE_INPUT, right))
                        .subtitle("%d nets each, after %d steps".formatted(config.sweepMembers(), config.steps()))
                        .size(900, 380));
    }

    /// The share that sticks, by momentum and rate.
    private double[][] stuck(Derivative derivative) {
        Weights each = Weights.draws(config.seed(), config.sweepMembers());
        int settings = RATES.length * MOMENTA.length;
        Weights start = Tree.map(each, w -> Layout.tile(w, 0, settings));
        var rates = new ArrayList<Double>();
        var momenta = new ArrayList<Double>();
        for (double momentum : MOMENTA) {
            for (double rate : RATES) {
                for (int i = 0; i < config.sweepMembers(); i++) {
                    rates.add(rate);
                    momenta.add(momentum);
                }
            }
        }
        var ensemble = Ensemble.train(start, vector(rates), vector(momenta), derivative, 1, config.steps());
        Tensor share = ensemble.end()
                .le(Ensemble.STUCK)
                .not()
                .to(DType.FLOAT64)
                .reshape(MOMENTA.length, RATES.length, config.sweepMembers())
                .mean(2);
        var rows = new double[MOMENTA.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = share.get(i).toDoubles();
        }
        return rows;
    }

    private static Tensor vector(List<Double> numbers) {
        return Tensor.of(numbers.stream().mapToDouble(x -> x).toArray());
    }

    private static Table table(double[][] shares) {
        var columns = new ArrayList<>(List.of("beta"));
        for (double rate : RATES) {
            columns.add("alpha " + NumberText.exact(rate));
        }
        var table = Table.of(columns.toArray(String[]::new));
        for (int i = 0; i < shares.length; i++) {
            var row = new ArrayList<Object>(List.of(MOMENTA[i]));
            for (double share : shares[i]) {
                row.add(share);
            }
            table = table.row(row.toArray());
        }
        return table;
    }

    private static Plot panel(Derivative derivative, double[][] shares) {
        var plot =
                Plot.of(derivative.label()).x("alpha").y("share stuck").logX().rangeY(-0.03, 1.03);
        for (int i = 0; i < shares.length; i++) {
            plot = plot.line("beta = " + NumberText.exact(MOMENTA[i]), RATES, shares[i], Style.linePoints());
        }
        return plot;
    }
}
