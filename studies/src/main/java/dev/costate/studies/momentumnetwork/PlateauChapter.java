package dev.costate.studies.momentumnetwork;

import static dev.costate.Costate.vmap;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Style;
import java.util.ArrayList;
import java.util.Arrays;

/// Where the stuck nets are, why they stay, and what sets them free.
final class PlateauChapter {
    /// How much longer the document's form goes on, in units of the first training.
    private static final int PATIENCE = 2;

    private final MomentumNetwork.Config config;
    private final int[] stuck;
    private final Weights weights;

    PlateauChapter(MomentumNetwork.Config config, Ensemble document) {
        this.config = config;
        stuck = document.stuck();
        weights = document.last().members(stuck);
    }

    void tell(StudyRun run) {
        run.section("Why they stick");
        // what is left when every answer is 1/2
        Tensor residual = Xor.Y.sub(0.5);
        double[] linear = Xor.X.transpose().matmul(residual).toDoubles();
        run.fact("X^T (y - 1/2): XOR on top of the answer 1/2", new double[linear.length], linear, 0);
        run.note("""
                With all answers near 1/2 what is left is XOR itself, and no input correlates with it. A hidden unit \
                hears X^T (what is left x its own derivative). If that factor is one constant the sum is exactly 0: a \
                linear unit has nothing to learn here. The document's factor is from 0.197 to 0.25, so almost nothing \
                comes through; a (1 - a) is from 0 to 0.25.""");
        if (stuck.length == 0) {
            run.note("No net is stuck here.");
            return;
        }
        table(run);
        release(run);
    }

    private void table(StudyRun run) {
        Tensor loss = vmap(Network::loss).apply(weights);
        Tensor outputs = vmap(Network::output).apply(weights);
        double[] document = hiddenSlopes(Derivative.OF_THE_ACTIVATION);
        double[] right = hiddenSlopes(Derivative.OF_THE_INPUT);
        var table = Table.of("seed", "squared error", "answers", "|d weights1|", "if right", "ratio");
        double[] ratios = new double[stuck.length];
        for (int i = 0; i < stuck.length; i++) {
            ratios[i] = right[i] / document[i];
            table = table.row(
                    config.seed() + stuck[i],
                    loss.get(i).item(),
                    answers(outputs.get(i)),
                    document[i],
                    right[i],
                    NumberText.rounded(ratios[i], 3));
        }
        run.table("the stuck nets", table);
        Arrays.sort(ratios);
        run.figure("slopeRatios", ratios);
    }

    private static String answers(Tensor outputs) {
        return String.join(
                " ",
                Arrays.stream(outputs.toDoubles()).mapToObj("%.2f"::formatted).toList());
    }

    /// The length of the change of the hidden layer's weights, for each stuck net.
    private double[] hiddenSlopes(Derivative derivative) {
        return vmap((Weights w) -> Tree.norm(Network.backprop(w, derivative).weights1()))
                .apply(weights)
                .toDoubles();
    }

    private void release(StudyRun run) {
        var right = goOn(Derivative.OF_THE_INPUT, 1);
        var document = goOn(Derivative.OF_THE_ACTIVATION, PATIENCE);
        run.table(
                "the same nets go on",
                Table.of("form", "further steps", "never under " + Ensemble.STUCK)
                        .row(Derivative.OF_THE_INPUT.label(), config.steps(), right.neverLearned())
                        .row(Derivative.OF_THE_ACTIVATION.label(), PATIENCE * config.steps(), document.neverLearned()));
        if (config.isTheDocuments()) {
            run.fact("put right where they stand: still stuck", 0, right.neverLearned());
            run.fact("as they are, with patience: still stuck", 0, document.neverLearned());
        }
        run.note("""
                So it is no local minimum: it is a plateau, which the right derivative leaves soon and the document's \
                late.""");
        run.plot("release", picture(document, right));
    }

    private Ensemble goOn(Derivative derivative, int times) {
        return Ensemble.train(
                weights, config.rate(), config.momentum(), derivative, times * config.stretches(), config.stretch());
    }

    private Plot picture(Ensemble document, Ensemble right) {
        return curves(
                curves(
                        Plot.of("The stuck nets go on")
                                .subtitle("step 0: where the document's form has left them after %d steps"
                                        .formatted(config.steps()))
                                .x("further steps")
                                .y("sum of squared errors")
                                .logY(),
                        Derivative.OF_THE_ACTIVATION,
                        document,
                        Colour.BLUE),
                Derivative.OF_THE_INPUT,
                right,
                Colour.VERMILLION);
    }

    private static Plot curves(Plot plot, Derivative derivative, Ensemble ensemble, Colour colour) {
        var members = new ArrayList<double[]>();
        for (int i = 0; i < ensemble.size(); i++) {
            members.add(ensemble.loss().get(i).toDoubles());
        }
        return plot.lines(
                derivative.label(),
                ensemble.steps(),
                members.toArray(double[][]::new),
                Style.solid().width(1).opacity(0.7).colour(colour));
    }
}
