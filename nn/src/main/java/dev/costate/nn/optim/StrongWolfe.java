package dev.costate.nn.optim;

import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Tensor;

/// A step at which the value has fallen enough and the slope is much flatter, the strong Wolfe conditions
/// ```text
/// phi(t) <= phi(0) + c1 t phi'(0),   |phi'(t)| <= c2 |phi'(0)|
/// ```
/// First steps grow until two of them enclose such a point, then the bracket between them shrinks; where to try next
/// says the cubic through the values and slopes of two points. Evaluations may run out before, or the bracket may
/// become
/// short: then it is the lowest point so far.
///
/// The trials are those of `torch.optim.LBFGS` with `line_search_fn="strong_wolfe"` wherever the loss is finite; where
/// it is not, it counts as too high, and the middle of a bracket is tried.
///
/// Source: Nocedal and Wright, Numerical Optimization, algorithms 3.5 and 3.6, and (3.59); the guards are those of
/// M. Schmidt's minFunc, which PyTorch follows.
///
/// @param c1 what part of the fall that the slope promises is enough
/// @param c2 what part of the slope may be left
/// @param shortest a bracket is short if no parameter differs by more between its ends
public record StrongWolfe(double c1, double c2, double shortest) implements LineSearch {
    /// How far beyond the last step to try next, as multiples of the last stretch and of the last step.
    private static final double LEAST_GROWTH = 0.01;

    private static final double MOST_GROWTH = 10;

    /// What part of a bracket lies too close to its end.
    private static final double CLOSE = 0.1;

    public StrongWolfe {
        Hyper.positive("strong Wolfe", "c1", c1);
        Hyper.fraction("strong Wolfe", "c2", c2);
        if (!(c1 < c2)) {
            throw new IllegalArgumentException("strong Wolfe: c1 is " + c1 + ", c2 " + c2 + "; expected c1 < c2");
        }
    }

    /// With PyTorch's coefficients, 1e-4, .9 and 1e-9.
    public static StrongWolfe of() {
        return new StrongWolfe(1e-4, 0.9, 1e-9);
    }

    /// Steps that grow.
    ///
    /// @param before the step before
    /// @param now the last step
    /// @param turns how many steps there were after the first
    private record Growing(Trial before, Trial now, Tensor turns) {}

    /// Two ends with a point between them that will do.
    ///
    /// @param a one end
    /// @param b the other end
    /// @param aIsLow whether `a` is the lower one
    /// @param wasClose whether the last trial lay close to an end
    /// @param found whether the lower end fulfils the conditions
    /// @param turns how many trials there were after the first
    private record Bracket(Trial a, Trial b, Tensor aIsLow, Tensor wasClose, Tensor found, Tensor turns) {
        Trial low() {
            return a.when(aIsLow, b);
        }
    }

    @Override
    public Found search(Line line, Tensor first) {
        Growing last = whileLoop(
                g -> line.goesOn()
                        .and(g.turns.lt(line.most()))
                        .and(isEnd(line, g).not()),
                g -> grown(line, g),
                new Growing(line.start(), line.at(first), Hyper.count(0)));
        Bracket low = whileLoop(
                b -> line.goesOn()
                        .and(b.turns.lt(line.most()))
                        .and(b.found.not())
                        .and(isShort(line, b).not()),
                b -> shrunk(line, b),
                bracket(line, last));
        return new Found(low.low(), low.turns.add(1), Tensor.scalar(true));
    }

    private Tensor isTooHigh(Line line, Growing g) {
        Tensor rises = g.turns.gt(1).and(g.now.value().ge(g.before.value()));
        return line.falls(g.now, c1).not().or(rises);
    }

    private Tensor isFlat(Line line, Trial trial) {
        return trial.slope().abs().le(line.start().slope().mul(-c2));
    }

    private Tensor isEnd(Line line, Growing g) {
        return isTooHigh(line, g).or(isFlat(line, g.now)).or(g.now.slope().ge(0));
    }

