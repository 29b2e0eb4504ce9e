package dev.costate.studies.digits;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.NumberText;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.nn.layer.Sequential;
import dev.costate.nn.loss.Losses;
import dev.costate.nn.optim.Optimisers;
import dev.costate.nn.optim.Schedules;
import dev.costate.nn.train.Examples;
import dev.costate.nn.train.Goal;
import dev.costate.nn.train.Trainer;
import dev.costate.nn.train.TrainingListener;
import dev.costate.random.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Trains the nets.
final class TrainingChapter {
    private static final double GOOD = 0.97;
    private static final double SOFTMAX_HASTE = 10;

    private TrainingChapter() {}

    static List<Trial> tell(Story story) {
        var run = story.run();
        run.section("Training");
        run.note("""
                For the nets with more than one layer each image is moved by up to %s of a point and gets noise, anew at \
                every step. The softmax, the baseline, is better without, and gets the images as they are. The nets of \
                the last step are judged.""".formatted(NumberText.exact(story.config().farthest())));
        List<Trial> trials = new ArrayList<>();
        for (var kind : Kind.values()) {
            trials.add(train(story, kind));
        }
        var table = Table.of("net", "weights", "last training loss", "test loss", "test accuracy", "wrong");
        int digits = story.parts().test().size();
        for (var trial : trials) {
            double accuracy = last(trial, "accuracy");
            table = table.row(
                    trial.kind().text(),
                    Tree.leaves(trial.net()).stream().mapToInt(Tensor::size).sum(),
                    lastEpoch(story, trial),
                    last(trial, "loss"),
                    accuracy,
                    Math.round((1 - accuracy) * digits) + " of " + digits);
        }
        run.table("nets", table);
        // a softmax of zeros gives every digit a tenth
        run.fact(
                "first loss of the softmax, which starts from zeros: ln 10",
                Math.log(Batch.CLASSES),
                trials.getFirst().history().loss().get(0).item(),
                1e-6);
        for (var trial : trials) {
            if (trial.kind() == Kind.SOFTMAX || !story.config().isKnown()) {
                run.figure("accuracy, " + trial.kind().text(), last(trial, "accuracy"));
            } else {
                run.factAtLeast("test accuracy, " + trial.kind().text(), GOOD, last(trial, "accuracy"));
            }
        }
        run.plot("training", plot(story, trials));
        return List.copyOf(trials);
    }

    /// The mean cross-entropy.
    static Tensor loss(Sequential net, Batch digits) {
        return Losses.crossEntropy(net.apply(digits.images()), digits.labels()).mean();
    }

    /// The share of digits whose logit is the largest.
    static Tensor accuracy(Sequential net, Batch digits) {
        var isRight = net.apply(digits.images()).argMax(1).eq(digits.labels());
        return isRight.to(digits.images().dtype()).mean();
    }

    private static Trial train(Story story, Kind kind) {
        var config = story.config();
        var test = story.parts().test();
        var source = Examples.of(story.parts().training(), config.batch());
        int steps = config.epochs() * source.stepsPerEpoch();
        // with so few weights the softmax gains nothing by distortion, and gets to its minimum faster
        boolean isSoftmax = kind == Kind.SOFTMAX;
        double haste = isSoftmax ? SOFTMAX_HASTE : 1;
        var distortion = isSoftmax ? Distortion.NONE : new Distortion(config.farthest(), config.noise());
        var training = Trainer.of(
                        (Sequential net, Batch digits, Key key) -> loss(net, distortion.of(key, digits)),
                        Optimisers.adamW(Schedules.cosine(config.rate() * haste, steps, 0), config.decay() / haste),
                        source)
                .epochs(config.epochs())
                .validate("accuracy", Goal.HIGHEST, net -> accuracy(net, test))
                .measure("loss", net -> loss(net, test))
                .listen(TrainingListener.everyChunk(now -> story.run().progress(kind.text(), now.done(), now.total())))
                .train(kind.draw(story.weightsKey(kind), config), story.trainingKey(kind));
        // the last, not the best: the test digits are for judging
        return new Trial(kind, training.state().parameters(), training.history());
    }

    private static double last(Trial trial, String measure) {
        return trial.history().validation(measure).get(-1).item();
    }

    private static double lastEpoch(Story story, Trial trial) {
        double[] means = epochMeans(story, trial);
        return means[means.length - 1];
    }

    /// The mean loss of each epoch's batches.
    private static double[] epochMeans(Story story, Trial trial) {
        double[] losses = trial.history().loss().toDoubles();
        int epochs = story.config().epochs();
        int each = losses.length / epochs;
        return IntStream.range(0, epochs)
                .mapToDouble(e -> Arrays.stream(losses, e * each, (e + 1) * each)
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private static PlotGrid plot(Story story, List<Trial> trials) {
        double[] epochs = IntStream.rangeClosed(1, story.config().epochs())
                .asDoubleStream()
                .toArray();
        var training = Plot.of("Training digits").x("epoch").y("cross-entropy").logY();
        var loss = Plot.of("Test digits").x("epoch").y("cross-entropy").logY();
        var accuracy = Plot.of("Test digits").x("epoch").y("share read right").rangeY(0.9, 1);
        for (var trial : trials) {
            var text = trial.kind().text();
            training = training.line(text, epochs, epochMeans(story, trial));
            loss = loss.line(text, epochs, trial.history().validation("loss").toDoubles());
            accuracy = accuracy.line(
                    text, epochs, trial.history().validation("accuracy").toDoubles());
        }
        return PlotGrid.of("Learning to read digits", 3, training, loss, accuracy);
    }
}
