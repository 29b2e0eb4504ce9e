package dev.costate.numerics.quadrature;

import static dev.costate.Costate.closure;
import static dev.costate.Costate.vmap;
import static dev.costate.Costate.whileLoop;

import dev.costate.ArgumentException;
import dev.costate.Closure;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.ops.Creation;
import java.util.List;

/// Adaptive integration: the interval whose error is the largest is halved until their sum is small enough.
///
/// Each has Kronrod's 15 nodes, among them the 7 of the Gauss rule; what the two differ by estimates the
/// error, in the form of QUADPACK's `qk15` (Piessens and others, 1983). It is a compiled loop, in which
/// members of `vmap` have intervals of their own. An end at infinity is brought to 0.
///
/// Derivatives are Leibniz's, `d/dq int_a^b f dx = f(b) b' - f(a) a' + int_a^b df/dq dx`, of every order and
/// in every mode, by the nodes of the final sum: its intervals stay where they are, but the first begins at `a`
/// and the last ends at `b`.
///
/// @param relative the error may be this part of the integral
/// @param absolute or this much
/// @param intervals how many there may be at most; the final sum has as many, unused ones being empty
public record GaussKronrod(double relative, double absolute, int intervals) {
    private static final double[] NODES = {
        -0.9914553711208126,
        -0.9491079123427585,
        -0.8648644233597691,
        -0.7415311855993945,
        -0.5860872354676911,
        -0.4058451513773972,
        -0.20778495500789848,
        0,
        0.20778495500789848,
        0.4058451513773972,
        0.5860872354676911,
        0.7415311855993945,
        0.8648644233597691,
        0.9491079123427585,
        0.9914553711208126
    };

    private static final double[] KRONROD = {
        0.022935322010529224, 0.06309209262997856, 0.10479001032225019, 0.14065325971552592, 0.1690047266392679,
        0.19035057806478542, 0.20443294007529889, 0.20948214108472782, 0.20443294007529889, 0.19035057806478542,
        0.1690047266392679, 0.14065325971552592, 0.10479001032225019, 0.06309209262997856, 0.022935322010529224
    };

    private static final double[] GAUSS = {
        0,
        0.1294849661688697,
        0,
        0.27970539148927664,
        0,
        0.3818300505051189,
        0,
        0.4179591836734694,
        0,
        0.3818300505051189,
        0,
        0.27970539148927664,
        0,
        0.1294849661688697,
        0
    };

    /// @throws ArgumentException if a tolerance is negative or NaN, both are 0, or there are not 1 to 4096 intervals
    public GaussKronrod {
        if (!(relative >= 0) || !(absolute >= 0) || relative + absolute == 0 || intervals < 1 || intervals > 4096) {
            throw new ArgumentException(
                    "GaussKronrod: tolerances " + relative + " and " + absolute + ", " + intervals + " intervals",
                    "one tolerance is above 0, none below, and there are 1 to 4096 intervals");
        }
    }

    /// The usual tolerances, `1e-10` of both kinds, with 64 intervals; in `FLOAT32` nothing below `1e-6` is
    /// reached.
    public static GaussKronrod of() {
        return new GaussKronrod(1e-10, 1e-10, 64);
    }

    /// The intervals so far, as fractions of the whole.
    private record State(Tensor low, Tensor high, Tensor value, Tensor error, Tensor count) {}

    /// What one interval gives.
    private record Estimate(Tensor value, Tensor error) {}

    /// `int_a^b f(x) dx`, differentiable in `a`, `b` and what `f` closes over.
    ///
    /// Ends may be infinite where their values are known beforehand; a traced end that is gives NaN and
    /// [Integral.Failure#NOT_FINITE].
    ///
    /// @param f from a number `[]` to a number `[]`
    /// @param a where it begins: `[]`
    /// @param b where it ends: `[]`
    /// @throws ShapeException if a, b or what f gives is no scalar
    /// @throws ArgumentException if both ends are the same infinity
    public Integral integrate(Fn1<Tensor, Tensor> f, Tensor a, Tensor b) {
        return integrate((Tensor x, List<Tensor> _) -> f.apply(x), a, b, List.of());
    }

