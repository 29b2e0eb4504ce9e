package dev.costate.random;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.internal.random.LegacyChoice;
import dev.costate.internal.random.LegacyDistributions;
import dev.costate.internal.random.MersenneTwister;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;

/// NumPy's legacy generator `numpy.random.RandomState`, number for number: the same seed and the same calls
/// give the numbers that `np.random.seed(...)`, `np.random.rand(...)` and the others give.
///
/// ```java
/// var np = new LegacyNumPy(0);          // np.random.seed(0)
/// Tensor x = np.rand(2, 3);             // np.random.rand(2, 3)
/// Tensor noise = np.normal(0, 0.1, 6);  // np.random.normal(0, 0.1, 6), continues where rand stopped
/// double u = np.rand();                 // np.random.rand(), a number
/// ```
///
/// It is here to repeat what programs written in NumPy have published. For new programs a splittable [Key] is
/// better: it has no hidden state, and gives the same numbers whatever runs before it or beside it. In a
/// function that is traced, for `jit`, say, what is drawn here is a constant, drawn once.
///
/// Integers and uniform numbers equal NumPy's in every bit. Normal, exponential and gamma numbers take a
/// logarithm, whose last bit depends on the mathematical library on either side: about one normal number in
/// 2000 differs, by one unit in its last place (measured against NumPy on glibc, x86-64).
///
/// A call without a shape returns a Java number; `int... shape` gives the extents of a tensor of NumPy's dtype,
/// `float64` or `int64`. Every call changes the state. The methods are synchronised, so that threads may share
/// a generator, but then the order of their calls, and with it who gets which numbers, is left to chance: give
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

    /// Returns numbers of `[0, 1)`: `np.random.rand(d0, d1, ...)`.
    public synchronized Tensor rand(int... shape) {
        return fill(shape, draws.twister()::nextDouble);
    }

    /// [#rand()] by its other name: `np.random.random_sample()`.
    public double randomSample() {
        return rand();
    }

    /// [#rand(int...)] by its other name: `np.random.random_sample((d0, d1, ...))`.
    public Tensor randomSample(int... shape) {
        return rand(shape);
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
    public synchronized Tensor uniform(double low, double high, int... shape) {
        double range = range(low, high);
        return fill(shape, () -> low + range * draws.twister().nextDouble());
    }

    /// Returns a standard normal number: `np.random.randn()`, `standard_normal()`.
    public synchronized double randn() {
        return draws.normal();
    }

    /// Returns standard normal numbers: `np.random.randn(d0, d1, ...)`.
    ///
    /// They come in pairs: after an odd count the other of the last pair is the first of the next call, until
    /// [#seed(long)].
    public synchronized Tensor randn(int... shape) {
        return fill(shape, draws::normal);
    }

    /// [#randn()] by its other name: `np.random.standard_normal()`.
    public double standardNormal() {
        return randn();
    }

    /// [#randn(int...)] by its other name: `np.random.standard_normal((d0, d1, ...))`.
    public Tensor standardNormal(int... shape) {
        return randn(shape);
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
    public synchronized Tensor normal(double loc, double scale, int... shape) {
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
    public synchronized Tensor exponential(double scale, int... shape) {
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
    public synchronized Tensor gamma(double k, double scale, int... shape) {
        notNegative("gamma", "k", k);
        notNegative("gamma", "scale", scale);
        return fill(shape, () -> scale * draws.gamma(k));
    }

    /// Returns an integer of `[0, high)`: `np.random.randint(high)`.
    ///
    /// @throws IllegalArgumentException if `high` is not positive
    public long randint(long high) {
        return randint(0, high);
    }

    /// Returns an integer of `[low, high)`: `np.random.randint(low, high)`.
    ///
    /// @throws IllegalArgumentException if `low >= high`
    public synchronized long randint(long low, long high) {
        return low + draws.twister().nextAtMost(span(low, high));
    }

    /// Returns integers of `[low, high)`: `np.random.randint(low, high, shape)`, of its default type `int64`.
    ///
    /// @throws IllegalArgumentException if `low >= high`
    public synchronized Tensor randint(long low, long high, int... shape) {
        long span = span(low, high);
        Shape extents = Shape.of(shape);
        long[] values = new long[extents.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = low + draws.twister().nextAtMost(span);
        }
        return Tensor.of(values, extents);
    }

    /// Permutes `array` in place: `np.random.shuffle(array)`.
    public synchronized void shuffle(double[] array) {
        LegacyChoice.shuffle(draws.twister(), array.length, (i, j) -> {
            double kept = array[i];
            array[i] = array[j];
            array[j] = kept;
        });
    }

    /// Permutes `array` in place: `np.random.shuffle(array)`.
    public synchronized void shuffle(long[] array) {
        LegacyChoice.shuffle(draws.twister(), array.length, (i, j) -> {
            long kept = array[i];
            array[i] = array[j];
            array[j] = kept;
        });
    }

    /// Permutes `array` in place: `np.random.shuffle(array)`.
    public synchronized void shuffle(int[] array) {
        LegacyChoice.shuffle(draws.twister(), array.length, (i, j) -> {
            int kept = array[i];
            array[i] = array[j];
            array[j] = kept;
        });
    }

    /// Permutes a modifiable list in place: `np.random.shuffle(list)`, or the rows of an array.
    public synchronized void shuffle(List<?> list) {
        LegacyChoice.shuffle(draws.twister(), list.size(), (i, j) -> Collections.swap(list, i, j));
    }

    /// Returns 0 to `n - 1` in random order: `np.random.permutation(n)`, `int64`.
    ///
    /// @throws IllegalArgumentException if `n` is negative
    public synchronized Tensor permutation(int n) {
        return integers(LegacyChoice.permutation(draws.twister(), n));
    }

    /// Returns the slices of `x` along axis 0 in random order: `np.random.permutation(x)`.
    ///
    /// @throws dev.costate.ShapeException if `x` is a scalar
    public Tensor permutation(Tensor x) {
        return x.take(permutation(x.dim(0)), 0);
    }

    /// Returns `size` of the numbers 0 to `n - 1`, all equally likely: `np.random.choice(n, size, replace)`,
    /// `int64`.
    ///
    /// @param replace whether a number may come more than once
    /// @throws IllegalArgumentException if there are not as many numbers as are wanted
    public synchronized Tensor choice(int n, int size, boolean replace) {
        return integers(LegacyChoice.choice(draws.twister(), n, size, replace));
    }

    /// Returns `size` of the numbers 0 to `n - 1` with the probabilities `p`:
    /// `np.random.choice(n, size, replace, p)`, `int64`.
    ///
    /// @param replace whether a number may come more than once
    /// @param p a probability for each number
    /// @throws IllegalArgumentException if there are not as many numbers of positive probability as are wanted,
    ///     or
    ///     `p` is not a distribution: of another length, with a negative number or NaN, or with a sum that is
    ///     not 1
    ///     to eight digits
    public synchronized Tensor choice(int n, int size, boolean replace, double[] p) {
        return integers(LegacyChoice.choice(draws.twister(), n, size, replace, p));
    }

    /// Returns `size` elements of the vector `a`, all equally likely: `np.random.choice(a, size, replace)`.
    ///
    /// @throws IllegalArgumentException as [#choice(int, int, boolean)], or if `a` is no vector
    public Tensor choice(Tensor a, int size, boolean replace) {
        return a.take(choice(length(a), size, replace), 0);
    }

    /// Returns `size` elements of the vector `a` with the probabilities `p`: `np.random.choice(a, size,
    /// replace, p)`.
    ///
    /// @throws IllegalArgumentException as [#choice(int, int, boolean, double\[\])], or if `a` is no vector
    public Tensor choice(Tensor a, int size, boolean replace, double[] p) {
        return a.take(choice(length(a), size, replace, p), 0);
    }

    private static int length(Tensor a) {
        if (a.rank() != 1) {
            throw new IllegalArgumentException(
                    "choice: " + a.type() + " is no vector; choose among the numbers of its rows and take those");
        }
        return a.size();
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

    private static Tensor fill(int[] shape, DoubleSupplier draw) {
        Shape extents = Shape.of(shape);
        double[] values = new double[extents.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = draw.getAsDouble();
        }
        return Tensor.of(values, extents);
    }

    private static Tensor integers(int[] values) {
        return Tensor.of(values).to(DType.INT64);
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
}
