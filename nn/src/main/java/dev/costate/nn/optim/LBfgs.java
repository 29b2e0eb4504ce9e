package dev.costate.nn.optim;

import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanReverse;

import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/// The quasi-Newton method of limited memory: the direction is `-H g` with an `H` that is made of the last few steps
/// `s`
/// and the changes `y` of the gradient along them, without ever being written down.
/// ```text
/// H_0 = (s'y / y'y) 1,   H' = (1 - s y' / y's) H (1 - y s' / y's) + s s' / y's
/// ```
/// A pair counts only if `y's > 1e-10`. The first step, where nothing is known of the curvature, begins with
/// `min(1, 1 / |g|_1) rate`, the others with `rate`.
///
/// It is `torch.optim.LBFGS`, step for step: with [StrongWolfe] that with `line_search_fn="strong_wolfe"`, with
/// [FullStep] that without, but that the last step is followed by an evaluation too.
///
/// Source: Nocedal, Updating quasi-Newton matrices with limited storage, 1980; Liu and Nocedal, On the limited memory
/// BFGS method for large scale optimization, 1989; Nocedal and Wright, Numerical Optimization, algorithm 7.4.
///
/// @param history how many pairs are kept
/// @param rate the step that is tried first, 1 usually: a number, which may be a member's own
/// @param search how long a step is
/// @param limits when it ends
public record LBfgs(int history, Tensor rate, LineSearch search, Limits limits) implements Minimiser {
    private static final double LEAST_CURVATURE = 1e-10;
    private static final String STEPS = "steps";
    private static final String CHANGES = "changes";
    private static final String INVERSES = "inverse_curvatures";
    private static final String SCALE = "scale";

    public LBfgs {
        rate = rate.to(DType.FLOAT64);
        if (history < 1) {
            throw new IllegalArgumentException("L-BFGS: a history of " + history + " steps; expected at least 1");
        }
    }

    /// With a rate above 0 that all share.
    public LBfgs(int history, double rate, LineSearch search, Limits limits) {
        this(history, Tensor.scalar(DType.FLOAT64, Hyper.positive("L-BFGS", "rate", rate)), search, limits);
    }

    /// With a history of 10 steps and a search for the strong Wolfe conditions, at most `iterations` steps.
    public static LBfgs of(int iterations) {
        return new LBfgs(10, 1, StrongWolfe.of(), Limits.of(iterations));
    }

    /// A pair, and the inverse of its curvature; zeros for none.
    ///
    /// @param step the step `s`
    /// @param change the gradient's change `y`
    /// @param inverse `1 / y's`
    private record Pair(Tensor step, Tensor change, Tensor inverse) {}

    @Override
    public SequencedMap<String, Tensor> memory(Tensor gradient) {
        DType dtype = gradient.dtype();
        Tensor rows = Creation.zeros(dtype, Shape.of(history, gradient.dim(0)));
        return memory(rows, rows, Creation.zeros(dtype, Shape.of(history)), Tensor.scalar(dtype, 1));
    }

    private static SequencedMap<String, Tensor> memory(Tensor steps, Tensor changes, Tensor inverses, Tensor scale) {
        SequencedMap<String, Tensor> memory = new LinkedHashMap<>();
        memory.put(STEPS, steps);
        memory.put(CHANGES, changes);
        memory.put(INVERSES, inverses);
        memory.put(SCALE, scale);
        return memory;
    }

    @Override
    public Move move(Tensor gradient, SequencedMap<String, Tensor> memory, Tensor iterations) {
        Tensor taxicab = gradient.abs().sum().to(DType.FLOAT64);
        Tensor careful = taxicab.rdiv(1).minimum(1).mul(rate);
        Tensor first = iterations.eq(0).select(careful, rate);
        return new Move(direction(gradient, memory), first);
    }

    /// `-H g`: from the newest pair to the oldest and back. A row of zeros changes nothing.
    private static Tensor direction(Tensor gradient, SequencedMap<String, Tensor> memory) {
        Pair pairs = new Pair(of(memory, STEPS), of(memory, CHANGES), of(memory, INVERSES));
        Scanned<Tensor, Tensor> back = scanReverse(
                (Tensor q, Pair p) -> {
                    Tensor part = p.step.mul(q).sum().mul(p.inverse);
                    return new Step<>(q.sub(p.change.mul(part)), part);
                },
                gradient.neg(),
                pairs);
        record Back(Pair pair, Tensor part) {}
        return scan(
                        (Tensor r, Back b) -> {
                            Tensor part = b.pair.change.mul(r).sum().mul(b.pair.inverse);
                            return new Step<>(r.add(b.pair.step.mul(b.part.sub(part))), part);
                        },
                        back.carry().mul(of(memory, SCALE)),
                        new Back(pairs, back.out()))
                .carry();
    }

    @Override
    public SequencedMap<String, Tensor> remembered(SequencedMap<String, Tensor> memory, Line line, Trial to) {
        Tensor step = line.direction().mul(Hyper.as(line.direction(), to.step()));
        Tensor change = to.gradient().sub(line.start().gradient());
        Tensor curvature = change.mul(step).sum();
        Tensor counts = curvature.gt(LEAST_CURVATURE);
        Tensor safe = counts.select(curvature, Creation.onesLike(curvature));
        return memory(
                pushed(counts, of(memory, STEPS), step),
                pushed(counts, of(memory, CHANGES), change),
                pushed(counts, of(memory, INVERSES), safe.rdiv(1)),
                counts.select(safe.div(change.square().sum()), of(memory, SCALE)));
    }

    private static Tensor of(SequencedMap<String, Tensor> memory, String name) {
        return Objects.requireNonNull(memory.get(name));
    }

    /// The rows without the oldest and with `row` as the newest if it counts.
    private Tensor pushed(Tensor counts, Tensor rows, Tensor row) {
        Tensor later = Layout.slice(rows, 0, 1, history);
        Tensor all = Layout.concat(List.of(later, row.unsqueeze(0)), 0);
        return counts.select(all, rows);
    }
}
