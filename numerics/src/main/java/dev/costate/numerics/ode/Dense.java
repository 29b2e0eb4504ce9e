package dev.costate.numerics.ode;

import dev.costate.Costate;
import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A solution as a function of time, piece by piece the method's dense output.
///
/// @param method whose dense output it is
/// @param flattening how a state is a vector
/// @param begin the time at which it begins, `f64[]`
/// @param end the time at which it ends, `f64[]`
/// @param ends of the steps, `f64[m]`; NaN after the last
/// @param starts of the steps, `f64[m]`
/// @param lengths of the steps, `f64[m]`
/// @param rows what [Method#interpolant] combines, `f[m,n]` each
/// @param <Y> the state
public record Dense<Y>(
        Method method,
        Flattening<Y> flattening,
        Tensor begin,
        Tensor end,
        Tensor ends,
        Tensor starts,
        Tensor lengths,
        List<Tensor> rows) {
    public Dense {
        rows = List.copyOf(rows);
    }

    /// The state at a time from beginning to end; NaN outside. Differentiable by the time and what the
    /// solution depends on.
    ///
    /// @param time `f64[]`, or `f64[k]` for states whose leaves have an axis of `k` in front
    /// @throws IllegalStateException if the solver was not asked for dense output
    /// @throws ShapeException if the times have more axes
    public Y at(Tensor time) {
        if (rows.isEmpty()) {
            throw new IllegalStateException(
                    "dense: the solution has no dense output; ask for it with Ode.dense(steps)");
        }
        if (time.rank() > 1) {
            throw new ShapeException("dense: the times are " + time.type(), "give f64[] or f64[k]");
        }
        Tensor t = time.to(DType.FLOAT64);
        return t.rank() == 0 ? state(t) : Costate.vmap(this::state).apply(t);
    }

    private Y state(Tensor t) {
        Tensor direction = end.sub(begin).sign();
        Tensor before = ends.sub(t).mul(direction).lt(0).to(DType.INT32).sum();
        Tensor step = before.minimum(ends.dim(0) - 1);
        List<Tensor> here = new ArrayList<>();
        rows.forEach(row -> here.add(row.take(step, 0)));
        Span span = new Span(starts.take(step, 0), lengths.take(step, 0), here);
        Tensor outside =
                t.sub(begin).mul(direction).lt(0).or(t.sub(end).mul(direction).gt(0));
        return flattening.tree(outside.select(Double.NaN, span.at(method, t)));
    }

    /// The state at a time from beginning to end.
    public Y at(double time) {
        return at(Tensor.scalar(time));
    }
}
