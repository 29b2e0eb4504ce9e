package dev.costate.nn.plane;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;

import dev.costate.DType;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.function.Fn2;
import dev.costate.ops.Creation;

/// t-SNE: a map in the plane on which near points stay near; distances between far ones mean little.
///
/// ```
/// p_ij = (p_j|i + p_i|j) / 2n,  p_j|i ~ exp(-b_i |x_i - x_j|^2),  2^entropy(p_.|i) = perplexity
/// q_ij ~ 1 / (1 + |y_i - y_j|^2),   KL = sum p_ij ln(p_ij / q_ij)
/// ```
/// by gradient descent with momentum and gains from the first two principal components, so that the same
/// points give the same map. Exact: time and memory grow with the square of the number of points, for some
/// hundreds of them.
///
/// Source: van der Maaten and Hinton, Visualizing data using t-SNE, JMLR 9, 2008; the rate is that of Belkina
/// et al., Nature Communications 10, 2019.
///
/// @param perplexity about how many neighbours a point has, above 1 and below a third of the points' number
/// @param steps of gradient descent
/// @param exaggeration what `p` is multiplied by in the first quarter of them
public record TSne(double perplexity, int steps, double exaggeration) {
    private static final double LEAST_RATE = 50;
    private static final double SPREAD = 1e-4;
    private static final double EARLY_MOMENTUM = 0.5;
    private static final double MOMENTUM = 0.8;
    private static final double GAIN_MORE = 0.2;
    private static final double GAIN_LESS = 0.8;
    private static final double LEAST_GAIN = 0.01;

    public TSne {
        if (!(perplexity > 1) || steps < 4 || !(exaggeration >= 1)) {
            throw new IllegalArgumentException("TSne: perplexity " + perplexity + ", " + steps + " steps, exaggeration "
                    + exaggeration + "; expected above 1, at least 4, at least 1");
        }
    }

    /// The usual: 1,000 steps, exaggeration 12.
    public static TSne of(double perplexity) {
        return new TSne(perplexity, 1000, 12);
    }

    /// A map of points.
    ///
    /// @param places `[n,2]`, float64
    /// @param divergences of each step before it, without exaggeration, `[steps]`
    public record Map(Tensor places, Tensor divergences) {}

    private record State(Tensor y, Tensor velocity, Tensor gain) {}

    private record Pace(Tensor exaggeration, Tensor momentum) {}

    /// The map of points `[n,width]`.
    ///
    /// @throws IllegalArgumentException if there are not more than three times as many points as `perplexity`
    public Map map(Tensor points) {
        if (points.rank() != 2 || points.dim(1) < 2 || points.dim(0) <= 3 * perplexity) {
            throw new IllegalArgumentException("TSne: points " + points.type() + " with perplexity " + perplexity
                    + "; expected [n,width] with a width of 2 or more, and more than 3 perplexity points");
        }
        int n = points.dim(0);
        var p = Neighbourhood.of(points, perplexity);
        var flat = PrincipalComponents.of(points, 2).map(points);
        var start = flat.mul(SPREAD).div(flat.get("..., 0").std());
        double rate = Math.max(n / exaggeration / 4, LEAST_RATE);
        var early = Creation.arange(DType.FLOAT64, steps).lt(steps / 4);
        var pace = new Pace(
                early.select(Tensor.scalar(exaggeration), Tensor.scalar(1)),
                early.select(Tensor.scalar(EARLY_MOMENTUM), Tensor.scalar(MOMENTUM)));
        Fn2<Tensor, Tensor, Map> descend = jit((Tensor y, Tensor near) -> {
            var first = new State(y, Creation.zerosLike(y), Creation.onesLike(y));
            var run = scan((State s, Pace t) -> step(s, t, near, rate), first, pace);
            return new Map(run.carry().y, run.out());
        });
        return descend.apply(start, p);
    }

    private static Step<State, Tensor> step(State s, Pace pace, Tensor p, double rate) {
        var gradient = gradient(s.y, p.mul(pace.exaggeration));
        var turns = gradient.mul(s.velocity).gt(0);
        var gain = turns.select(s.gain.mul(GAIN_LESS), s.gain.add(GAIN_MORE)).maximum(LEAST_GAIN);
        var velocity = s.velocity.mul(pace.momentum).sub(gradient.mul(gain).mul(rate));
        var y = s.y.add(velocity);
        return new Step<>(new State(y.sub(y.mean(0)), velocity, gain), divergence(s.y, p));
    }

    /// `1 / (1 + |y_i - y_j|^2)`, zero for `i = j`: `[n,2] -> [n,n]`.
    private static Tensor kernel(Tensor y) {
        var across = y.unsqueeze(1).sub(y.unsqueeze(0));
        var near = across.square().sum(2).add(1).reciprocal();
        return near.mul(Creation.eye(y.dtype(), y.dim(0)).rsub(1));
    }

    /// The divergence of the map `y` `[n,2]` from `p` `[n,n]`.
    static Tensor divergence(Tensor y, Tensor p) {
        var near = kernel(y);
        var q = near.div(near.sum());
        // Where p is 0, so is its part; q is 0 on the diagonal alone.
        var part = p.mul(p.maximum(Double.MIN_NORMAL)
                .log()
                .sub(q.maximum(Double.MIN_NORMAL).log()));
        return part.sum();
    }

    /// `dKL/dy_i = 4 sum_j (p_ij - q_ij) (y_i - y_j) / (1 + |y_i - y_j|^2)`: `[n,2], [n,n] -> [n,2]`.
    static Tensor gradient(Tensor y, Tensor p) {
        var near = kernel(y);
        var pull = p.sub(near.div(near.sum())).mul(near);
        return y.mul(pull.sum(1).unsqueeze(1)).sub(pull.matmul(y)).mul(4);
    }
}
