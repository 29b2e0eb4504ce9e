package dev.costate.numerics.ode;

import dev.costate.numerics.ode.explicit.DormandPrince5;

/// The gradient by the continuous adjoint: the costate's own differential equation is solved backwards in time,
/// with the state beside it, in memory that does not depend on the number of steps.
/// ```text
/// y' = f(t, y, p),   l' = -(df/dy)^T l,   g' = -(df/dp)^T l,   from t1 to t0
/// l(t1) = dL/dy(t1), g(t1) = 0; at a saved time l grows by dL/dy there, and y is set to what was saved
/// dL/dy0 = l(t0), dL/dp = g(t0)
/// ```
/// It is the derivative of the exact solution up to an error of its own, unlike [Gradient.Checkpointed], which
/// is that of the steps that were made. What contracts forwards explodes backwards: of a stiff or strongly
/// damped problem the state that is reconstructed is wrong, and so is the gradient. So the error is estimated,
/// see [#estimate] and [Estimate].
///
/// In reverse mode the relative distance of the state that was reconstructed from the one that is known is
/// tapped as `backsolve mismatch`, with `estimate` the estimate of the error as `backsolve error`.
///
/// Source: L. S. Pontryagin et al., The Mathematical Theory of Optimal Processes, 1962; R. T. Q. Chen, Y.
/// Rubanova, J. Bettencourt, D. Duvenaud, Neural ordinary differential equations, NeurIPS 2018; where it fails:
/// A. Gholami, K. Keutzer, G. Biros, ANODE, IJCAI 2019. States from dense output, as [#interpolated] takes them: A.
/// C. Hindmarsh et al., SUNDIALS, ACM Transactions on Mathematical Software 31, 2005 (CVODES).
///
/// @param method of the way back, with an error estimate
/// @param relative tolerance of the way back, of state, costate and gradient; the costate is scaled to 1 at
///     most
/// @param absolute tolerance of the way back
/// @param estimate whether forward and backward solution are made a second time with a tolerance of a
///     hundredth, to estimate the error in reverse mode
/// @param steps 0 to reconstruct the state, else how many steps' dense output it is taken from at most
public record Backsolve(Method method, double relative, double absolute, boolean estimate, int steps)
        implements Gradient {
    public Backsolve {
        if (steps < 0) {
            throw new IllegalArgumentException("backsolve: dense output of " + steps + " steps; expected at least 1");
        }
        Tolerance.of(relative, absolute);
        if (method.errorOrder() == 0) {
            throw new IllegalArgumentException(
                    "backsolve: " + method.name() + " has no error estimate to choose steps by; take another method");
        }
    }

    /// With [DormandPrince5], without an estimate.
    public static Backsolve of(double relative, double absolute) {
        return new Backsolve(new DormandPrince5(), relative, absolute, false, 0);
    }

    /// This one with the error estimated.
    public Backsolve estimated() {
        return new Backsolve(method, relative, absolute, true, steps);
    }

    /// This one with the states from the dense output of a second forward solution instead of a reconstruction: memory
    /// grows with the steps, and what contracts forwards is no trouble.
    ///
    /// @param most how many steps it has at most; more are a failure of the way back
    public Backsolve interpolated(int most) {
        return new Backsolve(method, relative, absolute, estimate, most);
    }

    /// This one with another tolerance.
    Backsolve times(double factor) {
        return new Backsolve(method, relative * factor, absolute * factor, estimate, 4 * steps);
    }
}
