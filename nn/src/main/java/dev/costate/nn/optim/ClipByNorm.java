package dev.costate.nn.optim;

import dev.costate.Tensor;
import dev.costate.Tree;

/// `g min(1, most / (|g| + 1e-6))` with the norm `|g|` of all of the gradient's tensors together, as PyTorch's
/// `clip_grad_norm_`.
///
/// Source: Pascanu, Mikolov and Bengio, On the difficulty of training recurrent neural networks, arXiv
/// 1211.5063.
///
/// @param most the largest norm
public record ClipByNorm(double most) implements Optimiser {
    private static final double SMALL = 1e-6;

    public ClipByNorm {
        Hyper.positive("ClipByNorm", "most", most);
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        Tensor factor = Tree.norm(gradient).add(SMALL).rdiv(most).minimum(1);
        return new Update<>(Tree.map(gradient, g -> g.mul(Hyper.as(g, factor))), state.next());
    }
}
