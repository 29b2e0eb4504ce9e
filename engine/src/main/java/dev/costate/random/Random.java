package dev.costate.random;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.internal.math.SpecialFunctions;
import dev.costate.internal.trace.Problem;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.ops.Reductions;

/// Random tensors as pure functions of a [Key].
///
/// They are programs of tensor operations, so that they run under `jit`, `vmap` and `scan`; for many keys at
/// once, `vmap` them: `vmap((Key k) -> Random.normal(k, 3)).apply(key.split(80))`. Derivatives go through
/// bounds, means, scales and gamma's shape parameters, with the random bits held fixed (reparameterisation).
///
/// Bits, uniform numbers, integers, permutations and choices are those of `jax.random` (0.10, 64-bit mode), bit
/// for bit. Where a logarithm or an inverse error function is taken, the last digits differ: this engine's
/// inverse error function is accurate where XLA's, far out, is not.
///
/// All functions throw [dev.costate.ShapeException] if `key` is not one key but many, and where they take a
/// dtype [dev.costate.DTypeException] if it is not a floating one.
public final class Random {
    private Random() {}

    // Bits and integers

    /// Random bits: every `int32` or `int64` equally likely.
    ///
    /// @throws dev.costate.DTypeException if `dtype` is not `INT32` or `INT64`
    public static Tensor bits(Key key, DType dtype, Shape shape) {
        Integers.check("bits", dtype);
        return Words.bits("bits", key, dtype, shape);
    }

    /// Integers from `low` to `high - 1`, as JAX's `randint`.
    ///
    /// Twice the dtype's bits are reduced to the range by a remainder. For a range of up to 2^16 (`INT32`) or
    /// 2^32 (`INT64`) the probabilities are equal to within one part in 2^48 or 2^96. Beyond, the product in
    /// the reduction wraps and they differ by as much as the range over 2^32 or 2^64, so that over a range of
    /// 2^31 some numbers come twice as often: draw `INT64` for a range over 2^16, and convert.
    ///
    /// @param low the smallest
    /// @param high above the largest; for `INT32` up to 2^31
    /// @throws dev.costate.ArgumentException if `low >= high` or the dtype does not hold them
    public static Tensor integers(Key key, DType dtype, Shape shape, long low, long high) {
        return Integers.draw(key, dtype, shape, low, high);
    }

    // Real numbers

    /// `float32` numbers of `[0, 1)`, multiples of 2^-23.
    public static Tensor uniform(Key key, int... dims) {
        return uniform(key, DType.FLOAT32, Shape.of(dims));
    }

    /// Numbers of `[0, 1)`: multiples of 2^-23 (`FLOAT32`) or 2^-52 (`FLOAT64`).
    public static Tensor uniform(Key key, DType dtype, Shape shape) {
        return unit("uniform", key, dtype, shape);
    }

    /// Numbers of `[low, high)`, `low + u (high - low)`; rounding may make a number `high` where the two are
    /// close.
    ///
    /// @throws dev.costate.ArgumentException if `low > high`, or `high - low` is not finite in `dtype`
    public static Tensor uniform(Key key, DType dtype, Shape shape, double low, double high) {
        floating("uniform", dtype);
        double limit = dtype == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        if (!(low <= high) || !(high - low <= limit)) {
            throw Problem.argument(
                    "uniform",
                    "there is no range from " + low + " to " + high,
                    "give finite bounds, the lower one first");
        }
        return uniform(key, dtype, shape, Creation.scalar(dtype, low), Creation.scalar(dtype, high));
    }

    /// Numbers of `[low, high)` with bounds that broadcast to the shape; derivatives go through both.
    public static Tensor uniform(Key key, DType dtype, Shape shape, Tensor low, Tensor high) {
        Tensor u = unit("uniform", key, dtype, shape);
        Tensor from = fitted("uniform", "the lower bound", low, dtype, shape);
        return u.mul(fitted("uniform", "the upper bound", high, dtype, shape).sub(from))
                .add(from);
    }

    /// `float32` standard normal numbers.
    public static Tensor normal(Key key, int... dims) {
        return normal(key, DType.FLOAT32, Shape.of(dims));
    }

    /// Standard normal numbers, `sqrt(2) erf^-1(u)`, `u` uniform on (-1, 1).
    public static Tensor normal(Key key, DType dtype, Shape shape) {
        return symmetric("normal", key, dtype, shape).erfInv().mul(Math.sqrt(2));
    }

    /// Normal numbers of this mean and standard deviation.
    ///
    /// @throws dev.costate.ArgumentException if `deviation` is negative or NaN
    public static Tensor normal(Key key, DType dtype, Shape shape, double mean, double deviation) {
        if (!(deviation >= 0)) {
            throw Problem.argument("normal", "the standard deviation is " + deviation, "give 0 or more");
        }
        return normal(key, dtype, shape).mul(deviation).add(mean);
    }

    /// Normal numbers of a mean and a standard deviation that broadcast to the shape; derivatives go through
    /// both.
    public static Tensor normal(Key key, DType dtype, Shape shape, Tensor mean, Tensor deviation) {
        Tensor standard = normal(key, dtype, shape);
        return standard.mul(fitted("normal", "the deviation", deviation, dtype, shape))
                .add(fitted("normal", "the mean", mean, dtype, shape));
    }

