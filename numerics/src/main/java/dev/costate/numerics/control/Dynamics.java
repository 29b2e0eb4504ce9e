package dev.costate.numerics.control;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.numerics.ode.Field;
import dev.costate.numerics.ode.Flattening;
import dev.costate.numerics.ode.Method;
import dev.costate.numerics.ode.Tolerance;
import dev.costate.numerics.ode.VectorField;

/// How a state moves in a step under a control: `x_{k+1} = F(k, x_k, u_k)`.
///
/// @param <X> the state: a tree of floating tensors
/// @param <U> the control of one step: a tree of floating tensors
@FunctionalInterface
public interface Dynamics<X, U> {
    /// The state after step `k`.
    ///
    /// @param k from 0 on, `i32[]`
    X next(Tensor k, X x, U u);

    /// Euler's method: `x_{k+1} = x_k + dt f(k dt, x_k, u_k)`, a residual network.
    static <X, U> Dynamics<X, U> euler(VectorField<X, U> field, double dt) {
        return (k, x, u) -> {
            Tensor leaf = Tree.leaves(x).getFirst();
            X slope = field.at(k.to(leaf.dtype()).mul(dt), x, u);
            return Tree.map(x, slope, (a, b) -> a.add(b.mul(dt)));
        };
    }

    /// A step of any method, with the control constant in it.
    ///
    /// @param tolerance for methods that iterate
    static <X, U> Dynamics<X, U> of(Method method, VectorField<X, U> field, double dt, Tolerance tolerance) {
        return (k, x, u) -> {
            Flattening<X> flattening = Flattening.of("control: the state", x);
            Field flat = (t, y) ->
                    flattening.vector("control: the field's result", field.at(t.to(y.dtype()), flattening.tree(y), u));
            Tensor y = flattening.vector("control: the state", x);
            Tensor t = Tensor.scalar(dt).mul(k.to(DType.FLOAT64));
            Tensor slope = flat.at(t, y);
            return flattening.tree(method.advance(flat, t, Tensor.scalar(dt), y, slope, tolerance)
                    .y());
        };
    }
}
