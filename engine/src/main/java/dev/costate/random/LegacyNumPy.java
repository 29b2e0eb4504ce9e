package dev.costate.random;

import dev.costate.Shape;
import dev.costate.internal.random.LegacyDistributions;
import dev.costate.internal.random.MersenneTwister;
import dev.costate.internal.random.WeightedChoice;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/// NumPy's legacy generator `numpy.random.RandomState`, number for number: the same seed and the same calls
/// give the numbers that `np.random.seed(...)`, `np.random.rand(...)` and the others give.
///
/// ```java
/// var np = new LegacyNumPy(0);           // np.random.seed(0)
/// double[] x = np.rand(2, 3);            // np.random.rand(2, 3), row-major
/// double[] noise = np.normal(0, 0.1, 6); // np.random.normal(0, 0.1, 6), continues where rand stopped
/// ```
///
/// It is here to repeat what programs written in NumPy have published. For new programs a splittable key is
/// better: it has no hidden state, and gives the same numbers whatever runs before it or beside it.
///
/// Integers and uniform numbers equal NumPy's in every bit. Normal, exponential and gamma numbers take a
/// logarithm, whose last bit depends on the mathematical library on either side: about one normal number in
/// 2000 differs, by one unit in its last place (measured against NumPy on glibc, x86-64).
///
/// A call without a shape returns one number; `int... shape` gives the extents of an array, which is returned
/// row-major. Every call changes the state. The methods are synchronised, so that threads may share a
/// generator, but then the order of their calls, and with it who gets which numbers, is left to chance: give
/// each its own.
///
/// Source: the generator is MT19937 (Matsumoto and Nishimura, ACM TOMACS 8, 1998); the distributions are those
/// that NumPy's compatibility policy (NEP 19) has frozen for `RandomState`.
public final class LegacyNumPy {
    private static final long LARGEST_SEED = 0xFFFF_FFFFL;

    private LegacyDistributions draws;

    /// A generator in the state after `np.random.seed(seed)`.
    ///
    /// @param seed from 0 to 2^32 - 1
    /// @throws IllegalArgumentException for another seed
    public LegacyNumPy(long seed) {
        draws = seeded(seed);
    }

    /// A generator in the state after `np.random.seed([...])`.
    ///
    /// @param seed one or more numbers from 0 to 2^32 - 1
    /// @throws IllegalArgumentException for other numbers, or none
    public LegacyNumPy(long[] seed) {
        draws = seeded(seed);
    }

    /// Starts anew, as `np.random.seed(seed)`.
    ///
    /// @param seed from 0 to 2^32 - 1
    /// @throws IllegalArgumentException for another seed
    public synchronized void seed(long seed) {
        draws = seeded(seed);
    }

    /// Starts anew, as `np.random.seed([...])`.
    ///
    /// @param seed one or more numbers from 0 to 2^32 - 1
    /// @throws IllegalArgumentException for other numbers, or none
    public synchronized void seed(long[] seed) {
        draws = seeded(seed);
    }

    /// Returns a number of `[0, 1)`, a multiple of 2^-53: `np.random.rand()`, `random_sample()`, `random()`.
    public synchronized double rand() {
        return draws.twister().nextDouble();
    }

    /// Returns numbers of `[0, 1)`: `np.random.rand(d0, d1, ...)`, `random_sample((d0, d1, ...))`.
    public synchronized double[] rand(int... shape) {
        return fill(shape, draws.twister()::nextDouble);
    }

    /// Returns a number of `[low, high)`, `low + (high - low) rand()`: `np.random.uniform(low, high)`.
    ///
    /// @throws IllegalArgumentException if `high - low` is not finite
    public synchronized double uniform(double low, double high) {
        return low + range(low, high) * draws.twister().nextDouble();
    }

    /// Returns numbers of `[low, high)`: `np.random.uniform(low, high, shape)`.
    ///
    /// @throws IllegalArgumentException if `high - low` is not finite
    public synchronized double[] uniform(double low, double high, int... shape) {
        double range = range(low, high);
        return fill(shape, () -> low + range * draws.twister().nextDouble());
    }

    /// Returns a standard normal number: `np.random.randn()`, `standard_normal()`.
    public synchronized double randn() {
        return draws.normal();
    }

    /// Returns standard normal numbers: `np.random.randn(d0, d1, ...)`, `standard_normal((d0, d1, ...))`.
    ///
    /// They come in pairs: after an odd count the other of the last pair is the first of the next call, until
    /// [#seed(long)].
    public synchronized double[] randn(int... shape) {
        return fill(shape, draws::normal);
    }

