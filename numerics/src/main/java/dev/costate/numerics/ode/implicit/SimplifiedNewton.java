package dev.costate.numerics.ode.implicit;

import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.numerics.ode.Tolerance;
import dev.costate.numerics.roots.Root;

/// Newton's iteration with one matrix throughout: `z <- z + d(z)`.
///
/// With the rate `theta = |d_k| / |d_(k-1)|` what is left after a step is about `theta / (1 - theta) |d_k|`. It
/// has converged when that is below a fraction `kappa` of the tolerance, and fails as soon as `theta >= 1`, or
/// as the steps left would not get there at this rate. The rate is known from the second step on; a step that
/// is a tenth of what may be left is the last, whatever the rate.
///
/// Source: Hairer and Wanner, Solving Ordinary Differential Equations II, 2nd edition, IV.8, (8.10) and (8.11).
final class SimplifiedNewton {
    /// The most steps. radau5 has 7 and keeps its Jacobian for several steps; here it is that of the step, and
    /// what converges slowly costs less than a shorter step with new matrices.
    private static final int STEPS = 15;

    /// A step that is this part of what may be left is the last, whatever the rate: it is all roundings.
    private static final double NEGLIGIBLE = 0.1;

    private SimplifiedNewton() {}

    /// Where the iteration stands.
    ///
    /// @param z the unknowns
    /// @param last `|d|` of the last step
    /// @param state 0 going on, 1 converged, 2 failed
    private record State(Tensor z, Tensor last, Tensor state, Tensor steps) {}

    /// Iterates from `start`.
    ///
    /// @param correction `d`
    /// @param start `f[m]`
    /// @param scale what an error of 1 is, like `start`
    /// @param kappa `f64[]`
    static Root<Tensor> search(Fn1<Tensor, Tensor> correction, Tensor start, Tensor scale, Tensor kappa) {
        State end = whileLoop(
                s -> s.state().eq(0).and(s.steps().lt(STEPS)),
                s -> step(s, correction, scale, kappa),
                new State(start, Tensor.scalar(0), Tensor.scalar(DType.INT32, 0), Tensor.scalar(DType.INT32, 0)));
        return new Root<>(end.z(), end.state().eq(1), end.steps(), end.last());
    }

    private static State step(State s, Fn1<Tensor, Tensor> correction, Tensor scale, Tensor kappa) {
        Tensor d = correction.apply(s.z());
        Tensor size = Tolerance.rootMeanSquare(d.div(scale));
        Tensor rate = size.div(s.last());
        Tensor left = size.mul(rate.div(rate.rsub(1)));
        Tensor first = s.steps().eq(0);
        Tensor steps = s.steps().add(1);
        Tensor reachable =
                left.mul(rate.pow(steps.rsub(STEPS).to(DType.FLOAT64))).le(kappa);
        // NaN compares as false: what is not known to go well has failed
        Tensor well = first.select(size.isFinite(), rate.lt(1).and(reachable));
        Tensor small = size.le(kappa.mul(NEGLIGIBLE));
        Tensor converged = small.or(first.not().and(rate.lt(1)).and(left.lt(kappa)));
        Tensor going = Tensor.scalar(DType.INT32, 0);
        return new State(s.z().add(d), size, converged.select(going.add(1), well.select(going, going.add(2))), steps);
    }

    /// The fraction of the tolerance that is left to the iteration:
    /// `max(10 eps / relative, min(.03, sqrt(relative)))`, at most .03.
    static Tensor kappa(Tolerance tolerance, DType dtype) {
        double eps = dtype == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
        Tensor relative = tolerance.relative().min();
        return relative.rdiv(10 * eps).maximum(relative.sqrt()).minimum(0.03);
    }
}