    /// `int_a^b f(x, p) dx`, differentiable in `a`, `b`, the parameters `p`, a tree, and what `f` closes over.
    ///
    /// @param f from a number `[]` and the parameters to a number `[]`
    /// @throws ShapeException if a, b or what f gives is no scalar
    /// @throws ArgumentException if both ends are the same infinity
    public <P> Integral integrate(Fn2<Tensor, P, Tensor> f, Tensor a, Tensor b, P parameters) {
        DType dtype = Interval.checked("integrate", a, b);
        // The search may not close over what has a derivative.
        Closure<Point<P>, Tensor> closed =
                closure(at -> scalar(f.apply(at.x, at.p)), new Point<>(Creation.scalar(dtype, 0), parameters));
        Fn2<Tensor, Given<P>, Tensor> function =
                (x, given) -> closed.function().apply(new Point<>(x, given.p), given.captured);
        Given<P> given = new Given<>(parameters, closed.captured());
        if (!Unbounded.isInfinite(a) && !Unbounded.isInfinite(b)) {
            return between(function, a, b, given, dtype);
        }
        Unbounded range = Unbounded.of(a, b, dtype);
        Integral it = between(
                range.over(function),
                Creation.scalar(dtype, 0),
                range.end(),
                new Unbounded.Parameters<>(range.from(), given),
                dtype);
        Tensor evaluations = it.evaluations().mul(range.ways().size());
        return new Integral(it.value(), it.error(), evaluations, it.failure());
    }

    /// An argument of the user's function.
    private record Point<P>(Tensor x, P p) {}

    /// All that it depends on: its parameters and what it closes over.
    private record Given<P>(P p, List<Tensor> captured) {}

    private <P> Integral between(Fn2<Tensor, P, Tensor> f, Tensor a, Tensor b, P parameters, DType dtype) {
        // The search has no derivative.
        P fixed = Tree.map(parameters, x -> x.dtype().isFloating() ? x.stopGradient() : x);
        Tensor start = a.to(dtype).stopGradient();
        Tensor length = b.to(dtype).stopGradient().sub(start);
        Fn2<Tensor, Tensor, Estimate> estimate =
                (low, high) -> estimate(x -> f.apply(x, fixed), start, length, low, high);
        Tensor zero = Creation.zeros(dtype, Shape.of(intervals));
        Estimate whole = estimate.apply(Creation.scalar(dtype, 0), Creation.scalar(dtype, 1));
        Tensor first = place(Creation.scalar(DType.INT32, 0));
        State init = new State(
                zero,
                first.to(dtype),
                first.select(whole.value, zero),
                first.select(whole.error, zero),
                Creation.scalar(DType.INT32, 1));
        State end = whileLoop(
                s -> small(s).not().and(finite(s)).and(s.count.lt(intervals)), s -> halved(s, estimate), init);
        Tensor value = sum(f, a.to(dtype), b.to(dtype), parameters, end);
        Tensor limit = small(end).select(Creation.scalar(DType.INT32, 0), Integral.Failure.INTERVALS.code());
        Tensor failure = finite(end).select(limit, Creation.scalar(DType.INT32, Integral.Failure.NOT_FINITE.code()));
        return new Integral(value, end.error.sum(), end.count.mul(30).sub(15), failure);
    }

    /// The interval with the largest error as two.
    private State halved(State s, Fn2<Tensor, Tensor, Estimate> estimate) {
        Tensor worst = place(s.error.argMax(0));
        Tensor fresh = place(s.count);
        Tensor low = worst.select(s.low, 0).sum();
        Tensor high = worst.select(s.high, 0).sum();
        Tensor middle = low.add(high).mul(0.5);
        Estimate left = estimate.apply(low, middle);
        Estimate right = estimate.apply(middle, high);
        return new State(
                fresh.select(middle, s.low),
                fresh.select(high, worst.select(middle, s.high)),
                fresh.select(right.value, worst.select(left.value, s.value)),
                fresh.select(right.error, worst.select(left.error, s.error)),
                s.count.add(1));
    }

