package dev.costate.numerics.ode.implicit;

/// Euler's method with the slope at the end: order 1, L-stable, one stage. Dense output: linear.
///
/// The error estimate is the difference to the trapezoidal rule, `h / 2 (k - f(t, y))`, filtered.
///
/// Source: Hairer and Wanner, Solving Ordinary Differential Equations II, 2nd edition, IV.3; the filter:
/// Shampine, Stiffness and nonstiff differential equation solvers II, ACM Transactions on Mathematical Software
/// 3, 1977.
public record BackwardEuler() implements DiagonallyImplicit {
    private static final DiagonalTableau TABLEAU = new DiagonalTableau(
            "backward Euler",
            1,
            1,
            new double[] {0, 1},
            new double[][] {{}, {0}},
            1,
            new double[] {-1. / 2, 1. / 2},
            true,
            new double[][] {{0}, {0, 1}});

    @Override
    public DiagonalTableau tableau() {
        return TABLEAU;
    }
}
