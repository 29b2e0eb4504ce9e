package dev.costate.numerics.ode;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.List;

/// A number of steps of one length. They begin at `begin + i (end - begin) / count`, so that no rounding
/// errors add up.
///
/// @param method makes the steps
/// @param tolerance for methods that iterate
/// @param field on flat vectors
/// @param begin the time at which they begin, `f64[]`
/// @param end the time at which they end, `f64[]`
/// @param count how many there are
/// @param keepRows whether the last step's rows are kept
record Equal(Method method, Tolerance tolerance, Field field, Tensor begin, Tensor end, int count, boolean keepRows)
        implements Stepping {
    @Override
    public Tensor direction() {
        return end.ge(begin).select(1, Tensor.scalar(-1));
    }

    @Override
    public Progress begin(Tensor t, Tensor y) {
        Tensor slope = field.at(t, y);
        Tensor none = Tensor.scalar(DType.INT32, 0);
        Tensor finite = t.isFinite().and(end.isFinite()).and(Adaptive.finite(y)).and(Adaptive.finite(slope));
        List<Tensor> rows = new ArrayList<>();
        for (int i = 0; keepRows && i < method.interpolant().length; i++) {
            rows.add(Creation.zerosLike(y));
        }
        return new Progress(
                t,
                end.sub(begin).div(count),
                y,
                slope,
                new Span(t, Tensor.scalar(0), rows),
                Tensor.scalar(0),
                Tensor.scalar(DType.BOOL, 0),
                none,
                none,
                Tensor.scalar(DType.INT32, 1),
                finite.select(none, Tensor.scalar(DType.INT32, Failure.NOT_FINITE.code())));
    }

    @Override
    public Tensor goesOn(Progress p) {
        return p.failure().eq(0).and(p.accepted().lt(count)).and(begin.ne(end));
    }

    @Override
    public Progress attempt(Progress p) {
        Advance step = method.advance(field, p.t(), p.h(), p.y(), p.slope(), tolerance);
        Tensor fine = p.failure().eq(0);
        Tensor accepted = p.accepted().add(fine.to(DType.INT32));
        Tensor passed = begin.add(p.h().mul(accepted.to(DType.FLOAT64)));
        Tensor finite = Adaptive.finite(step.y());
        Tensor notFinite = Tensor.scalar(DType.INT32, Failure.NOT_FINITE.code());
        return new Progress(
                accepted.eq(count).select(end, passed),
                p.h(),
                step.y(),
                step.slope(),
                new Span(p.t(), p.h(), keepRows ? step.rows().unstack(0) : List.of()),
                p.memory(),
                p.refused(),
                accepted,
                p.rejected(),
                p.evaluations().add(step.evaluations()),
                fine.select(step.failure().ne(0).or(finite).select(step.failure(), notFinite), p.failure()));
    }

    @Override
    public Tensor length(Tensor k, Tensor t, Tensor made, Tensor last) {
        return end.sub(begin).div(count);
    }

    @Override
    public Tensor next(Tensor k, Tensor t, Tensor h, Tensor last) {
        Tensor passed = k.add(1);
        return passed.eq(count).select(end, begin.add(h.mul(passed.to(DType.FLOAT64))));
    }
}
