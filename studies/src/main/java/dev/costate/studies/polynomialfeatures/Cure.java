package dev.costate.studies.polynomialfeatures;

import static dev.costate.Costate.vmap;

import dev.costate.Tensor;
import dev.costate.nn.optim.Momentum;
import dev.costate.nn.optim.Optimisers;
import dev.costate.ops.Layout;
import java.util.List;

/// A way to the least-squares solution.
///
/// @param name what is done, in a few words
/// @param descent its way, in its own coordinates
/// @param theta the same in coefficients of the powers, `[steps + 1, n]`
/// @param bound the farthest that it may be from the solution at the end, in its own coordinates: theory
/// @param distance how far it is
record Cure(String name, Descent descent, Tensor theta, double bound, double distance) {
    /// What rounding leaves, for each unit of condition and of length.
    private static final double ROUNDING = 1e-14;

    /// Gradient descent at rate `1 / L`, where `L = lambda_max`: every component shrinks by at least `1 - 1 /
    /// condition` a step.
    static Cure smallerRate(Regression regression, int steps) {
        var spectrum = Spectrum.of(regression.hessian());
        var descent = Descent.of(regression, Optimisers.sgd(1 / spectrum.greatest()), steps);
        return of(
                "rate 1 / lambda_max",
                regression,
                spectrum,
                descent,
                descent.theta(),
                Math.pow(1 - 1 / spectrum.condition(), steps));
    }

    /// The same on standardised features, whose Hessian has a condition near 1 unless they are alike.
    static Cure standardised(Regression raw, int steps) {
        var standardised = Standardised.of(raw);
        var regression = standardised.regression();
        var spectrum = Spectrum.of(regression.hessian());
        var descent = Descent.of(regression, Optimisers.sgd(1 / spectrum.greatest()), steps);
        return of(
                "standardised features",
                regression,
                spectrum,
                descent,
                standardised.back(descent.theta()),
                Math.pow(1 - 1 / spectrum.condition(), steps));
    }

    /// The heavy ball at its best rate and momentum for eigenvalues from `l` to `L`: with `r = (sqrt(L) - sqrt(l)) /
    /// (sqrt(L) + sqrt(l))` the momentum is `r^2`, the rate `(1 + r)^2 / L`, and what is left after k steps at most
    /// `(1 + 2k) r^k`.
    ///
    /// Source: Polyak, Some methods of speeding up the convergence of iteration methods, 1964.
    static Cure momentum(Regression regression, int steps) {
        var spectrum = Spectrum.of(regression.hessian());
        double root = Math.sqrt(spectrum.condition());
        double r = (root - 1) / (root + 1);
        var ball = Optimisers.sgd((1 + r) * (1 + r) / spectrum.greatest(), Momentum.of(r * r));
        var descent = Descent.of(regression, ball, steps);
        return of("momentum", regression, spectrum, descent, descent.theta(), (1 + 2.0 * steps) * Math.pow(r, steps));
    }

    /// One step of Newton's method, `theta - H^-1 gradient`, which is least squares itself: a quadratic's minimum
    /// is one such step from everywhere.
    static Cure newton(Regression regression) {
        var spectrum = Spectrum.of(regression.hessian());
        Tensor start = regression.ones();
        Tensor theta = Layout.stack(List.of(start, start.sub(spectrum.solve(regression.gradient(start)))), 0);
        Tensor error = vmap(regression::error).apply(theta);
        return of("one Newton step", regression, spectrum, new Descent(theta, error), theta, 0);
    }

    private static Cure of(
            String name, Regression regression, Spectrum spectrum, Descent descent, Tensor theta, double left) {
        Tensor solution = regression.leastSquares(spectrum);
        double way = regression.ones().sub(solution).norm().item();
        double rounding = ROUNDING * spectrum.condition() * (1 + solution.norm().item());
        return new Cure(
                name,
                descent,
                theta,
                left * way + rounding,
                descent.last().sub(solution).norm().item());
    }

    /// The coefficients at the end.
    double[] last() {
        return theta.get(-1).toDoubles();
    }

    /// The first step after which the error exceeds the least one by no more than `share` of it; -1 if none does.
    int stepsUntil(double least, double share) {
        double[] errors = descent.error().toDoubles();
        for (int k = 0; k < errors.length; k++) {
            if (errors[k] <= least * (1 + share)) {
                return k;
            }
        }
        return -1;
    }
}
