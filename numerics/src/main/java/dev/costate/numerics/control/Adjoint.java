package dev.costate.numerics.control;

import dev.costate.Tensor;
import dev.costate.Tree;
import java.util.Objects;

/// A trajectory of a [ControlProblem] and how its cost depends on it.
///
/// @param cost `J`
/// @param states `x_0, ..., x_N`, each leaf with an axis of `N + 1` in front
/// @param costates `phi_k = dJ/dx_{k+1}`, each leaf with an axis of `N` in front
/// @param gradient `dJ/du_k`, the Euclidean gradient: a tree like the controls
/// @param dt the step's length
/// @param <X> the state
/// @param <U> the controls
public record Adjoint<X, U>(Tensor cost, X states, X costates, U gradient, double dt) {
    /// The gradient in the space of functions of time: by the inner product `dt sum_k <u_k, v_k>`, so that its
    /// size does not depend on the number of steps.
    public U inFunctionSpace() {
        return Tree.map(gradient, g -> g.div(dt));
    }

    /// The size of the gradient over time in function space: `|dJ/du_k| / dt`, `f[N]`.
    public Tensor norms() {
        Tensor sum = null;
        for (Tensor leaf : Tree.leaves(inFunctionSpace())) {
            Tensor rows = leaf.reshape(leaf.dim(0), leaf.size() / leaf.dim(0));
            Tensor squares = rows.square().sum(1);
            sum = sum == null ? squares : sum.add(squares);
        }
        return Objects.requireNonNull(sum).sqrt();
    }
}
