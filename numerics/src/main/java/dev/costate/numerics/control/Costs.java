package dev.costate.numerics.control;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Creation;

/// What a trajectory costs: scalars, of which the running one and the penalty are weighted by the step.
///
/// @param <X> the state
/// @param <U> the control of one step
public interface Costs<X, U> {
    /// Of the last state.
    Tensor terminal(X x);

    /// Of a state between the first, which is given, and the last, which has a cost of its own.
    ///
    /// @param k the number of the state, from 1 to `N - 1`, `i32[]`
    default Tensor running(Tensor k, X x) {
        return zero(x);
    }

    /// Of a control.
    ///
    /// @param k the step, from 0 to `N - 1`, `i32[]`
    default Tensor penalty(Tensor k, U u) {
        return zero(u);
    }

    private static Tensor zero(Object tree) {
        return Creation.zeros(Tree.leaves(tree).getFirst().dtype(), Shape.scalar());
    }
}
