package dev.costate.studies.words;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.nn.words.Corpus;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.ArrayList;
import java.util.List;

/// A text of sentences of two words, each drawn with its neighbour from a table of probabilities: some pairs
/// are met twenty times as often as others of equally frequent words.
///
/// @param corpus the text
/// @param pairs how often word `i` has neighbour `j`, both ways, by the vocabulary's numbers
@SuppressWarnings("ArrayRecordComponent")
record PlantedText(Corpus corpus, double[][] pairs) {
    static final int WORDS = 12;
    private static final double NOISE_POWER = 0.75;

    static PlantedText draw(Key key, int sentences) {
        var keys = key.split(2);
        double[] likes = Random.normal(keys.get(0), DType.FLOAT64, Shape.of(WORDS, WORDS), 0, 1)
                .toDoubles();
        double[] cumulative = new double[WORDS * WORDS];
        double total = 0;
        for (int i = 0; i < cumulative.length; i++) {
            int a = i / WORDS;
            int b = i % WORDS;
            // Frequencies fall slowly, likings are mutual.
            double liking = (likes[a * WORDS + b] + likes[b * WORDS + a]) / 2;
            total += Math.exp(liking) / ((a + 4) * (b + 4));
            cumulative[i] = total;
        }
        double[] draws =
                Random.uniform(keys.get(1), DType.FLOAT64, Shape.of(sentences)).toDoubles();
        List<List<String>> text = new ArrayList<>();
        for (double draw : draws) {
            int at = 0;
            while (cumulative[at] < draw * total) {
                at++;
            }
            text.add(List.of(name(at / WORDS), name(at % WORDS)));
        }
        var corpus = Corpus.of(text, 1);
        double[][] pairs =
                new double[corpus.vocabulary().size()][corpus.vocabulary().size()];
        for (int s = 0; s < corpus.sentences(); s++) {
            int[] two = corpus.sentence(s);
            pairs[two[0]][two[1]]++;
            pairs[two[1]][two[0]]++;
        }
        return new PlantedText(corpus, pairs);
    }

    private static String name(int i) {
        return String.valueOf((char) ('a' + i));
    }

    /// How many pairs there are, both ways.
    double total() {
        return 2.0 * corpus.sentences();
    }

    /// The probability that noise is word `j`.
    double noise(int j) {
        var v = corpus.vocabulary();
        double sum = 0;
        for (int i = 0; i < v.size(); i++) {
            sum += Math.pow((double) v.count(i), NOISE_POWER);
        }
        return Math.pow((double) v.count(j), NOISE_POWER) / sum;
    }

    /// The score at which the loss is least: `ln(P(j | i) / (k P_noise(j)))`, which is `PMI - ln k` when
    /// noise is drawn as the words are. Minus infinity for a pair that is never met.
    double optimum(int i, int j, int negatives) {
        return Math.log(pairs[i][j] / ((double) corpus.vocabulary().count(i) * negatives * noise(j)));
    }

    /// The mean loss of a pair over the whole text, when pair `(i, j)` has the score `scores[i][j]`.
    double loss(double[][] scores, int negatives) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                double met = pairs[i][j] / total();
                double drawn = corpus.vocabulary().count(i) / total() * negatives * noise(j);
                sum += (met == 0 ? 0 : met * softplus(-scores[i][j])) + drawn * softplus(scores[i][j]);
            }
        }
        return sum;
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
