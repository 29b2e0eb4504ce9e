package dev.costate.numerics.ode.implicit;

/// The trapezoidal rule (Crank-Nicolson in time): order 2, A-stable, one implicit stage. Dense output: order 2.
///
/// It does not damp what is infinitely stiff, `R(-infinity) = -1`: after a sudden start the stiff components
/// alternate about their limit; [KennedyCarpenter4] and [Radau5] damp them. The error estimate is the
/// difference to backward Euler's formula at the same slopes, `h / 2 (k - f(t, y))`, filtered: that of a
/// first-order method, so that adaptive steps are shorter than the rule needs.
///
/// Source: Crank and Nicolson, Proceedings of the Cambridge Philosophical Society 43, 1947; Hairer and Wanner,
/// Solving Ordinary Differential Equations II, 2nd edition, IV.3.
public record Trapezoid() implements DiagonallyImplicit {
    private static final DiagonalTableau TABLEAU = new DiagonalTableau(
            "trapezoid",
            2,
            1,
            new double[] {0, 1},
            new double[][] {{}, {1. / 2}},
            1. / 2,
            new double[] {-1. / 2, 1. / 2},
            true,
            new double[][] {{0, 1, -1. / 2}, {0, 0, 1. / 2}});

    @Override
    public DiagonalTableau tableau() {
        return TABLEAU;
    }
}
