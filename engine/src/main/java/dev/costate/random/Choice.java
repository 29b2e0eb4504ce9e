package dev.costate.random;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.Array;
import dev.costate.internal.trace.Problem;
import dev.costate.internal.trace.Trace;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.ops.Reductions;
import dev.costate.ops.Sorting;
import org.jspecify.annotations.Nullable;

/// Which of `n` things: in random order, or with probabilities.
final class Choice {
    /// The natural logarithm of the number of keys a shuffle sorts by, 2^32 - 1.
    private static final double LOG_WORDS = Math.log(0xFFFF_FFFFL);

    private Choice() {}

    /// `0 ... n - 1` in random order: sorted by random words, as often as it takes for ties among them not to
    /// matter.
    static Tensor permutation(String operation, Key key, int n) {
        if (n < 0) {
            throw Problem.argument(operation, "there are " + n + " elements", "give 0 or more");
        }
        Words.single(operation, key);
        Tensor order = Creation.arange(DType.INT32, n);
        Key left = key;
        int rounds = (int) Math.ceil(3 * Math.log(Math.max(1, n)) / LOG_WORDS);
        for (int round = 0; round < rounds; round++) {
            Key.Pair keys = left.split();
            left = keys.first();
            Tensor words = Words.bits(operation, keys.second(), DType.INT32, Shape.of(n));
            // With the first bit turned over the signed order is that of the unsigned words.
            Tensor signed = words.xor(Tensor.scalar(DType.INT32, Integer.MIN_VALUE));
            order = order.take(signed.argSort(0), 0);
        }
        return order;
    }

    /// Indices of a shape, all equally likely.
    static Tensor uniform(Key key, int n, Shape shape, boolean replace) {
        check(n, shape, replace);
        if (n == 0) {
            return Creation.zeros(DType.INT32, shape);
        }
        return replace
                ? Random.integers(key, DType.INT64, shape, 0, n).to(DType.INT32)
                : Layout.slice(permutation("choice", key, n), 0, 0, shape.size())
                        .reshape(shape);
    }

    /// Indices of a shape with probabilities proportional to `weights`.
    static Tensor weighted(Key key, int n, Shape shape, boolean replace, Tensor weights) {
        check(n, shape, replace);
        Problem.present("choice", "the tensor of probabilities", weights);
        if (!weights.dtype().isFloating() || !weights.shape().equals(Shape.of(n))) {
            throw Problem.shape(
                    "choice",
                    "the probabilities of " + n + " elements are " + Problem.describe(weights),
                    "give a floating number for each");
        }
        checkKnown(weights, shape, replace);
        if (n == 0) {
            return Creation.zeros(DType.INT32, shape);
        }
        return replace ? inverted(key, shape, weights) : perturbed(key, shape, weights);
    }

    /// The place of a uniform number among the running sums.
    private static Tensor inverted(Key key, Shape shape, Tensor weights) {
        int n = weights.dim(0);
        Tensor sums = Reductions.cumSum(weights, 0);
        Tensor u = Random.uniform(key, weights.dtype(), shape);
        Tensor wanted = sums.get(-1).mul(u.rsub(1));
        // Binary search for the number of sums that are smaller.
        Tensor place = Creation.zeros(DType.INT32, shape);
        for (int step = Integer.highestOneBit(n); step > 0; step /= 2) {
            Tensor probe = place.add(step);
            Tensor smaller = sums.take(probe.minimum(n).sub(1), 0).lt(wanted);
            place = probe.le(n).and(smaller).select(probe, place);
        }
        return place;
    }

    /// The places of the largest of `ln weight + Gumbel noise`, in falling order (Gumbel top-k: T. Vieira,
    /// 2014; Kool, van Hoof, Welling, ICML 2019).
    private static Tensor perturbed(Key key, Shape shape, Tensor weights) {
        int n = weights.dim(0);
        double lowest = weights.dtype() == DType.FLOAT32 ? -Float.MAX_VALUE : -Double.MAX_VALUE;
        Tensor possible = weights.gt(0);
        Tensor logarithm = possible.select(weights, Creation.onesLike(weights)).log();
        Tensor noisy = Random.gumbel(key, weights.dtype(), Shape.of(n)).add(logarithm);
        Tensor score = possible.select(noisy, Creation.full(weights.dtype(), weights.shape(), lowest));
        return Sorting.topK(score, shape.size(), 0).places().reshape(shape);
    }

    private static void check(int n, Shape shape, boolean replace) {
        int size = Problem.present("choice", "the shape", shape).size();
        if (n < 0 || (n == 0 && size > 0)) {
            throw Problem.argument("choice", size + " of " + n + " elements", "give at least one to choose from");
        }
        if (!replace && size > n) {
            throw Problem.argument("choice", size + " different elements of " + n, "choose fewer, or with replacement");
        }
    }

    /// What can be said of the weights only when their values are known: under `jit` and `vmap` nothing is.
    private static void checkKnown(Tensor weights, Shape shape, boolean replace) {
        @Nullable Array known = Trace.known(weights);
        if (known == null) {
            return;
        }
        int possible = 0;
        for (int i = 0; i < known.size(); i++) {
            double w = known.getDouble(i);
            if (!(w >= 0) || w == Double.POSITIVE_INFINITY) {
                throw Problem.argument("choice", "probability " + i + " is " + w, "each is finite and not negative");
            }
            possible += w > 0 ? 1 : 0;
        }
        int needed = replace ? Math.min(1, shape.size()) : shape.size();
        if (possible < needed) {
            throw Problem.argument(
                    "choice",
                    possible + " of the probabilities are positive, " + needed + " elements are wanted",
                    "choose fewer, or give more of them a chance");
        }
    }
}
