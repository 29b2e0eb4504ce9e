package dev.costate.numerics.bvp;

import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.function.Fn1;

/// Newton's method on the equations of one mesh in the engine's operations, damped as [DampedNewton] is.
///
/// With the correction that would follow each step, which the damping asks for, there is one step more than
/// there are Jacobians. It goes on to rounding errors, where corrections no longer get shorter: derivatives are
/// those of an exact solution then.
///
/// @param part how the equations are linearised
/// @param allowed brings the unknowns to where they may be
/// @param small whether the equations are met within the tolerance
record MeshNewton(BlockBidiagonal part, Fn1<Tensor, Tensor> allowed, Fn1<Tensor, Tensor> small) {
    private static final int MOST_STEPS = 40;
    private static final int MOST_HALVINGS = 4;

    /// Where the equations are not finite the step is halved further: it left the domain.
    private static final int MOST_HALVINGS_OUTSIDE = 30;

    private static final double SHARE = 0.2;

    /// A correction of so many units in the last place of the largest unknown is nothing.
    private static final double ROUNDING = 16 * Math.ulp(1.0);

    /// By how much a correction is shorter than the one before, at least, while there is something to gain.
    private static final double SHORTER = 0.1;

    /// Where it ended.
    ///
    /// @param z the unknowns
    /// @param singular whether the last Jacobian was, `bool[]`
    /// @param steps `i32[]`
    record End(Tensor z, Tensor singular, Tensor steps) {}

    private record State(Tensor z, Tensor residual, Tensor small, Tensor done, Tensor singular, Tensor steps) {}

    private record Trial(Tensor share, Tensor z, Tensor residual, Tensor next, Tensor halvings) {}

    End run(Fn1<Tensor, Tensor> equations, Tensor start) {
        Tensor z = allowed.apply(start);
        Tensor residual = equations.apply(z);
        Tensor no = Tensor.scalar(DType.BOOL, 0);
        Tensor none = Tensor.scalar(DType.INT32, 0);
        State first = new State(z, residual, small.apply(z), finite(residual).not(), no, none);
        State end = whileLoop(s -> s.done.not().and(s.steps.lt(MOST_STEPS)), s -> step(equations, s), first);
        return new End(end.z, end.singular, end.steps);
    }

    private State step(Fn1<Tensor, Tensor> equations, State s) {
        OddEvenReduction factors = part.factors(equations, s.z);
        Tensor d = factors.solve(s.residual, part.n());
        Tensor before = square(d);
        // Where all is well already a correction that is no shorter is one of rounding errors.
        Trial trial = whileLoop(
                t -> shorter(t, before).not().and(s.small.not()).and(t.halvings.lt(mostHalvings(t))),
                t -> trial(equations, factors, s.z, d, t.share.mul(0.5), t.halvings.add(1)),
                trial(equations, factors, s.z, d, Tensor.scalar(1), Tensor.scalar(DType.INT32, 0)));
        Tensor singular = factors.singular().or(finite(d).not());
        Tensor shorter = shorter(trial, before);
        Tensor taken = singular.not().and(finite(trial.residual)).and(shorter.or(s.small.not()));
        // The correction that is known is one more step.
        Tensor corrected = allowed.apply(trial.z.sub(trial.next));
        Tensor residual = equations.apply(corrected);
        Tensor whole = taken.and(shorter).and(trial.share.eq(1)).and(finite(residual));
        Tensor z = whole.select(corrected, taken.select(trial.z, s.z));
        Tensor isSmall = small.apply(z);
        Tensor left = largest(trial.next);
        Tensor nothing = left.le(largest(corrected).mul(ROUNDING))
                .or(left.gt(largest(d).mul(SHORTER)).and(isSmall));
        return new State(
                z,
                whole.select(residual, taken.select(trial.residual, s.residual)),
                isSmall,
                taken.not().or(whole.and(nothing)),
                singular,
                s.steps.add(1));
    }

    private static Tensor mostHalvings(Trial t) {
        return finite(t.residual)
                .select(Tensor.scalar(DType.INT32, MOST_HALVINGS), Tensor.scalar(DType.INT32, MOST_HALVINGS_OUTSIDE));
    }

    private Trial trial(
            Fn1<Tensor, Tensor> equations,
            OddEvenReduction factors,
            Tensor z,
            Tensor d,
            Tensor share,
            Tensor halvings) {
        Tensor moved = allowed.apply(z.sub(d.mul(share)));
        Tensor residual = equations.apply(moved);
        return new Trial(share, moved, residual, factors.solve(residual, part.n()), halvings);
    }

    /// Whether the next correction, by the old Jacobian, is as much shorter as that of a linear problem, in
    /// part.
    private static Tensor shorter(Trial t, Tensor before) {
        Tensor less = square(t.next).lt(t.share.mul(-2 * SHARE).add(1).mul(before));
        return less.or(before.eq(0));
    }

    private static Tensor finite(Tensor x) {
        return x.mul(0).sum().eq(0);
    }

    private static Tensor largest(Tensor x) {
        return x.abs().max();
    }

    private static Tensor square(Tensor x) {
        return x.square().sum();
    }
}
