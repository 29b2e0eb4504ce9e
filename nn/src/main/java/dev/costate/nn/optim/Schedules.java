package dev.costate.nn.optim;

import dev.costate.DType;
import dev.costate.Tensor;

/// Schedules; `t` is the number of steps made before, so that the first step has `t = 0`. Their numbers are finite
/// and not negative.
public final class Schedules {
    private Schedules() {}

    private static Tensor number(double value) {
        return Tensor.scalar(DType.FLOAT64, value);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("schedule: " + what);
        }
    }

    /// `rate * factor^floor(t / every)`, PyTorch's `StepLR`.
    public static Schedule step(double rate, int every, double factor) {
        require(every > 0, "every " + every + " steps; expected at least 1");
        Hyper.notNegative("schedule", "the rate", rate);
        Hyper.notNegative("schedule", "the factor", factor);
        return t -> number(factor).pow(t.div(every).floor()).mul(rate);
    }

    /// `rate * factor^t`, PyTorch's `ExponentialLR`.
    public static Schedule exponential(double rate, double factor) {
        Hyper.notNegative("schedule", "the rate", rate);
        Hyper.notNegative("schedule", "the factor", factor);
        return t -> number(factor).pow(t).mul(rate);
    }

    /// `end + (rate - end) (1 + cos(pi min(t, steps) / steps)) / 2`: half a cosine from `rate` to `end`, which
    /// stays.
    ///
    /// Source: Loshchilov and Hutter, SGDR, arXiv 1608.03983, without restarts.
    public static Schedule cosine(double rate, int steps, double end) {
        require(steps > 0, "a cosine over " + steps + " steps; expected at least 1");
        Hyper.notNegative("schedule", "the rate", rate);
        Hyper.notNegative("schedule", "the end", end);
        return t -> t.minimum(steps)
                .mul(Math.PI / steps)
                .cos()
                .add(1)
                .mul((rate - end) / 2)
                .add(end);
    }

    /// `then` from step `steps` on, counted from there; before, a line from `start` to what `then` begins with.
    public static Schedule warmUp(double start, int steps, Schedule then) {
        require(steps > 0, "a warm-up of " + steps + " steps; expected at least 1");
        Hyper.notNegative("schedule", "the start", start);
        return t -> {
            var first = then.at(number(0));
            var line = first.sub(start).mul(t.div(steps)).add(start);
            return t.lt(steps).select(line, then.at(t.sub(steps).maximum(0)));
        };
    }

    /// `(rate - end) (1 - min(t, steps) / steps)^power + end`; `power` 1 is a line.
    public static Schedule polynomial(double rate, double end, int steps, double power) {
        require(steps > 0, "a polynomial over " + steps + " steps; expected at least 1");
        Hyper.notNegative("schedule", "the rate", rate);
        Hyper.notNegative("schedule", "the end", end);
        Hyper.notNegative("schedule", "the power", power);
        return t ->
                t.minimum(steps).div(steps).rsub(1).pow(power).mul(rate - end).add(end);
    }

    /// One cycle: half a cosine up from `peak / divisor` over the first `warm` of the steps, then one down to
    /// `peak / divisor / last`, PyTorch's `OneCycleLR` with two phases.
    ///
    /// Source: Smith and Topin, Super-convergence, arXiv 1708.07120.
    ///
    /// @param peak the largest value
    /// @param steps how many steps there are
    /// @param warm the part of them that goes up, .3 usually
    /// @param divisor what the peak is divided by at the start, 25 usually
    /// @param last what the start is divided by at the end, 10,000 usually
    public static Schedule oneCycle(double peak, int steps, double warm, double divisor, double last) {
        Hyper.notNegative("schedule", "the peak", peak);
        Hyper.positive("schedule", "the divisor", divisor);
        Hyper.positive("schedule", "what the start is divided by", last);
        require(
                steps > 1 && warm > 0 && warm < 1,
                "one cycle of " + steps + " steps, " + warm
                        + " of them up; expected at least 2 steps, and a part between 0 and 1");
        var top = warm * steps - 1;
        var bottom = steps - 1.0;
        require(
                top > 0,
                "one cycle of " + steps + " steps, " + warm + " of them up; that is too few, expected 2 or more");
        var start = peak / divisor;
        var end = start / last;
        return t -> {
            var up = cosine(start, peak, t.div(top));
            var down = cosine(peak, end, t.sub(top).div(bottom - top).minimum(1));
            return t.le(top).select(up, down);
        };
    }

    /// Half a cosine from `from` to `to` as `part` goes from 0 to 1.
    private static Tensor cosine(double from, double to, Tensor part) {
        return part.mul(Math.PI).cos().add(1).mul((from - to) / 2).add(to);
    }

    /// `values[i]` where `i` of the borders are at most `t`, as Optax's `piecewise_constant_schedule` by
    /// values.
    ///
    /// @param borders steps, rising
    /// @param values one more than the borders
    public static Schedule piecewise(int[] borders, double[] values) {
        require(
                values.length == borders.length + 1,
                borders.length + " borders and " + values.length + " values; expected one value more than borders");
        for (var i = 1; i < borders.length; i++) {
            require(
                    borders[i - 1] < borders[i],
                    "border " + borders[i] + " after " + borders[i - 1] + "; expected rising steps");
        }
        for (var i = 0; i < values.length; i++) {
            Hyper.notNegative("schedule", "value " + i, values[i]);
        }
        var steps = borders.clone();
        var levels = values.clone();
        return t -> {
            var value = number(levels[0]);
            for (var i = 0; i < steps.length; i++) {
                value = t.ge(steps[i]).select(number(levels[i + 1]), value);
            }
            return value;
        };
    }
}