    /// Where a list of intervals has this place.
    private Tensor place(Tensor index) {
        return Creation.arange(DType.INT32, intervals).eq(index.to(DType.INT32));
    }

    private Tensor small(State s) {
        Tensor error = s.error.sum();
        return error.le(s.value.sum().abs().mul(relative).maximum(absolute));
    }

    private static Tensor finite(State s) {
        return s.value.sum().isFinite().and(s.error.sum().isFinite());
    }

    private static Tensor scalar(Tensor y) {
        if (y.rank() != 0) {
            throw new ShapeException(
                    "integrate: the function gives " + y.type() + " for a number",
                    "it is to give a number," + " GaussLegendre takes tensors too");
        }
        return y;
    }

    /// Both rules on one interval.
    private static Estimate estimate(Fn1<Tensor, Tensor> f, Tensor start, Tensor length, Tensor low, Tensor high) {
        DType dtype = start.dtype();
        Tensor half = high.sub(low).mul(0.5);
        Tensor nodes = Tensor.of(NODES).to(dtype);
        Tensor x = nodes.mul(half).add(low.add(high).mul(0.5)).mul(length).add(start);
        Tensor y = vmap(f).apply(x).to(dtype);
        Tensor kronrod = Tensor.of(KRONROD).to(dtype);
        Tensor width = half.mul(length);
        Tensor mean = y.mul(kronrod).sum().mul(0.5);
        Tensor value = mean.mul(2).mul(width);
        Tensor gauss = y.mul(Tensor.of(GAUSS).to(dtype)).sum().mul(width);
        Tensor size = y.abs().mul(kronrod).sum().mul(width.abs());
        Tensor spread = y.sub(mean).abs().mul(kronrod).sum().mul(width.abs());
        Tensor difference = value.sub(gauss).abs();
        // Kronrod's rule is far better than the difference says, which is the error of the Gauss rule.
        Tensor ratio = difference.mul(200).div(spread.gt(0).select(spread, 1));
        Tensor scaled = spread.mul(ratio.mul(ratio.sqrt()).minimum(1));
        double epsilon = dtype == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
        // Not below what rounding leaves.
        Tensor error = spread.gt(0)
                .select(scaled, difference)
                .maximum(size.mul(50 * epsilon).minimum(difference));
        return new Estimate(value, error);
    }

    /// Kronrod's rule on all intervals.
    ///
    /// The nodes of the first interval move with `a` and those of the last with `b`; those of others do not, so
    /// that a jump or a kink within them does not move either.
    private <P> Tensor sum(Fn2<Tensor, P, Tensor> f, Tensor a, Tensor b, P parameters, State s) {
        DType dtype = a.dtype();
        Tensor start = a.stopGradient();
        Tensor length = b.stopGradient().sub(start);
        Tensor half = s.high.sub(s.low).mul(0.5).stopGradient().unsqueeze(1);
        Tensor middle = s.high.add(s.low).mul(0.5).stopGradient().unsqueeze(1);
        Tensor used = s.high.gt(s.low);
        Tensor left = used.and(s.low.eq(0)).select(a.sub(start), 0).unsqueeze(1);
        Tensor right = used.and(s.high.eq(1)).select(b.sub(b.stopGradient()), 0).unsqueeze(1);
        Tensor nodes = Tensor.of(NODES).to(dtype);
        Tensor at = nodes.mul(half).add(middle);
        Tensor moved = nodes.mul(right.sub(left)).add(right.add(left)).mul(0.5);
        // An unused interval takes the nodes of the first, where the function is known to be finite.
        Tensor x = half.gt(0).select(at, at.get(0)).mul(length).add(start).add(moved);
        Tensor y = vmap((Tensor one) -> f.apply(one, parameters)).apply(x.flatten());
        Tensor widths = half.mul(length).add(right.sub(left).mul(0.5));
        Tensor weights = Tensor.of(KRONROD).to(dtype).mul(widths);
        return y.to(dtype).mul(weights.flatten()).sum();
    }
}
