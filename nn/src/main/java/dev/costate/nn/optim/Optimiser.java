package dev.costate.nn.optim;

import dev.costate.Tree;

/// A rule that makes a change of parameters out of their gradient: two pure functions.
///
/// ```java
/// import dev.costate.nn.optim.*;
///
/// record Net(Tensor weight, Tensor bias) {}
///
/// Optimiser adam = Optimisers.adam(1e-3);
/// Net net = new Net(Tensor.of(1.0, 2.0), Tensor.scalar(3));
/// Net gradient = new Net(Tensor.of(0.5, -0.5), Tensor.scalar(0));
/// Trained<Net> next = adam.step(new Trained<>(net, adam.init(net)), gradient);
/// IO.println(next.parameters().weight());  // -> f64[2] {0.999, 2.001}
/// ```
///
/// Both work under `jit`, `scan` and `vmap`; a hyper-parameter may be a traced tensor, so that each member of
/// an ensemble has its own.
public interface Optimiser {
    /// The state before the first step; that of an optimiser that says nothing else counts the steps.
    ///
    /// @param <P> the parameters' tree
    default <P> OptimiserState<P> init(P parameters) {
        return OptimiserState.start();
    }

    /// One step: what is to be added to the parameters, and the next state.
    ///
    /// @param gradient the gradient, a tree like `parameters`
    /// @param state the state of the step before
    /// @param parameters the parameters at which the gradient was taken
    /// @param <P> the parameters' tree
    <P> Update<P> update(P gradient, OptimiserState<P> state, P parameters);

    /// One step of parameters and state together.
    ///
    /// @param before parameters and state
    /// @param gradient the gradient at the parameters
    /// @param <P> the parameters' tree
    /// @throws dev.costate.ShapeException if gradient or state are of parameters of other shapes
    default <P> Trained<P> step(Trained<P> before, P gradient) {
        Alike.check(before, gradient);
        Update<P> update = update(gradient, before.state(), before.parameters());
        P parameters = Tree.map(before.parameters(), update.change(), (p, d) -> p.add(d.to(p.dtype())));
        return new Trained<>(parameters, update.state());
    }

    /// This, then `next` on what this makes of the gradient.
    default Optimiser then(Optimiser next) {
        return Chain.of(this, next);
    }
}
