package dev.costate.studies.countones;

import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.nn.optim.ClipByNorm;
import dev.costate.nn.optim.Optimisers;
import dev.costate.nn.optim.Schedules;
import dev.costate.nn.train.Drawn;
import dev.costate.nn.train.Goal;
import dev.costate.nn.train.Trainer;
import dev.costate.nn.train.TrainingListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Trains each net on sequences of each length.
final class TrainingChapter {
    private static final int EPOCHS = 40;
    /// The gated nets come to a hundredth of the blind error up to a twentieth.
    private static final double LARGEST_ERROR = 0.1;

    private TrainingChapter() {}

    static List<Trial> tell(Story story) {
        var run = story.run();
        run.section("Training");
        run.note("""
                Each sequence has a share of ones of its own, so that the length does not tell the count. Every step \
                sees new sequences. An answer that sees no bit, half of the length, is off by sqrt(n (n + 2) / 12).""");
        List<Trial> trials = new ArrayList<>();
        for (int length : story.lengths()) {
            for (var kind : Kind.values()) {
                var net = CountingNet.draw(
                        kind,
                        story.weightsKey(kind),
                        Story.DTYPE,
                        story.config().hidden(),
                        length);
                trials.add(train(story, kind, length, net, Teaching.AT_THE_END));
            }
        }
        run.table("errors", table(trials));
        run.plot("training", plot(story, trials));
        if (story.config().isKnown()) {
            for (var trial : trials) {
                if (trial.kind() != Kind.RNN) {
                    run.factAtMost(
                            "%s, %d bits: error / blind error"
                                    .formatted(trial.kind().text(), trial.length()),
                            LARGEST_ERROR,
                            best(trial) / Sequences.blindError(trial.length()));
                }
            }
        }
        return List.copyOf(trials);
    }

    /// Trains one net.
    static <S> Trial train(Story story, Kind kind, int length, CountingNet<S> start, Teaching teaching) {
        var config = story.config();
        var tests = story.tests(Story.DTYPE, length, config.tests());
        int epoch = Math.max(1, config.steps() / EPOCHS);
        var training = Trainer.of(
                        (CountingNet<S> net, Sequences data) -> net.loss(data, teaching),
                        new ClipByNorm(1).then(Optimisers.adam(Schedules.cosine(config.rate(), config.steps(), 0))),
                        new Drawn<>(epoch, key -> Sequences.draw(key, Story.DTYPE, length, config.batch())))
                .steps(config.steps())
                .validate("error", Goal.LOWEST, net -> net.error(tests))
                .listen(TrainingListener.everyChunk(now ->
                        story.run().progress("%s on %d bits".formatted(kind.text(), length), now.done(), now.total())))
                .train(start, story.trainingKey(kind, length));
        return new Trial(
                kind,
                length,
                start,
                training.parameters(),
                training.history().validation("error").toDoubles(),
                epoch);
    }

    private static double best(Trial trial) {
        return Arrays.stream(trial.errors()).min().orElseThrow();
    }

    private static Table table(List<Trial> trials) {
        var table = Table.of("net", "bits", "error in ones", "of no bit seen", "quotient");
        for (var trial : trials) {
            double blind = Sequences.blindError(trial.length());
            table = table.row(trial.kind().text(), trial.length(), best(trial), blind, best(trial) / blind);
        }
        return table;
    }

    private static PlotGrid plot(Story story, List<Trial> trials) {
        List<Plot> panels = new ArrayList<>();
        for (int length : story.lengths()) {
            var panel = Plot.of(length + " bits")
                    .x("steps of training")
                    .y("error / blind error")
                    .logY()
                    .horizontal(1, "");
            for (var trial : trials) {
                if (trial.length() == length) {
                    double blind = Sequences.blindError(length);
                    double[] steps = IntStream.rangeClosed(1, trial.errors().length)
                            .mapToDouble(i -> i * (double) trial.epoch())
                            .toArray();
                    double[] errors =
                            Arrays.stream(trial.errors()).map(e -> e / blind).toArray();
                    panel = panel.line(trial.kind().text(), steps, errors);
                }
            }
            panels.add(panel);
        }
        return PlotGrid.of("Learning to count", 3, panels)
                .subtitle("root mean square error on sequences never seen; at 1 it is that of half of the length")
                .sameAxes();
    }
}
