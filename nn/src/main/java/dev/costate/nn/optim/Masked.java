package dev.costate.nn.optim;

import dev.costate.Tree;
import java.util.function.Predicate;

/// An optimiser for some of the parameters, chosen by their paths; for the others the gradient passes through
/// as it is.
///
/// `new Masked(WeightDecay.of(1e-4), path -> path.endsWith("weight"))` leaves biases without decay.
///
/// @param inner what the chosen ones take
/// @param chosen whether it takes the parameter of a path such as `layers[2].weight`
public record Masked(Optimiser inner, Predicate<String> chosen) implements Optimiser {
    @Override
    public <P> OptimiserState<P> init(P parameters) {
        return inner.init(parameters);
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        Update<P> update = inner.update(gradient, state, parameters);
        var paths = Tree.paths(gradient).iterator();
        P change = Tree.map(update.change(), gradient, (d, g) -> chosen.test(paths.next()) ? d : g);
        return new Update<>(change, update.state());
    }
}