    /// Returns a normal number of mean `loc` and standard deviation `scale`: `np.random.normal(loc, scale)`.
    ///
    /// @throws IllegalArgumentException if `scale` is negative or NaN
    public synchronized double normal(double loc, double scale) {
        return loc + notNegative("normal", "scale", scale) * draws.normal();
    }

    /// Returns normal numbers of mean `loc` and standard deviation `scale`: `np.random.normal(loc, scale,
    /// shape)`.
    ///
    /// @throws IllegalArgumentException if `scale` is negative or NaN
    public synchronized double[] normal(double loc, double scale, int... shape) {
        notNegative("normal", "scale", scale);
        return fill(shape, () -> loc + scale * draws.normal());
    }

    /// Returns an exponential number of mean `scale`: `np.random.exponential(scale)`.
    ///
    /// @throws IllegalArgumentException if `scale` is negative or NaN
    public synchronized double exponential(double scale) {
        return notNegative("exponential", "scale", scale) * draws.exponential();
    }

    /// Returns exponential numbers of mean `scale`: `np.random.exponential(scale, shape)`.
    ///
    /// @throws IllegalArgumentException if `scale` is negative or NaN
    public synchronized double[] exponential(double scale, int... shape) {
        notNegative("exponential", "scale", scale);
        return fill(shape, () -> scale * draws.exponential());
    }

    /// Returns a gamma number of mean `k scale`: `np.random.gamma(k, scale)`.
    ///
    /// @param k the parameter that NumPy names `shape`
    /// @throws IllegalArgumentException if `k` or `scale` is negative or NaN
    public synchronized double gamma(double k, double scale) {
        notNegative("gamma", "k", k);
        return notNegative("gamma", "scale", scale) * draws.gamma(k);
    }

    /// Returns gamma numbers of mean `k scale`: `np.random.gamma(k, scale, shape)`.
    ///
    /// @param k the parameter that NumPy names `shape`
    /// @throws IllegalArgumentException if `k` or `scale` is negative or NaN
    public synchronized double[] gamma(double k, double scale, int... shape) {
        notNegative("gamma", "k", k);
        notNegative("gamma", "scale", scale);
        return fill(shape, () -> scale * draws.gamma(k));
    }

    /// Returns an integer of `[low, high)`: `np.random.randint(low, high)`.
    ///
    /// @throws IllegalArgumentException if `low >= high`
    public synchronized long randint(long low, long high) {
        return low + draws.twister().nextAtMost(span(low, high));
    }

