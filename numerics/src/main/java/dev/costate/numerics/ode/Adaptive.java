package dev.costate.numerics.ode;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import java.util.ArrayList;
import java.util.List;

/// Steps whose length follows from their error.
///
/// Their lengths count as constants where an integration is differentiated, but for the last one, which ends
/// at `end`: the derivative is that of the steps that were made. How a step's length depends on the state is
/// a matter of the method's error, and is not smooth.
///
/// @param method makes the steps
/// @param control chooses them
/// @param field on flat vectors
/// @param end the time at which they end, `f64[]`
/// @param direction 1, or -1 backwards in time, `f64[]`
/// @param most how many steps are accepted at most
/// @param keepRows whether the last step's rows are kept
record Adaptive(Method method, Control control, Field field, Tensor end, Tensor direction, int most, boolean keepRows)
        implements Stepping {
    /// A part of a step's length by which the last may be longer than what was chosen, rather than leave a
    /// sliver.
    private static final double STRETCH = 1.01;

    /// How many units in the last place of the time a step has at least.
    private static final double ULPS = 10;

    private static final double NOT_FINITE_FACTOR = 0.1;
    private static final double FAILURE_FACTOR = 0.25;
    private static final double LEAST_MEMORY = 1e-4;

    /// The beginning, where the field is evaluated twice, or once if the first step is known.
    @Override
    public Progress begin(Tensor t, Tensor y) {
        Tensor slope = field.at(t, y);
        Tensor room = end.sub(t).abs().minimum(control.maxStep());
        boolean given = control.firstStep() > 0;
        Tensor length = given
                ? room.minimum(control.firstStep())
                : FirstStep.length(field, t, y, slope, direction, room, control.tolerance(), method.errorOrder());
        Tensor finite = t.isFinite().and(end.isFinite()).and(finite(y)).and(finite(slope));
        Tensor none = Tensor.scalar(DType.INT32, 0);
        return new Progress(
                t,
                length.maximum(least(t)).mul(direction).stopGradient(),
                y,
                slope,
                new Span(t, Tensor.scalar(0), empty(y)),
                Tensor.scalar(Math.log(LEAST_MEMORY)),
                Tensor.scalar(DType.BOOL, 0),
                none,
                none,
                Tensor.scalar(DType.INT32, given ? 1 : 2),
                finite.select(none, Tensor.scalar(DType.INT32, Failure.NOT_FINITE.code())));
    }

    private List<Tensor> empty(Tensor y) {
        List<Tensor> rows = new ArrayList<>();
        for (int i = 0; keepRows && i < method.interpolant().length; i++) {
            rows.add(Creation.zerosLike(y));
        }
        return rows;
    }

    @Override
    public Tensor goesOn(Progress p) {
        return p.failure().eq(0).and(p.t().ne(end));
    }

    @Override
    public Progress attempt(Progress p) {
        Tensor left = end.sub(p.t());
        Tensor length = p.h().abs();
        Tensor last = length.mul(STRETCH)
                .ge(left.abs())
                .and(left.abs().le(control.maxStep()).or(length.ge(left.abs())));
        Tensor h = last.select(left, p.h());
        Advance step = method.advance(field, p.t(), h, p.y(), p.slope(), control.tolerance());
        Tensor error = control.tolerance().norm(step.error(), p.y(), step.y()).stopGradient();
        Tensor finite = error.isFinite().and(finite(step.y()));
        Tensor works = step.failure().eq(0);
        Tensor takes = works.and(finite).and(error.le(1));

        Tensor t = takes.select(last.select(end, p.t().add(h)), p.t());
        Tensor next = next(p, h.stopGradient(), error, works, finite, takes);
        Tensor least = least(t);
        // A length that is NaN, as of a tolerance that is, is too small as well.
        Tensor tooSmall = takes.not().and(next.ge(least).not());
        Tensor one = Tensor.scalar(DType.INT32, 1);
        Tensor none = Tensor.scalar(DType.INT32, 0);
        Tensor accepted = p.accepted().add(takes.select(one, none));
        Tensor rejected = p.rejected().add(takes.select(none, one));
        Tensor tooMany = accepted.add(rejected)
                .ge(control.maxSteps())
                .or(accepted.ge(most))
                .and(t.ne(end));
        Tensor reason =
                works.select(finite.select(code(Failure.STEP_TOO_SMALL), code(Failure.NOT_FINITE)), step.failure());
        return new Progress(
                t,
                next.maximum(least).mul(direction),
                takes.select(step.y(), p.y()),
                takes.select(step.slope(), p.slope()),
                span(p, takes, h, step),
                takes.select(error.maximum(LEAST_MEMORY).log(), p.memory()),
                takes.not(),
                accepted,
                rejected,
                p.evaluations().add(step.evaluations()),
                tooSmall.select(reason, tooMany.select(code(Failure.STEP_LIMIT), none)));
    }

    @Override
    public Tensor length(Tensor k, Tensor t, Tensor made, Tensor last) {
        return last.select(end.sub(t), made);
    }

    @Override
    public Tensor next(Tensor k, Tensor t, Tensor h, Tensor last) {
        return last.select(end, t.add(h));
    }

    /// The last step that was made. Its rows are those of the step that was tried: nobody looks at them before
    /// the next step is made, since nothing is passed until then.
    private Span span(Progress p, Tensor takes, Tensor h, Advance step) {
        return new Span(
                takes.select(p.t(), p.span().start()),
                takes.select(h, p.span().length()),
                keepRows ? step.rows().unstack(0) : List.of());
    }

    /// The length of the next step, a positive number.
    private Tensor next(Progress p, Tensor h, Tensor error, Tensor works, Tensor finite, Tensor takes) {
        double beta = control.gain() / (method.errorOrder() + 1);
        double alpha = 1.0 / (method.errorOrder() + 1) - 0.75 * beta;
        Tensor size = error.maximum(Double.MIN_NORMAL).log().mul(-alpha);
        Tensor exponent = takes.select(size.add(p.memory().mul(beta)), size);
        Tensor most = takes.and(p.refused().not()).select(control.mostFactor(), Tensor.scalar(1));
        Tensor factor = exponent.exp()
                .mul(control.safety())
                .maximum(control.leastFactor())
                .minimum(most);
        Tensor otherwise = works.select(NOT_FINITE_FACTOR, Tensor.scalar(FAILURE_FACTOR));
        Tensor usual = works.and(finite).select(factor, otherwise);
        return h.abs().mul(usual).minimum(control.maxStep());
    }

    private Tensor least(Tensor t) {
        return t.stopGradient().abs().mul(ULPS * Math.ulp(1.0)).maximum(Math.max(control.minStep(), Double.MIN_NORMAL));
    }

    /// Whether all elements are finite, `bool[]`: a sum, which has vectors, of what is 0 or NaN.
    static Tensor finite(Tensor x) {
        return x.mul(0).sum().eq(0);
    }

    private static Tensor code(Failure failure) {
        return Tensor.scalar(DType.INT32, failure.code());
    }
}