    private static Growing grown(Line line, Growing g) {
        Tensor t = g.now.step();
        Tensor least = t.add(t.sub(g.before.step()).mul(LEAST_GROWTH));
        Tensor next = lowest(g.before, g.now, least, t.mul(MOST_GROWTH));
        return new Growing(g.now, line.at(next), g.turns.add(1));
    }

    /// Where the search for a bracket has come to: a point that will do, twice; the last two points; or, if there may
    /// be no more trials, all that was tried.
    private Bracket bracket(Line line, Growing g) {
        Tensor isOver = g.turns.ge(line.most());
        Tensor found = isTooHigh(line, g).not().and(isFlat(line, g.now)).and(isOver.not());
        Trial a = g.now.when(found, line.start().when(isOver, g.before));
        return new Bracket(a, g.now, isLower(a, g.now), Tensor.scalar(false), found, g.turns);
    }

    /// Whether `a` is not higher than `b`, as it is if `b` is no number.
    private static Tensor isLower(Trial a, Trial b) {
        return a.value().le(b.value()).or(b.value().isNaN());
    }

    private Tensor isShort(Line line, Bracket b) {
        Tensor width = b.b.step().sub(b.a.step()).abs();
        Tensor most = line.direction().abs().max().to(DType.FLOAT64);
        return width.mul(most).lt(shortest);
    }

    private Bracket shrunk(Line line, Bracket b) {
        Tensor left = b.a.step().minimum(b.b.step());
        Tensor right = b.a.step().maximum(b.b.step());
        Tensor t = lowest(b.a, b.b, left, right);
        // Twice close to an end, or at it: a tenth of the bracket away from it.
        Tensor margin = right.sub(left).mul(CLOSE);
        Tensor isClose = right.sub(t).minimum(t.sub(left)).lt(margin);
        Tensor isMoved = isClose.and(b.wasClose.or(t.ge(right)).or(t.le(left)));
        Tensor isRight = t.sub(right).abs().lt(t.sub(left).abs());
        t = isMoved.select(isRight.select(right.sub(margin), left.add(margin)), t);

        Trial trial = line.at(t);
        Trial low = b.low();
        Trial high = b.b.when(b.aIsLow, b.a);
        Tensor isHigh = line.falls(trial, c1).not().or(trial.value().ge(low.value()));
        Tensor found = isHigh.not().and(isFlat(line, trial));
        // Where the slope leads away from the high end, the minimum lies between the trial and what was low.
        Tensor turns = trial.slope().mul(high.step().sub(low.step())).ge(0).and(found.not());
        Trial nextHigh = trial.when(isHigh, low.when(turns, high));
        Trial nextLow = low.when(isHigh, trial);
        Trial a = nextLow.when(b.aIsLow, nextHigh);
        Trial c = nextHigh.when(b.aIsLow, nextLow);
        Tensor aIsLow = isHigh.select(isLower(a, c), b.aIsLow);
        return new Bracket(a, c, aIsLow, isClose.and(isMoved.not()), found, b.turns.add(1));
    }

    /// Where the cubic through two points is lowest, within bounds; the middle of the bounds if it is lowest nowhere.
    private static Tensor lowest(Trial one, Trial other, Tensor least, Tensor most) {
        Tensor inOrder = one.step().le(other.step());
        Trial a = one.when(inOrder, other);
        Trial b = other.when(inOrder, one);
        Tensor width = b.step().sub(a.step());
        Tensor bend = one.slope()
                .add(other.slope())
                .sub(one.value().sub(other.value()).mul(3).div(one.step().sub(other.step())));
        Tensor square = bend.square().sub(one.slope().mul(other.slope()));
        Tensor root = square.maximum(0).sqrt();
        Tensor part = b.slope().add(root).sub(bend).div(b.slope().sub(a.slope()).add(root.mul(2)));
        Tensor cubic = b.step().sub(width.mul(part)).maximum(least).minimum(most);
        return square.ge(0).and(cubic.isFinite()).select(cubic, least.add(most).div(2));
    }
}