    /// Returns integers of `[low, high)`: `np.random.randint(low, high, shape)`, of its default type int64.
    ///
    /// @throws IllegalArgumentException if `low >= high`
    public synchronized long[] randint(long low, long high, int... shape) {
        long span = span(low, high);
        long[] values = new long[Shape.of(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = low + draws.twister().nextAtMost(span);
        }
        return values;
    }

    /// Permutes `array` in place: `np.random.shuffle(array)`.
    public synchronized void shuffle(double[] array) {
        permute(array.length, (i, j) -> {
            double kept = array[i];
            array[i] = array[j];
            array[j] = kept;
        });
    }

    /// Permutes `array` in place: `np.random.shuffle(array)`.
    public synchronized void shuffle(long[] array) {
        permute(array.length, (i, j) -> {
            long kept = array[i];
            array[i] = array[j];
            array[j] = kept;
        });
    }

    /// Permutes `array` in place: `np.random.shuffle(array)`.
    public synchronized void shuffle(int[] array) {
        permute(array.length, (i, j) -> {
            int kept = array[i];
            array[i] = array[j];
            array[j] = kept;
        });
    }

    /// Permutes a modifiable list in place: `np.random.shuffle(list)`, or the rows of an array.
    public synchronized void shuffle(List<?> list) {
        permute(list.size(), (i, j) -> Collections.swap(list, i, j));
    }

    /// Returns 0 to `n - 1` in random order: `np.random.permutation(n)`.
    ///
    /// To permute the rows of a matrix as `np.random.permutation(matrix)` does, take its rows in this order.
    ///
    /// @throws IllegalArgumentException if `n` is negative
    public synchronized int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("permutation: n is " + n + "; it must be 0 or more");
        }
        int[] order = IntStream.range(0, n).toArray();
        shuffle(order);
        return order;
    }

    /// Returns a copy of `array` in random order: `np.random.permutation(array)`.
    public synchronized double[] permutation(double[] array) {
        double[] copy = array.clone();
        shuffle(copy);
        return copy;
    }

    /// Returns a copy of `array` in random order: `np.random.permutation(array)`.
    public synchronized long[] permutation(long[] array) {
        long[] copy = array.clone();
        shuffle(copy);
        return copy;
    }

    /// Returns `size` of the numbers 0 to `n - 1`, all equally likely: `np.random.choice(n, size, replace)`.
    ///
    /// @param replace whether a number may come more than once
    /// @throws IllegalArgumentException if there are not as many numbers as are wanted
    public synchronized int[] choice(int n, int size, boolean replace) {
        checkChoice(n, size, replace);
        if (!replace) {
            return Arrays.copyOf(permutation(n), size);
        }
        int[] drawn = new int[size];
        for (int i = 0; i < size; i++) {
            drawn[i] = (int) draws.twister().nextAtMost(n - 1);
        }
        return drawn;
    }

    /// Returns `size` of the numbers 0 to `n - 1` with the probabilities `p`:
    /// `np.random.choice(n, size, replace, p)`.
    ///
    /// @param replace whether a number may come more than once
    /// @param p a probability for each number
    /// @throws IllegalArgumentException if there are not as many numbers of positive probability as are
    ///     wanted, or
    ///     `p` is not a distribution: of another length, with a negative number or NaN, or with a sum that is
    ///     not 1
    ///     to eight digits
    public synchronized int[] choice(int n, int size, boolean replace, double[] p) {
        checkChoice(n, size, replace);
        WeightedChoice.check(n, p);
        return replace
                ? WeightedChoice.withReplacement(draws.twister(), p, size)
                : WeightedChoice.withoutReplacement(draws.twister(), p, size);
    }

    /// Returns `size` elements of `a`, all equally likely: `np.random.choice(a, size, replace)`.
    ///
    /// @throws IllegalArgumentException as [#choice(int, int, boolean)]
    public synchronized double[] choice(double[] a, int size, boolean replace) {
        return taken(a, choice(a.length, size, replace));
    }

    /// Returns `size` elements of `a` with the probabilities `p`: `np.random.choice(a, size, replace, p)`.
    ///
    /// @throws IllegalArgumentException as [#choice(int, int, boolean, double\[\])]
    public synchronized double[] choice(double[] a, int size, boolean replace, double[] p) {
        return taken(a, choice(a.length, size, replace, p));
    }

    private static LegacyDistributions seeded(long seed) {
        return new LegacyDistributions(new MersenneTwister(word(seed)));
    }

    private static LegacyDistributions seeded(long[] seed) {
        if (seed.length == 0) {
            throw new IllegalArgumentException("seed: the array is empty; give at least one number");
        }
        return new LegacyDistributions(new MersenneTwister(
                Arrays.stream(seed).mapToInt(LegacyNumPy::word).toArray()));
    }

    private static int word(long seed) {
        if (seed < 0 || seed > LARGEST_SEED) {
            throw new IllegalArgumentException("seed: " + seed
                    + " is not from 0 to 2^32 - 1, as NumPy's legacy generator needs; give a larger one as an"
                    + " array of 32-bit words");
        }
        return (int) seed;
    }

    private static double[] fill(int[] shape, DoubleSupplier draw) {
        double[] values = new double[Shape.of(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = draw.getAsDouble();
        }
        return values;
    }

    private static double range(double low, double high) {
        double range = high - low;
        if (!Double.isFinite(range)) {
            throw new IllegalArgumentException("uniform: the range from " + low + " to " + high
                    + " is not finite; give finite bounds nearer together");
        }
        return range;
    }

    private static double notNegative(String function, String name, double value) {
        if (!(value >= 0)) {
            throw new IllegalArgumentException(function + ": " + name + " is " + value + "; it must be 0 or more");
        }
        return value;
    }

    /// The largest offset from `low`, unsigned.
    private static long span(long low, long high) {
        if (low >= high) {
            throw new IllegalArgumentException(
                    "randint: low " + low + " is not below high " + high + ", which is exclusive; swap or widen them");
        }
        return high - 1 - low;
    }

    private static void checkChoice(int n, int size, boolean replace) {
        if (n < 0 || size < 0) {
            throw new IllegalArgumentException("choice: " + size + " of " + n + " elements; neither may be negative");
        }
        if (size > 0 && n == 0) {
            throw new IllegalArgumentException("choice: " + size + " of no elements; give at least one");
        }
        if (!replace && size > n) {
            throw new IllegalArgumentException(
                    "choice: " + size + " different elements are wanted of " + n + "; draw fewer, or with replacement");
        }
    }

    /// Fisher and Yates's shuffle from the end.
    private void permute(int length, Swap swap) {
        for (int i = length - 1; i > 0; i--) {
            swap.at(i, (int) draws.twister().nextAtMost(i));
        }
    }

    @FunctionalInterface
    private interface Swap {
        void at(int i, int j);
    }

    private static double[] taken(double[] a, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> a[i]).toArray();
    }
}
