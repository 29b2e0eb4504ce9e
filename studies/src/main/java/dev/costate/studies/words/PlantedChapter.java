package dev.costate.studies.words;

import dev.costate.DType;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Style;
import dev.costate.nn.words.Word2Vec;
import dev.costate.random.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What skip-gram with negative sampling learns, on a text where the answer is known.
final class PlantedChapter {
    private static final int EPOCHS = 40;
    private static final double RATE = 0.05;
    private static final int BATCH = 16;
    /// Pairs seen more often than that have a score that is known well.
    private static final int OFTEN = 50;

    private PlantedChapter() {}

    static void tell(WordEmbeddings.Config config, StudyRun run) {
        run.section("What skip-gram learns");
        int k = config.negatives();
        var text = PlantedText.draw(Key.of(config.seed()).foldIn(1), config.sentences());
        var corpus = text.corpus();
        int n = corpus.vocabulary().size();
        run.note(("At the optimum of skip-gram with negative sampling a word and a neighbour have the scalar product"
                        + " ln(P(c|w) / (k P_noise(c))), the pointwise mutual information less ln k (Levy and Goldberg 2014)."
                        + " Here %,d sentences of two of %d words are drawn from a table of probabilities, and vectors as wide"
                        + " as there are words can reach it.")
                .formatted(config.sentences(), n));
        var form = Word2Vec.skipGram()
                .withWidth(n)
                .withWindow(1)
                .withNegatives(k)
                .withSample(0)
                .withEpochs(EPOCHS)
                .withRate(RATE)
                .withBatch(BATCH)
                .withDType(DType.FLOAT64);
        var tables = form.train(
                        corpus, Key.of(config.seed()).foldIn(2), (at, of, _) -> run.progress("planted text", at, of))
                .tables();
        double[][] scores =
                (double[][]) tables.in().matmul(tables.out().transpose()).toArray();
        double[][] best = new double[n][n];
        List<double[]> often = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                best[i][j] = text.pairs()[i][j] == 0 ? -50 : text.optimum(i, j, k);
                if (text.pairs()[i][j] >= OFTEN) {
                    often.add(new double[] {best[i][j], scores[i][j], text.pairs()[i][j]});
                }
            }
        }
        double least = text.loss(best, k);
        double reached = text.loss(scores, k);
        double start = text.loss(new double[n][n], k);
        run.fact("loss of the start: (1 + k) ln 2", (1 + k) * Math.log(2), start, 1e-12);
        run.factAtMost("part of the way to the least loss that is left", 1e-3, (reached - least) / (start - least));
        double weight = often.stream().mapToDouble(p -> p[2]).sum();
        double square = often.stream()
                        .mapToDouble(p -> p[2] * (p[0] - p[1]) * (p[0] - p[1]))
                        .sum()
                / weight;
        run.fact("w.c = PMI - ln k, root of the mean square off", 0, Math.sqrt(square), 0.05);
        run.table(
                "loss of a pair",
                Table.of("scores", "loss")
                        .row("zero, where training starts", start)
                        .row("learned", reached)
                        .row("PMI - ln k, the least there is", least));
        plot(run, often, square);
    }

    private static void plot(StudyRun run, List<double[]> often, double square) {
        double[] exact = often.stream().mapToDouble(p -> p[0]).toArray();
        double[] learned = often.stream().mapToDouble(p -> p[1]).toArray();
        double[] ends = {
            Arrays.stream(exact).min().orElse(-1), Arrays.stream(exact).max().orElse(1)
        };
        run.plot(
                "planted",
                Plot.of("Scores learned, and what theory says")
                        .subtitle(often.size() + " pairs met " + OFTEN + " times or more; off by "
                                + NumberText.rounded(Math.sqrt(square), 2) + " on average")
                        .x("ln(P(c|w) / (k P_noise(c)))")
                        .y("w . c")
                        .line("", ends, ends, Style.dashed())
                        .scatter("", exact, learned, Style.points().opacity(0.7)));
    }
}