    /// Standard normal numbers on the condition that they are between `lower` and `upper`, either of which may
    /// be infinite.
    ///
    /// `sqrt(2) erf^-1(u)` with `u` uniform between `erf(lower / sqrt(2))` and `erf(upper / sqrt(2))`. These
    /// are near 1 in the tail, where few numbers lie between them: beyond 3 (`FLOAT32`) or 6 (`FLOAT64`) the
    /// draws are coarse.
    ///
    /// @throws dev.costate.ArgumentException if `lower >= upper`, or both are so far out that no number lies
    ///     between
    public static Tensor truncatedNormal(Key key, DType dtype, Shape shape, double lower, double upper) {
        floating("truncatedNormal", dtype);
        boolean single = dtype == DType.FLOAT32;
        double root = single ? (float) Math.sqrt(2) : Math.sqrt(2);
        double a = single ? (float) SpecialFunctions.erf((float) (lower / root)) : SpecialFunctions.erf(lower / root);
        double b = single ? (float) SpecialFunctions.erf((float) (upper / root)) : SpecialFunctions.erf(upper / root);
        if (!(a < b)) {
            throw Problem.argument(
                    "truncatedNormal",
                    "between " + lower + " and " + upper + " there is no normal number of " + dtype,
                    "give the lower bound first" + (lower < upper ? ", nearer 0" : ""));
        }
        double most = single ? Math.nextDown(1f) : Math.nextDown(1.0);
        double least = single ? Math.nextUp((float) lower) : Math.nextUp(lower);
        double greatest = single ? Math.nextDown((float) upper) : Math.nextDown(upper);
        return uniform(key, dtype, shape, a, b)
                .clamp(-most, most)
                .erfInv()
                .mul(root)
                .clamp(least, greatest);
    }

    /// Exponential numbers of mean 1, `-ln(1 - u)`.
    public static Tensor exponential(Key key, DType dtype, Shape shape) {
        return unit("exponential", key, dtype, shape).neg().log1p().neg();
    }

    /// Numbers of the standard Gumbel distribution, `-ln(-ln u)`: mean 0.5772..., variance `pi^2 / 6`.
    public static Tensor gumbel(Key key, DType dtype, Shape shape) {
        return noise("gumbel", key, dtype, shape);
    }

    /// Numbers of the standard Laplace distribution, density `e^-|x| / 2`: `sign(u) ln(1 - |u|)`, `u` uniform
    /// on (-1, 1).
    public static Tensor laplace(Key key, DType dtype, Shape shape) {
        Tensor u = symmetric("laplace", key, dtype, shape);
        return u.sign().mul(u.abs().neg().log1p());
    }

