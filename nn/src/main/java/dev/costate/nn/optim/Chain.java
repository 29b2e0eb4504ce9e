package dev.costate.nn.optim;

import java.util.ArrayList;
import java.util.List;

/// Optimisers in a row: what one makes of the gradient is the gradient of the next.
///
/// @param parts the optimisers, the first one first
public record Chain(List<Optimiser> parts) implements Optimiser {
    public Chain {
        parts = List.copyOf(parts);
    }

    /// These in a row.
    public static Chain of(Optimiser... parts) {
        return new Chain(List.of(parts));
    }

    @Override
    public <P> OptimiserState<P> init(P parameters) {
        List<OptimiserState<P>> states = new ArrayList<>();
        for (Optimiser part : parts) {
            states.add(part.init(parameters));
        }
        return OptimiserState.<P>start().withParts(states);
    }

    @Override
    public <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters) {
        P change = gradient;
        List<OptimiserState<P>> states = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Update<P> update = parts.get(i).update(change, state.parts().get(i), parameters);
            change = update.change();
            states.add(update.state());
        }
        return new Update<>(change, state.next().withParts(states));
    }
}
