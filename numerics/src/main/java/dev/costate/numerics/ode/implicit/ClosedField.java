package dev.costate.numerics.ode.implicit;

import static dev.costate.Costate.closure;
import static dev.costate.Costate.jacobianForward;

import dev.costate.Closure;
import dev.costate.Tensor;
import dev.costate.function.Fn2;
import dev.costate.numerics.ode.Field;
import java.util.List;

/// A field with what it closes over (its parameters, as a rule) made an argument, since the rule of a stage's
/// derivative may close over nothing that is traced.
///
/// @param function the field: closes over nothing
/// @param captured what the user's field closes over
record ClosedField(Fn2<Moment, List<Tensor>, Tensor> function, List<Tensor> captured) {
    /// An argument of a field.
    record Moment(Tensor t, Tensor y) {}

    /// Looks at `f` once, at arguments like these.
    static ClosedField of(Field f, Tensor t, Tensor y) {
        Closure<Moment, Tensor> c = closure(m -> f.at(m.t(), m.y()), new Moment(t, y));
        return new ClosedField(c.function(), c.captured());
    }

    /// The slope: `f64[], f[n] -> f[n]`, given what the field closes over.
    Tensor at(Tensor t, Tensor y, List<Tensor> closedOver) {
        return function.apply(new Moment(t, y), closedOver);
    }

    /// `df/dy` by forward mode, `f[n,n]`: a constant, for Newton's iteration alone.
    Tensor jacobian(Tensor t, Tensor y) {
        List<Tensor> constants = still();
        Tensor at = t.stopGradient();
        return jacobianForward((Tensor v) -> at(at, v, constants)).apply(y.stopGradient());
    }

    /// What the field closes over, as constants.
    List<Tensor> still() {
        return captured.stream()
                .map(c -> c.dtype().isFloating() ? c.stopGradient() : c)
                .toList();
    }
}