    /// Numbers of the standard logistic distribution, whose distribution function is the sigmoid: `ln(u / (1 -
    /// u))`.
    public static Tensor logistic(Key key, DType dtype, Shape shape) {
        floating("logistic", dtype);
        Tensor u = uniform(key, dtype, shape, dtype == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0), 1);
        return u.log().sub(u.neg().log1p());
    }

    /// Gamma numbers of shape parameter `a > 0` and scale 1: mean `a`, variance `a`.
    ///
    /// The derivative by `a` is that of the number at which the distribution function keeps its value,
    /// `-(dF/da) / (dF/dx)`.
    ///
    /// Source: G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000);
    /// M. Figurnov, S. Mohamed, A. Mnih, "Implicit reparameterization gradients", NeurIPS 2018.
    ///
    /// @param a the shape parameters, one for each number; floating
    /// @throws dev.costate.DTypeException if `a` is not floating
    /// @throws dev.costate.ArgumentException if the value of `a` is known and not positive and finite
    public static Tensor gamma(Key key, Tensor a) {
        floating("gamma", Problem.present("gamma", "the shape parameter", a).dtype());
        return GammaDraws.of(key, a);
    }

    /// Gamma numbers of one shape parameter.
    ///
    /// @throws dev.costate.ArgumentException if `a` is not positive and finite
    public static Tensor gamma(Key key, DType dtype, Shape shape, double a) {
        floating("gamma", dtype);
        return gamma(key, Creation.full(dtype, shape, a));
    }

    // Truth values, categories, orders

    /// Truth values that hold with probability `p`.
    ///
    /// @throws dev.costate.ArgumentException if `p` is not from 0 to 1
    public static Tensor bernoulli(Key key, double p, Shape shape) {
        if (!(p >= 0 && p <= 1)) {
            throw Problem.argument("bernoulli", "the probability is " + p, "give one from 0 to 1");
        }
        return bernoulli(key, Creation.full(DType.FLOAT32, shape, p));
    }

    /// Truth values that hold with the probabilities `p`, one for each: `T[S] -> bool[S]`.
    ///
    /// @throws dev.costate.DTypeException if `p` is not floating
    public static Tensor bernoulli(Key key, Tensor p) {
        Problem.present("bernoulli", "the probability", p);
        return unit("bernoulli", key, p.dtype(), p.shape()).lt(p);
    }

    /// Categories with probabilities proportional to `e^logits` along `axis`: `T[A, n, B] -> i32[A, B]`.
    public static Tensor categorical(Key key, Tensor logits, int axis) {
        return categorical(key, logits, axis, Shape.of());
    }

    /// Many independent categories for each row of logits: `T[A, n, B] -> i32[draws ++ [A, B]]`.
    ///
    /// Each is the place of the largest of `logits + Gumbel noise` (E. J. Gumbel, 1954). Logits may be minus
    /// infinity.
    ///
    /// @throws dev.costate.ShapeException if there is no such axis, or it is empty
    /// @throws dev.costate.DTypeException if the logits are not floating
    public static Tensor categorical(Key key, Tensor logits, int axis, Shape draws) {
        Problem.present("categorical", "the logits", logits);
        int along =
                Problem.present("categorical", "the shape", draws).rank() + Layout.axis("categorical", logits, axis);
        Tensor noise = noise("categorical", key, logits.dtype(), draws.concat(logits.shape()));
        return Reductions.argMax(noise.add(logits), along);
    }

    /// 0 to `n - 1` in random order, all orders equally likely: `i32[n]`.
    ///
    /// Sorted by random words.
    ///
    /// @throws dev.costate.ArgumentException if `n` is negative
    public static Tensor permutation(Key key, int n) {
        return Choice.permutation("permutation", key, n);
    }

    /// The slices of `x` along axis 0 in random order.
    ///
    /// @throws dev.costate.ShapeException if `x` is a scalar
    public static Tensor permutation(Key key, Tensor x) {
        return x.take(permutation(key, extent("permutation", x)), 0);
    }

    /// Numbers from 0 to `n - 1`, all equally likely: `i32[shape]`.
    ///
    /// @param replace whether a number may come more than once
    /// @throws dev.costate.ArgumentException if there are not as many numbers as are wanted
    public static Tensor choice(Key key, int n, Shape shape, boolean replace) {
        return Choice.uniform(key, n, shape, replace);
    }

    /// Numbers from 0 to `n - 1` with probabilities proportional to `p`: `i32[shape]`.
    ///
    /// Without replacement they come as if drawn one after the other.
    ///
    /// @param replace whether a number may come more than once
    /// @param p `T[n]`, floating, not negative; the sum need not be 1
    /// @throws dev.costate.ArgumentException if there are not as many numbers of positive probability as are
    ///     wanted
    /// @throws dev.costate.ShapeException if `p` is not `n` floating numbers
    public static Tensor choice(Key key, int n, Shape shape, boolean replace, Tensor p) {
        return Choice.weighted(key, n, shape, replace, p);
    }

    /// Slices of `x` along axis 0, all equally likely: `T[n, S] -> T[shape ++ S]`.
    public static Tensor choice(Key key, Tensor x, Shape shape, boolean replace) {
        return x.take(choice(key, extent("choice", x), shape, replace), 0);
    }

    /// Slices of `x` along axis 0 with probabilities proportional to `p`: `T[n, S] -> T[shape ++ S]`.
    public static Tensor choice(Key key, Tensor x, Shape shape, boolean replace, Tensor p) {
        return x.take(choice(key, extent("choice", x), shape, replace, p), 0);
    }

    // What all are made of

    /// Multiples of 2^-23 or 2^-52 in `[0, 1)`.
    private static Tensor unit(String operation, Key key, DType dtype, Shape shape) {
        floating(operation, dtype);
        return dtype == DType.FLOAT32
                ? Words.shiftRight(Words.bits(operation, key, DType.INT32, shape), 9)
                        .to(dtype)
                        .mul(0x1p-23)
                : Words.shiftRight(Words.bits(operation, key, DType.INT64, shape), 12)
                        .to(dtype)
                        .mul(0x1p-52);
    }

    /// Odd multiples of 2^-24 or 2^-53 in (-1, 1): `2 f + low` is exact, since `low` is one such above -1.
    private static Tensor symmetric(String operation, Key key, DType dtype, Shape shape) {
        double low = dtype == DType.FLOAT32 ? Math.nextUp(-1f) : Math.nextUp(-1.0);
        return unit(operation, key, dtype, shape).mul(2).add(low);
    }

    private static Tensor noise(String operation, Key key, DType dtype, Shape shape) {
        Tensor u = unit(operation, key, dtype, shape).maximum(dtype == DType.FLOAT32 ? 0x1p-126 : 0x1p-1022);
        return u.log().neg().log().neg();
    }

    private static Tensor fitted(String operation, String what, Tensor x, DType dtype, Shape shape) {
        return Layout.broadcastTo(Problem.present(operation, what, x).to(dtype), shape);
    }

    private static int extent(String operation, Tensor x) {
        Problem.present(operation, "the tensor", x);
        return x.shape().dim(Layout.axis(operation, x, 0));
    }

    private static void floating(String operation, DType dtype) {
        if (!Problem.present(operation, "the dtype", dtype).isFloating()) {
            throw Problem.dtype(operation, "the numbers are real, not " + dtype, "give FLOAT32 or FLOAT64");
        }
    }
}
