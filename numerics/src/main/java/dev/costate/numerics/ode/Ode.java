package dev.costate.numerics.ode;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.numerics.ode.explicit.DormandPrince5;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.List;

/// An initial value problem `y' = f(t, y, p)`, `y(t0) = y0`, and how it is solved. Settings are immutable;
/// each method returns others.
///
/// ```java
/// import dev.costate.numerics.ode.*;
///
/// Ode<Tensor, Tensor> decay = Ode.of((Tensor t, Tensor y, Tensor rate) -> y.mul(rate).neg());
/// Solution<Tensor> s = decay.tolerance(1e-10, 1e-12).saveAt(0.5, 1).solve(Tensor.scalar(2), 0, 1, Tensor.scalar(3));
/// IO.println(s.saved());  // -> f64[2] {0.4462603, 0.09957414}
/// ```
///
/// A solution is a tree and [#solve] a function of trees, so `jit`, `vmap` (each member makes its own steps)
/// and `jvp` go through it. Without [#steps] the steps are adaptive.
///
/// @param field the right-hand side
/// @param method makes the steps
/// @param control chooses adaptive steps
/// @param fixed how many steps of one length there are; 0 for adaptive ones
/// @param times when the state is saved, `f64[k]`
/// @param recorded how many steps are recorded at most; 0 for none
/// @param keepsDense whether the solution has dense output
/// @param events what is looked for
/// @param gradient how reverse mode goes back over the steps
/// @param <Y> the state: a tree of one floating dtype
/// @param <P> the parameters: any tree
public record Ode<Y, P>(
        VectorField<Y, P> field,
        Method method,
        Control control,
        int fixed,
        Tensor times,
        int recorded,
        boolean keepsDense,
        List<Event<Y, P>> events,
        Gradient gradient) {
    private static final double RELATIVE = 1e-6;
    private static final double ABSOLUTE = 1e-9;

    public Ode {
        events = List.copyOf(events);
    }

    /// A problem, to be solved by [DormandPrince5] with a relative tolerance of 1e-6 and an absolute one of
    /// 1e-9.
    public static <Y, P> Ode<Y, P> of(VectorField<Y, P> field) {
        Control control = Control.of(Tolerance.of(RELATIVE, ABSOLUTE));
        Tensor none = Creation.zeros(DType.FLOAT64, Shape.of(0));
        return new Ode<>(field, new DormandPrince5(), control, 0, none, 0, false, List.of(), Gradient.USUAL);
    }

    /// By another method.
    public Ode<Y, P> method(Method other) {
        return new Ode<>(field, other, control, fixed, times, recorded, keepsDense, events, gradient);
    }

    /// With adaptive steps whose error is at most `absolute + relative |y|`, component by component.
    ///
    /// @throws IllegalArgumentException if one is negative or not finite, or both are 0
    public Ode<Y, P> tolerance(double relative, double absolute) {
        return control(control.withTolerance(Tolerance.of(relative, absolute)));
    }

    /// With adaptive steps and tolerances of their own for every number of the state.
    ///
    /// @throws IllegalArgumentException if one is known to be negative or not finite
    public Ode<Y, P> tolerance(Y relative, Y absolute) {
        Tensor ofSize = Flattening.of("tolerance: the relative one", relative).vector("tolerance", relative);
        Tensor ofAll = Flattening.of("tolerance: the absolute one", absolute).vector("tolerance", absolute);
        return control(control.withTolerance(Tolerance.of(ofSize, ofAll)));
    }

    /// With adaptive steps that are chosen so.
    public Ode<Y, P> control(Control other) {
        return new Ode<>(field, method, other, 0, times, recorded, keepsDense, events, gradient);
    }

    /// With `count` steps of one length: for steps of at most `h`, `ceil(|t1 - t0| / h)` of them.
    public Ode<Y, P> steps(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("steps: " + count + "; expected at least 1");
        }
        return new Ode<>(field, method, control, count, times, recorded, keepsDense, events, gradient);
    }

    /// Saves the states at these times, interpolated by the method's dense output: steps do not depend on
    /// them.
    ///
    /// @param at in order, from the beginning of the integration to its end
    public Ode<Y, P> saveAt(double... at) {
        return saveAt(Tensor.of(at));
    }

    /// Saves the states at these times; one that is out of order or out of range, where that is not known
    /// before, gives NaN.
    ///
    /// @param at `f64[k]`, in order from the beginning of the integration to its end
    public Ode<Y, P> saveAt(Tensor at) {
        if (at.rank() != 1 || !at.dtype().isFloating()) {
            throw new ShapeException("saveAt: the times are " + at.type(), "expected f64[k]");
        }
        Tensor exact = at.to(DType.FLOAT64);
        return new Ode<>(field, method, control, fixed, exact, recorded, keepsDense, events, gradient);
    }

    /// Records the end of every step. More of them than `most` are a failure ([Failure#STEP_LIMIT]).
    public Ode<Y, P> everyStep(int most) {
        return recording(most, false);
    }

    /// Records dense output; more steps than `most` are a failure ([Failure#STEP_LIMIT]).
    public Ode<Y, P> dense(int most) {
        return recording(most, true);
    }

    private Ode<Y, P> recording(int most, boolean dense) {
        if (most < 1) {
            throw new IllegalArgumentException("steps: at most " + most + " are recorded; expected at least 1");
        }
        return new Ode<>(field, method, control, fixed, times, most, dense, events, gradient);
    }

    /// Looks for one more event.
    public Ode<Y, P> event(Event<Y, P> event) {
        List<Event<Y, P>> all = new ArrayList<>(events);
        all.add(event);
        return new Ode<>(field, method, control, fixed, times, recorded, keepsDense, all, gradient);
    }

    /// With these times and this tolerance, which may be traced.
    Ode<Y, P> with(Tensor at, Tolerance tolerance) {
        Control other = control.withTolerance(tolerance);
        return new Ode<>(field, method, other, fixed, at, recorded, keepsDense, events, gradient);
    }

    /// Differentiated so in reverse mode.
    public Ode<Y, P> gradient(Gradient other) {
        return new Ode<>(field, method, control, fixed, times, recorded, keepsDense, events, other);
    }

    /// Solves from `t0` to `t1`, which may lie before it.
    ///
    /// @param y0 the state at `t0`
    /// @param p the parameters; `List.of()` if there are none
    /// @throws IllegalArgumentException if a time is not finite, [#saveAt] is out of order or range, or the
    ///     steps are adaptive and the method has no error estimate
    /// @throws dev.costate.TreeException if the field's result has another structure than the state;
    ///     [ShapeException] or [dev.costate.DTypeException] if it has other shapes or dtypes
    public Solution<Y> solve(Y y0, double t0, double t1, P p) {
        return solve(y0, Tensor.scalar(t0), Tensor.scalar(t1), p);
    }

    /// Solves between times that may be traced.
    ///
    /// @param t0 `f64[]`
    /// @param t1 `f64[]`
    public Solution<Y> solve(Y y0, Tensor t0, Tensor t1, P p) {
        Tensor begin = t0.to(DType.FLOAT64);
        Tensor end = t1.to(DType.FLOAT64);
        Range.check(begin, end, times);
        Flattening<Y> flattening = Flattening.of("solve: the state", y0);
        return switch (gradient) {
            case Gradient.Checkpointed _, Backsolve _ -> closed(flattening, y0, begin, end, p);
            case Gradient.Stored _, Gradient.Forward _ -> new Solving<>(this, flattening, p).solve(y0, begin, end);
        };
    }

    private Solution<Y> closed(Flattening<Y> flattening, Y y0, Tensor begin, Tensor end, P p) {
        ClosedProblem<Y, P> closed = ClosedProblem.of(this, flattening, y0, p);
        return closed.given().closesOver()
                ? new Solving<>(closed.ode(), flattening, closed.given()).solve(y0, begin, end)
                : new Solving<>(this, flattening, p).solve(y0, begin, end);
    }
}
