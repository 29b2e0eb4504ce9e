package dev.costate.nn.optim;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;

/// Steps of their own for each element, by the sign of the gradient alone: a step grows by `up` while the sign
/// stays, and shrinks by `down` where it turned, where nothing moves in that step.
///
/// Source: Riedmiller and Braun, A direct adaptive method for faster backpropagation learning, 1993. As
/// PyTorch.
///
/// @param rate the first step, a number; a member of an ensemble may have its own
/// @param down less than 1, .5 usually
/// @param up more than 1, 1.2 usually
/// @param least the shortest step
/// @param most the longest
public record Rprop(Tensor rate, double down, double up, double least, double most) implements Optimiser {
    private static final String BEFORE = "prev";
    private static final String STEP = "step_size";

    public Rprop {
        rate = Hyper.number("Rprop", "the first step", rate);
        if (!(down > 0 && down < 1 && up > 1 && Double.isFinite(up))) {
            throw new IllegalArgumentException(
                    "Rprop: a step shrinks by " + down + " and grows by " + up + "; expected 0 < down < 1 < up");
        }
        if (!(least >= 0 && least <= most)) {
            throw new IllegalArgumentException(
                    "Rprop: steps from " + least + " to " + most + "; expected 0 <= least <= most");
        }
    }

    /// With the usual factors and bounds.
    public static Rprop of(double rate) {
        return of(Tensor.scalar(DType.FLOAT64, Hyper.rate("rprop", rate)));
    }

    /// With the usual factors and bounds.
    public static Rprop of(Tensor rate) {
        return new Rprop(rate, 0.5, 1.2, 1e-6, 50);
    }

    @Override
    public <P> OptimiserState<P> init(P parameters) {
        P zeros = Tree.zerosLike(parameters);
        return OptimiserState.<P>start().with(BEFORE, zeros).with(STEP, Tree.map(zeros, z -> z.add(Hyper.as(z, rate))));
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        P turned = Tree.map(gradient, state.tree(BEFORE), (g, b) -> g.mul(b).sign());
        P step = Tree.map(
                state.tree(STEP),
                turned,
                (s, t) -> t.gt(0)
                        .select(s.mul(up), t.lt(0).select(s.mul(down), s))
                        .clamp(least, most));
        P taken = Tree.map(gradient, turned, (g, t) -> t.lt(0).select(0, g));
        P change = Tree.map(taken, step, (g, s) -> g.sign().mul(s).neg());
        return new Update<>(change, state.next().with(BEFORE, taken).with(STEP, step));
    }
}
