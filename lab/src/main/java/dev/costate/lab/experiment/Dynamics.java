package dev.costate.lab.experiment;

import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.random.Key;
import java.util.List;
import java.util.Map;

/// How something learns: the state in which it begins, and what a step makes of a state.
///
/// Both are pure functions of tensors. They are traced once for all members of an ensemble, each with its own numbers
/// and its own key; whatever else they use, such as a data set, the members share.
///
/// ```java
/// import dev.costate.nn.optim.*;
///
/// record Net(Tensor inHid, Tensor hidOut) {}
///
/// record Numbers(Tensor lr, Tensor lambda) {}
///
/// record State(Net net, OptimiserState<Net> optimiser) {}
/// ```
///
/// @param <H> the numbers in which members of one program may differ: a record of scalars, see [Experiment]
/// @param <S> the state: a tree of tensors, whose structure and shapes no step changes
public interface Dynamics<H, S> {
    /// The state before the first step.
    ///
    /// @param numbers the member's numbers, scalars `f32[]`
    /// @param key the member's key; all that it draws comes from it
    S begin(H numbers, Key key);

    /// One step.
    ///
    /// @return the next state and, by name, the scalars to be recorded of the step: `loss` for instance. Names are
    ///     the same at every step; a `/` in one, as in `norm change/w1`, makes a group
    Step<S, Map<String, Tensor>> step(S state, H numbers);

    /// How many steps a run has.
    int steps();

    /// Of which steps the scalars are recorded: step 0 is the first. All of them unless overridden.
    default Cadence cadence() {
        return Cadence.every(1);
    }

    /// What else is measured, more rarely.
    default List<Probe<H, S>> probes() {
        return List.of();
    }

    /// After how many steps states are kept for good, so that a fork need not begin from the start: only the last
    /// unless overridden.
    default Cadence kept() {
        return Cadence.end();
    }
}
