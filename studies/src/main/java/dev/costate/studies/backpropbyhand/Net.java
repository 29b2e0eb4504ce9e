package dev.costate.studies.backpropbyhand;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.withTaps;

import dev.costate.Tensor;
import dev.costate.Tree;

/// The two neurons and their cost, for the engine.
final class Net {
    private Net() {}

    /// The cost, `C = (y - t)^2 / 2`.
    static Tensor cost(Weights w, Data data) {
        var a1 = w.w1().mul(data.x()).relu();
        var y = w.w2().mul(a1).add(w.b()).sigmoid();
        return y.sub(data.target()).square().div(2);
    }

    /// The cost with something added to each value on the way: the gradient with respect to it is the costate.
    static Tensor cost(Weights w, Data data, Links pushes) {
        var z1 = w.w1().mul(data.x()).add(pushes.z1()).tap("z1");
        var a1 = z1.relu().add(pushes.a1()).tap("a1");
        var z2 = w.w2().mul(a1).add(w.b()).add(pushes.z2()).tap("z2");
        var y = z2.sigmoid().add(pushes.y()).tap("y");
        return y.sub(data.target()).square().div(2);
    }

    /// The values on the way, as the engine names them.
    static Links values(Weights w, Data data) {
        var taps = withTaps((Weights v) -> cost(v, data, Links.zero())).apply(w).taps();
        return Tree.mapWithPath(Links.zero(), (path, none) -> taps.getOrDefault(path, none));
    }

    /// `dC` by each value on the way, all in one sweep of reverse mode.
    static Links costates(Weights w, Data data) {
        return grad((Links pushes) -> cost(w, data, pushes)).apply(Links.zero());
    }
}
