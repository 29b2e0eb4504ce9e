package dev.costate.nn.words;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.random.Key;
import java.util.ArrayList;
import java.util.List;

/// GloVe: vectors whose scalar products are the logarithms of how often words stand near each other.
///
/// ```
/// L = 1/2 sum over pairs of f(X) (w . n + a + b - ln X)^2,   f(X) = min(1, (X / most)^power)
/// ```
/// by AdaGrad on batches of pairs in random order. Sums of squares begin at 1, as in the authors' program.
///
/// Source: Pennington, Socher, Manning, GloVe: global vectors for word representation, EMNLP 2014.
///
/// @param width how many elements a vector has
/// @param window how far away a neighbour may be
/// @param most from how many occurrences on a pair has its full weight
/// @param power how the weight rises up to there
/// @param epochs how often the pairs are gone through
/// @param rate the rate of learning
/// @param batch how many pairs are learned at once
/// @param dtype the vectors' type
public record GloVe(int width, int window, double most, double power, int epochs, double rate, int batch, DType dtype) {
    public GloVe {
        require(width >= 1, "a width of " + width + "; expected at least 1");
        require(window >= 1, "a window of " + window + "; expected at least 1");
        require(most > 0 && power > 0, "weights (X / " + most + ")^" + power + "; expected both above 0");
        require(epochs >= 1, epochs + " epochs; expected at least 1");
        require(rate > 0 && rate < 10, "a rate of " + rate + "; expected 0 < rate < 10");
        require(batch >= 1 && batch <= 1 << 16, "batches of " + batch + "; expected 1 to 65536");
        require(dtype.isFloating(), "vectors of " + dtype + "; expected FLOAT32 or FLOAT64");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("GloVe: " + what);
        }
    }

    /// The paper's: a window of 10, weights up to 100 with power .75, rate .05; batches of 512 pairs,
    /// `float32`.
    public static GloVe of(int width, int epochs) {
        return new GloVe(width, 10, 100, 0.75, epochs, 0.05, 512, DType.FLOAT32);
    }

    /// This with another window.
    public GloVe withWindow(int window) {
        return new GloVe(width, window, most, power, epochs, rate, batch, dtype);
    }

    /// Hears how training goes on.
    @FunctionalInterface
    public interface Listener {
        /// An epoch is over; what this throws ends training.
        ///
        /// @param epoch its number from 1
        /// @param loss the loss of a pair in it, each pair's before it was learned
        void learned(int epoch, double loss);
    }

    /// The result of training.
    ///
    /// @param tables the vectors, by the vocabulary's numbers
    /// @param losses the mean loss of a pair in each epoch
    public record Trained(GloVeTables tables, List<Double> losses) {
        public Trained {
            losses = List.copyOf(losses);
        }
    }

    /// Trains new tables.
    public Trained train(Corpus corpus, Key key) {
        return train(CoOccurrences.of(corpus, window), corpus.vocabulary().size(), key, (_, _) -> {});
    }

    /// Trains new tables and tells of it.
    ///
    /// @param pairs what is learned
    /// @param words how many words there are
    public Trained train(CoOccurrences pairs, int words, Key key, Listener listener) {
        require(pairs.size() > 0, "no two words are neighbours; take longer sentences");
        var keys = key.split();
        var objective = new GloVeObjective(rate);
        var learn = jit(
                (GloVeObjective.State state, GloVeObjective.Batch batches) -> scan(objective::step, state, batches));
        var state = GloVeObjective.State.of(GloVeTables.init(keys.first(), dtype, words, width));
        var draws = new Draws(keys.second());
        int[] order = new int[pairs.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        List<Double> losses = new ArrayList<>();
        for (int e = 1; e <= epochs; e++) {
            shuffle(order, draws);
            var learned = learn.apply(state, batches(pairs, order));
            state = learned.carry();
            double loss = learned.out().to(DType.FLOAT64).sum().item() / pairs.size();
            losses.add(loss);
            listener.learned(e, loss);
        }
        return new Trained(state.tables(), losses);
    }

    private static void shuffle(int[] order, Draws draws) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = draws.below(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }

    private GloVeObjective.Batch batches(CoOccurrences pairs, int[] order) {
        int steps = Math.ceilDiv(order.length, batch);
        int[] word = new int[steps * batch];
        int[] neighbour = new int[steps * batch];
        double[] target = new double[steps * batch];
        // What fills the last batch up has no weight.
        double[] weight = new double[steps * batch];
        for (int i = 0; i < order.length; i++) {
            double x = pairs.weight(order[i]);
            word[i] = pairs.word(order[i]);
            neighbour[i] = pairs.neighbour(order[i]);
            target[i] = Math.log(x);
            weight[i] = Math.min(1, Math.pow(x / most, power));
        }
        var shape = Shape.of(steps, batch);
        var all = new GloVeObjective.Batch(
                Tensor.of(word, shape),
                Tensor.of(neighbour, shape),
                Tensor.of(target, shape),
                Tensor.of(weight, shape));
        return Tree.map(all, x -> x.dtype().isFloating() ? x.to(dtype) : x);
    }
}
