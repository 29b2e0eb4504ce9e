package dev.costate.bench.workload;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.nn.data.sets.Novels;
import dev.costate.nn.words.Corpus;
import dev.costate.nn.words.Noise;
import dev.costate.nn.words.Tokeniser;
import dev.costate.nn.words.Word2Vec;
import dev.costate.random.Key;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Skip-gram with negative sampling on the novels of Jane Austen, as word2vec's own program has it by
/// default: width 100, window 5, 5 negatives, sample 1e-3, rate .025.
///
/// Random numbers differ, so that results are compared by what they are good for: how often related words are
/// closer than random ones.
///
/// @param name on the command line
/// @param noise who shares the noise words
/// @param batch how many pairs are learned at once
public record WordVectors(String name, Noise noise, int batch) implements Workload {
    private static final int LEAST = 5;
    private static final int RANDOM_PAIRS = 4000;
    private static final int FREQUENT = 1000;
    private static final int FEW_WORDS = 20_000;
    private static final String RELATED = "brother sister father mother son daughter uncle aunt he she his her mr mrs"
            + " himself herself man woman gentleman lady husband wife day night morning evening week month good bad"
            + " happy miserable great little young old house park dinner tea love affection joy pleasure sorry glad"
            + " eyes face letter note walk walked two three ten twenty said replied know think come go always never";

    @Override
    public String about() {
        return switch (noise) {
            case Noise.Own() -> "skip-gram on 710,000 words, width 100, 5 negatives, 3 epochs, f32";
            case Noise.Shared(int draws) -> "the same with " + draws + " noise words for each " + batch + " pairs";
        };
    }

    @Override
    public Data data(Scale scale) {
        Corpus text;
        try {
            text = Corpus.read(new StringReader(Novels.text()), Tokeniser.letters(), LEAST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var most = scale == Scale.FULL ? text.size() : FEW_WORDS;
        List<Integer> words = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (var s = 0; s < text.sentences() && words.size() < most; s++) {
            Arrays.stream(text.sentence(s)).forEach(words::add);
            ends.add(words.size());
        }
        return Data.NONE
                .with("width", 100)
                .with("window", 5)
                .with("negatives", 5)
                .with("sample", 1e-3)
                .with("rate", 0.025)
                .with("epochs", scale == Scale.FULL ? 3 : 1)
                .with("words", Tensor.of(ints(words)))
                .with("ends", Tensor.of(ints(ends)))
                .with("related", related(text, words))
                .with("random", random(words));
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The related pairs of which both words are met.
    private static Tensor related(Corpus text, List<Integer> words) {
        var names = RELATED.split(" ", -1);
        List<Integer> pairs = new ArrayList<>();
        for (var i = 0; i < names.length; i += 2) {
            var a = text.vocabulary().number(names[i]).orElse(-1);
            var b = text.vocabulary().number(names[i + 1]).orElse(-1);
            if (words.contains(a) && words.contains(b)) {
                pairs.addAll(List.of(a, b));
            }
        }
        return Tensor.of(ints(pairs), Shape.of(pairs.size() / 2, 2));
    }

    /// Pairs of frequent words that are met, the lowest numbers.
    private static Tensor random(List<Integer> words) {
        var met = words.stream().distinct().sorted().limit(FREQUENT).toList();
        var random = new SplittableRandom(1);
        var pairs = new int[2 * RANDOM_PAIRS];
        Arrays.setAll(pairs, _ -> met.get(random.nextInt(met.size())));
        return Tensor.of(pairs, Shape.of(RANDOM_PAIRS, 2));
    }

    @Override
    public Program program(Data data) {
        var corpus = corpus(data);
        var form = Word2Vec.skipGram()
                .withWidth(data.count("width"))
                .withWindow(data.count("window"))
                .withNegatives(data.count("negatives"))
                .withSample(data.number("sample"))
                .withRate(data.number("rate"))
                .withEpochs(data.count("epochs"))
                .withNoise(noise)
                .withBatch(batch);
        return () -> {
            var trained = form.train(corpus, Key.of(1));
            var vectors = dev.costate.nn.words.WordVectors.of(
                    corpus.vocabulary().words(), trained.tables().in());
            return Map.of("closer", Tensor.scalar(closer(vectors, data)));
        };
    }

    /// The text in words `w0`, `w1` and so on.
    private static Corpus corpus(Data data) {
        var words = data.tensor("words").toInts();
        List<List<String>> sentences = new ArrayList<>();
        var from = 0;
        for (var end : data.tensor("ends").toInts()) {
            sentences.add(
                    Arrays.stream(words, from, end).mapToObj(WordVectors::word).toList());
            from = end;
        }
        return Corpus.of(sentences, 1);
    }

    private static String word(int number) {
        return "w" + number;
    }

    /// How often a related pair is closer than a random one.
    private static double closer(dev.costate.nn.words.WordVectors vectors, Data data) {
        var related = cosines(vectors, data.tensor("related"));
        var random = cosines(vectors, data.tensor("random"));
        var wins = 0.0;
        for (var r : related) {
            wins += Arrays.stream(random).filter(other -> r > other).count();
        }
        return wins / ((double) related.length * random.length);
    }

    private static double[] cosines(dev.costate.nn.words.WordVectors vectors, Tensor pairs) {
        var words = pairs.toInts();
        var cosines = new double[words.length / 2];
        Arrays.setAll(cosines, i -> vectors.cosine(word(words[2 * i]), word(words[2 * i + 1])));
        return cosines;
    }

    @Override
    public Figure figure(Data data) {
        return Figure.rate("words/s", (double) data.tensor("words").size() * data.count("epochs"));
    }

    @Override
    public Tolerance tolerance() {
        return new Tolerance(
                0,
                0.08,
                "other random numbers in another order; the part of 32 related pairs, of which word2vec's own program"
                        + " gets .78 with one thread and .90 with two");
    }

    @Override
    public List<Peer> peers() {
        return List.of(Peer.WORD2VEC);
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.times(1, Peer.WORD2VEC));
    }

    @Override
    public String task() {
        return "word2vec";
    }
}
