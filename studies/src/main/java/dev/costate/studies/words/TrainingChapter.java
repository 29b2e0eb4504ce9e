package dev.costate.studies.words;

import dev.costate.DType;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.nn.words.Architecture;
import dev.costate.nn.words.CoOccurrences;
import dev.costate.nn.words.Corpus;
import dev.costate.nn.words.GloVe;
import dev.costate.nn.words.Noise;
import dev.costate.nn.words.Word2Vec;
import dev.costate.nn.words.WordVectors;
import dev.costate.random.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Three methods learn from the novels.
final class TrainingChapter {
    private static final int POINTS = 200;
    private static final int SHARING_BATCH = 1024;
    /// For a text of less than a million words, of which few pairs are met a hundred times.
    private static final double GLOVE_MOST = 10;

    private TrainingChapter() {}

    static List<Learned> tell(WordEmbeddings.Config config, StudyRun run, Corpus text) {
        run.section("Training");
        run.note(
                "Skip-gram: a word predicts each of its neighbours. CBOW: the mean of the neighbours predicts the word. Both"
                        + " learn to tell the right word from noise words. GloVe: scalar products match the logarithms of how"
                        + " often two words stand near each other.");
        var key = Key.of(config.seed());
        var noise = config.noise() == 0 ? new Noise.Own() : new Noise.Shared(config.noise());
        var skipGram = configured(Word2Vec.skipGram(), config).withNoise(noise);
        var forms = List.of(
                config.noise() == 0 ? skipGram : skipGram.withBatch(SHARING_BATCH),
                configured(Word2Vec.cbow(), config));
        List<Learned> learned = new ArrayList<>();
        var plot = Plot.of("word2vec").x("epoch").y("loss of an example");
        var table = Table.of("method", "seconds", "words a second", "first loss", "last loss");
        for (var form : forms) {
            String name = form.architecture() == Architecture.CBOW ? "CBOW" : "skip-gram";
            long begin = System.nanoTime();
            var trained = form.train(text, key.foldIn(3 + learned.size()), (at, of, _) -> run.progress(name, at, of));
            double seconds = (System.nanoTime() - begin) * 1e-9;
            double[] losses =
                    trained.losses().stream().mapToDouble(Double::doubleValue).toArray();
            double last = mean(losses, losses.length - Math.ceilDiv(losses.length, 10), losses.length);
            table = table.row(name, seconds, form.epochs() * text.size() / seconds, losses[0], last);
            run.fact(name + ": first loss (1 + k) ln 2", (1 + form.negatives()) * Math.log(2), losses[0], 1e-3);
            run.factAtMost(name + ": last loss, part of the first", 0.75, last / losses[0]);
            plot = curve(plot, name, losses, form.epochs());
            learned.add(new Learned(
                    name,
                    WordVectors.of(text.vocabulary().words(), trained.tables().in())));
        }
        var glove = new GloVe(
                config.width(), config.window(), GLOVE_MOST, 0.75, config.gloveEpochs(), 0.05, 512, DType.FLOAT32);
        long begin = System.nanoTime();
        var trained = glove.train(
                CoOccurrences.of(text, config.window()),
                text.vocabulary().size(),
                key.foldIn(9),
                (at, _) -> run.progress("GloVe", at, glove.epochs()));
        double seconds = (System.nanoTime() - begin) * 1e-9;
        double[] losses =
                trained.losses().stream().mapToDouble(Double::doubleValue).toArray();
        double last = losses[losses.length - 1];
        table = table.row("GloVe", seconds, glove.epochs() * text.size() / seconds, losses[0], last);
        if (losses.length > 1) {
            run.factAtMost("GloVe: last epoch's loss, part of the first's", 0.7, last / losses[0]);
        }
        learned.add(new Learned(
                "GloVe",
                WordVectors.of(text.vocabulary().words(), trained.tables().vectors())));
        run.table("training", table);
        double[] epochs = new double[losses.length];
        Arrays.setAll(epochs, e -> e + 1);
        run.plot(
                "loss",
                PlotGrid.of(
                        "Losses",
                        2,
                        plot,
                        Plot.of("GloVe").x("epoch").y("loss of a pair").line("GloVe", epochs, losses)));
        return learned;
    }

    private static Word2Vec configured(Word2Vec form, WordEmbeddings.Config config) {
        return form.withWidth(config.width())
                .withWindow(config.window())
                .withNegatives(config.negatives())
                .withSample(config.sample())
                .withEpochs(config.epochs());
    }

    /// Means over equal parts, against the place in the text.
    private static Plot curve(Plot plot, String name, double[] losses, int epochs) {
        int points = Math.min(POINTS, losses.length);
        double[] x = new double[points];
        double[] y = new double[points];
        for (int p = 0; p < points; p++) {
            int from = (int) ((long) losses.length * p / points);
            int to = (int) ((long) losses.length * (p + 1) / points);
            x[p] = epochs * (from + to) / 2.0 / losses.length;
            y[p] = mean(losses, from, to);
        }
        return plot.line(name, x, y);
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).average().orElse(Double.NaN);
    }
}
