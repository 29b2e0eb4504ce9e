package dev.costate.nn.layer;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.numerics.ode.Gradient;
import dev.costate.numerics.ode.Method;
import dev.costate.numerics.ode.Ode;
import dev.costate.numerics.ode.Solution;
import dev.costate.numerics.ode.explicit.Tsitouras5;
import dev.costate.ops.Layout;
import java.util.List;

/// A layer of no fixed depth: `apply(x)` is `y(T)` of `y' = field(y)`, `y(0) = x`, `[..., n] -> [..., n]`.
///
/// All rows of `x` are one equation, so that they share their steps: small ones where the field is quick for any of
/// them. `vmap` of the layer gives each row its own. Where the solver gives up ([dev.costate.numerics.ode.Failure]) the
/// result is NaN;
/// [#solve] says why.
///
/// ```java
/// import dev.costate.nn.layer.*;
/// import dev.costate.numerics.ode.explicit.*;
/// import dev.costate.random.*;
///
/// var keys = Key.of(0).split();
/// Layer field = Sequential.of(new Linear(keys.first(), 3, 16), Activation.TANH, new Linear(keys.second(), 16, 2));
/// NeuralOde<Layer> flow = NeuralOde.of(field).withTime().tolerance(1e-4, 1e-6);
/// IO.println(flow.apply(Tensor.ones(5, 2)).shape());  // -> [5,2]
/// IO.println(flow.method(new RungeKutta4()).steps(20).at(Tensor.ones(5, 2), 0, 0.5, 1).shape());  // -> [3,5,2]
/// ```
///
/// Source: Chen, Rubanova, Bettencourt and Duvenaud, Neural ordinary differential equations, arXiv 1806.07366.
///
/// @param field gives the velocity: the shape that it takes, but for the time
/// @param isTimed whether the field takes the time too, as one more number behind each row: `[..., n + 1] -> [..., n]`
/// @param horizon `T`
/// @param method makes the steps
/// @param steps how many steps of one length there are; 0 for adaptive ones
/// @param relative the tolerance of adaptive steps, times the state
/// @param absolute the tolerance of adaptive steps
/// @param gradient how reverse mode goes back over the steps
/// @param <F> the field's type
public record NeuralOde<F extends Layer>(
        F field,
        boolean isTimed,
        double horizon,
        Method method,
        int steps,
        double relative,
        double absolute,
        Gradient gradient)
        implements Layer {
    private static final double RELATIVE = 1e-3;
    private static final double ABSOLUTE = 1e-6;

    /// @throws IllegalArgumentException if the horizon is 0 or not finite, or `steps` is negative
    public NeuralOde {
        if (horizon == 0 || !Double.isFinite(horizon)) {
            throw new IllegalArgumentException(
                    "NeuralOde: the horizon is " + horizon + "; expected a finite time, not 0");
        }
        if (steps < 0) {
            throw new IllegalArgumentException(
                    "NeuralOde: " + steps + " steps; expected at least 1, or 0 for adaptive ones");
        }
    }

    /// From time 0 to 1 by [Tsitouras5], with a relative tolerance of 1e-3 and an absolute one of 1e-6.
    ///
    /// @param field gives the velocity, from the state alone
    public static <F extends Layer> NeuralOde<F> of(F field) {
        return new NeuralOde<>(field, false, 1, new Tsitouras5(), 0, RELATIVE, ABSOLUTE, Gradient.USUAL);
    }

    /// With a field that takes the time as one more number behind each row.
    public NeuralOde<F> withTime() {
        return new NeuralOde<>(field, true, horizon, method, steps, relative, absolute, gradient);
    }

    /// To another time, which may be negative.
    public NeuralOde<F> until(double time) {
        return new NeuralOde<>(field, isTimed, time, method, steps, relative, absolute, gradient);
    }

    /// By another method.
    public NeuralOde<F> method(Method other) {
        return new NeuralOde<>(field, isTimed, horizon, other, steps, relative, absolute, gradient);
    }

    /// In `count` steps of one length.
    public NeuralOde<F> steps(int count) {
        return new NeuralOde<>(field, isTimed, horizon, method, count, relative, absolute, gradient);
    }

    /// In adaptive steps whose error is at most `absolute + relative |y|`.
    public NeuralOde<F> tolerance(double ofSize, double ofAll) {
        return new NeuralOde<>(field, isTimed, horizon, method, 0, ofSize, ofAll, gradient);
    }

    /// With another way back.
    public NeuralOde<F> gradient(Gradient other) {
        return new NeuralOde<>(field, isTimed, horizon, method, steps, relative, absolute, other);
    }

    @Override
    public Tensor apply(Tensor x) {
        return solve(x).y();
    }

    /// The states on the way: `[k, ..., n]`.
    ///
    /// @param times from 0 to the horizon, in order
    public Tensor at(Tensor x, double... times) {
        return solve(x, times).saved();
    }

    /// The solution, which knows how many steps it took and why it failed if it did.
    ///
    /// @param times when the states are saved, from 0 to the horizon, in order
    public Solution<Tensor> solve(Tensor x, double... times) {
        if (x.rank() == 0) {
            throw new IllegalArgumentException("NeuralOde: the input is a scalar; expected [..., n]");
        }
        Ode<Tensor, F> problem =
                Ode.of(this::velocity).method(method).gradient(gradient).saveAt(times);
        problem = steps > 0 ? problem.steps(steps) : problem.tolerance(relative, absolute);
        return problem.solve(x, 0, horizon, field);
    }

    private Tensor velocity(Tensor t, Tensor y, F layer) {
        Shape shape = y.shape();
        Tensor seen = isTimed ? Layout.concat(List.of(y, column(t, shape)), -1) : y;
        Tensor velocity = layer.apply(seen);
        if (!velocity.shape().equals(shape)) {
            throw new IllegalArgumentException("NeuralOde: the field makes " + velocity.shape() + " of " + seen.shape()
                    + "; a velocity is like the state, " + shape);
        }
        return velocity;
    }

    /// The time behind each row: `[..., 1]`.
    private static Tensor column(Tensor t, Shape shape) {
        int last = shape.rank() - 1;
        return Layout.broadcastTo(t, shape.remove(last).insert(last, 1));
    }
}
