package dev.costate.numerics.bvp;

/// Newton's method on the collocation equations of one mesh, damped by the natural monotonicity test.
///
/// A step is shortened until the *next* Newton correction, by the old Jacobian, is shorter: a measure that no
/// linear change of the equations affects (P. Deuflhard, *Newton Methods for Nonlinear Problems*, Springer
/// 2004, section 3.3). After a full step the Jacobian is kept.
final class DampedNewton {
    private static final int MOST_STEPS = 8;
    private static final int MOST_JACOBIANS = 4;
    private static final int MOST_HALVINGS = 4;

    /// Where `f` is not finite the step is halved further: it left the domain.
    private static final int MOST_HALVINGS_OUTSIDE = 30;

    /// What share of the decrease that a linear problem promises must come.
    private static final double SHARE = 0.2;

    /// The collocation residuals are brought this far below what the tolerance asks of the residual of the
    /// solution.
    static final double MARGIN = 0.05;

    private DampedNewton() {}

    /// Where it ended.
    ///
    /// @param jacobians how many were factored
    record End(double[] y, double[] p, MeshEquations.Residual residual, boolean singular, int steps, int jacobians) {}

    static <Q> End run(MeshEquations<Q> equations, double[] y, double[] p, Collocation limits) {
        double[] states = equations.allowed(y);
        MeshEquations.Residual residual = equations.residual(states, p);
        double[] unknowns = p;
        int steps = 0;
        int jacobians = 0;
        BlockFactors factors = null;
        double[] correction = {};
        while (residual.finite() && steps < MOST_STEPS) {
            if (factors == null) {
                if (jacobians == MOST_JACOBIANS) {
                    break;
                }
                factors = BlockFactors.of(equations.jacobian(states, unknowns, residual));
                jacobians++;
                if (factors.singular()) {
                    return new End(states, unknowns, residual, true, steps, jacobians);
                }
                correction = factors.solve(residual.equations());
            }
            Trial trial = damped(equations, states, unknowns, factors, correction);
            if (!trial.residual.finite()) {
                break;
            }
            steps++;
            states = trial.y;
            unknowns = trial.p;
            residual = trial.residual;
            if (small(equations, residual, limits)) {
                break;
            }
            correction = trial.correction;
            factors = trial.full ? factors : null;
        }
        return new End(states, unknowns, residual, false, steps, jacobians);
    }

    /// A shortened step and the correction, by the old Jacobian, that would follow it.
    private record Trial(double[] y, double[] p, MeshEquations.Residual residual, double[] correction, boolean full) {}

    private static <Q> Trial damped(
            MeshEquations<Q> equations, double[] y, double[] p, BlockFactors factors, double[] correction) {
        double before = square(correction);
        double share = 1;
        for (int halvings = 0; ; halvings++, share /= 2) {
            double[] states = equations.allowed(moved(y, correction, 0, share));
            double[] unknowns = moved(p, correction, y.length, share);
            MeshEquations.Residual residual = equations.residual(states, unknowns);
            boolean finite = residual.finite();
            double[] next = finite ? factors.solve(residual.equations()) : correction;
            boolean shorter = finite && square(next) < (1 - 2 * share * SHARE) * before;
            if (shorter || halvings >= (finite ? MOST_HALVINGS : MOST_HALVINGS_OUTSIDE)) {
                return new Trial(states, unknowns, residual, next, shorter && share == 1);
            }
        }
    }

    /// Whether the residual in the middles, `3/2` of the equation's over `h`, is far below the tolerance
    /// relative to `1 + |f|`, and the conditions hold.
    private static <Q> boolean small(MeshEquations<Q> equations, MeshEquations.Residual residual, Collocation limits) {
        int n = equations.components();
        for (int i = 0; i < equations.intervals(); i++) {
            double most = MARGIN * limits.tolerance() * equations.step(i) / 1.5;
            for (int j = i * n; j < (i + 1) * n; j++) {
                if (!(Math.abs(residual.equations()[j]) < most * (1 + Math.abs(residual.middleSlopes()[j])))) {
                    return false;
                }
            }
        }
        return residual.conditions() <= limits.conditionTolerance();
    }

    private static double[] moved(double[] from, double[] correction, int offset, double share) {
        double[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] -= share * correction[offset + i];
        }
        return to;
    }

    private static double square(double[] v) {
        double sum = 0;
        for (double value : v) {
            sum += value * value;
        }
        return sum;
    }
}
