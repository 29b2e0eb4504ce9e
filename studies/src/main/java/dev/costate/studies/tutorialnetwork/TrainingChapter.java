package dev.costate.studies.tutorialnetwork;

import static dev.costate.Costate.grad;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.ColourBar;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.nn.layer.Activation;
import dev.costate.nn.layer.Linear;
import dev.costate.nn.layer.Sequential;
import dev.costate.nn.optim.Optimisers;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Trained right, and with each mistake alone.
final class TrainingChapter {
    /// Half the squared error of the first net after 10,000 steps at rate 3: the same net under NumPy 2.4.
    private static final double NUMPY = 0.0003154232095103742;

    private static final int GRID = 81;

    private final TutorialNetwork.Config config;
    private final Net starts;

    TrainingChapter(TutorialNetwork.Config config, Net starts) {
        this.config = config;
        this.starts = starts;
    }

    void tell(StudyRun run) {
        run.section("Trained on XNOR");
        Map<String, Trainings<?>> all = new LinkedHashMap<>();
        var right = train(Backprop.RIGHT);
        all.put("right", right);
        all.put("right, with biases", withBiases());
        for (var mistake : Backprop.values()) {
            if (mistake != Backprop.RIGHT) {
                run.checkCancelled();
                all.put(mistake.label(), train(mistake));
            }
        }
        report(run, all);
        if (config.isTheDocuments()) {
            run.fact(
                    "loss of the first net, as in NumPy",
                    NUMPY,
                    right.end().get(0).item(),
                    1e-9);
        }
        run.note("""
                Without biases the right net learns from some starts only; with them from all. Divided by the weights a \
                change has the right signs, and so trains too: that training works proves no gradient.""");
        double bound = bound();
        run.note("""
                With a sum for the dot product what the output takes the sigmoid of differs by less than the number n of \
                neurons from sample to sample, so the loss cannot go under 2 s(-n/2)^2.""");
        double least = Objects.requireNonNull(all.get(Backprop.SUM_FOR_DOT.label()))
                .end()
                .min()
                .item();
        run.factAtLeast("a sum: least loss of all", bound, least);
        run.plot("training", curves(all));
        run.plot("answers", answers(right));
    }

    private double bound() {
        double s = 1 / (1 + Math.exp(config.neurons() / 2.0));
        return 2 * s * s;
    }

    private Trainings<Net> train(Backprop backprop) {
        return Trainings.of(
                starts,
                backprop::loss,
                backprop::gradient,
                Optimisers.sgd(config.rate()),
                config.stretches(),
                config.stretch());
    }

    /// The same starts with a bias for each neuron and the output, by layers and autodiff.
    private Trainings<Sequential> withBiases() {
        var nets = new ArrayList<Sequential>();
        for (int i = 0; i < config.members(); i++) {
            Net net = Tree.member(starts, i);
            nets.add(Sequential.of(
                    new Linear(net.inHid(), Optional.of(Tensor.of(new double[net.neurons()]))),
                    Activation.SIGMOID,
                    new Linear(net.hidOut(), Optional.of(Tensor.of(new double[1]))),
                    Activation.SIGMOID));
        }
        return Trainings.of(
                Tree.stack(nets),
                TrainingChapter::loss,
                grad(TrainingChapter::loss),
                Optimisers.sgd(config.rate()),
                config.stretches(),
                config.stretch());
    }

    private static Tensor loss(Sequential net) {
        return net.apply(Xnor.X).sub(Xnor.Y).square().sum().mul(0.5);
    }

    private void report(StudyRun run, Map<String, Trainings<?>> all) {
        var table = Table.of("form", "first net's loss", "median loss", "learned of " + config.members());
        for (var entry : all.entrySet()) {
            double[] end = entry.getValue().end().toDoubles();
            double first = end[0];
            Arrays.sort(end);
            table = table.row(
                    entry.getKey(), first, end[end.length / 2], entry.getValue().learned());
        }
        run.table("after %d steps at rate %s".formatted(config.steps(), NumberText.exact(config.rate())), table);
    }

    // ---- pictures ----------------------------------------------------------------------------------------------

    private PlotGrid curves(Map<String, Trainings<?>> all) {
        var panels = new ArrayList<Plot>();
        for (var entry : all.entrySet()) {
            var trainings = entry.getValue();
            panels.add(Plot.of(entry.getKey())
                    .x("step")
                    .y("loss")
                    .logY()
                    .lines(
                            "",
                            trainings.steps(),
                            trainings.curves(),
                            Style.solid().width(1).opacity(0.45))
                    .horizontal(Trainings.LEARNED, ""));
        }
        return PlotGrid.of("Loss of %d nets, each mistake alone".formatted(config.members()), 4, panels)
                .subtitle("below the dashed line all four answers are right")
                .sameAxes()
                .size(1240, 560);
    }

    private PlotGrid answers(Trainings<Net> right) {
        int best = 0;
        for (int i = 1; i < right.size(); i++) {
            if (right.end().get(i).item() < right.end().get(best).item()) {
                best = i;
            }
        }
        return PlotGrid.of(
                        "What the net says between the samples",
                        2,
                        plane("before", Tree.member(starts, best)),
                        plane("after %d steps".formatted(config.steps()), Tree.member(right.last(), best)))
                .subtitle("seed %d; filled: the answer is to be 1, empty: 0".formatted(config.seed() + best))
                .size(900, 430);
    }

    private static Plot plane(String title, Net net) {
        double[] across = Creation.linspace(DType.FLOAT64, -0.5, 1.5, GRID).toDoubles();
        var z = new double[GRID][];
        for (int row = 0; row < GRID; row++) {
            var x = new double[GRID][];
            for (int column = 0; column < GRID; column++) {
                x[column] = new double[] {across[column], across[row]};
            }
            z[row] = Backprop.RIGHT.output(net, Tensor.of(x)).squeeze(1).toDoubles();
        }
        var dots = Style.points().colour(Colour.BLACK).size(9);
        return Plot.of(title)
                .x("x1")
                .y("x2")
                .heatMap(across, across, z, ColourBar.of("answer").range(0, 1))
                .contours(across, across, z, 0.5)
                .scatter("", new double[] {0, 1}, new double[] {0, 1}, dots)
                .scatter(
                        "",
                        new double[] {0, 1},
                        new double[] {1, 0},
                        dots.marker(Style.Marker.RING).colour(Colour.WHITE));
    }
}
