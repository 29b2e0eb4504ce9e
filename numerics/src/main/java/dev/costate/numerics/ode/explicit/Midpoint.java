package dev.costate.numerics.ode.explicit;

/// The midpoint method, of order 2 and without an error estimate. Dense output: order 2.
///
/// Source: Runge, Über die numerische Auflösung von Differentialgleichungen, Mathematische Annalen 46, 1895.
public record Midpoint() implements ExplicitRungeKutta {
    private static final ExplicitTableau TABLEAU = new ExplicitTableau(
            "midpoint",
            2,
            0,
            new double[] {0, 1. / 2},
            new double[][] {{}, {1. / 2}},
            new double[] {0, 1},
            new double[] {},
            DenseRows.ofStages(new double[] {0, 1, -1}, new double[] {0, 0, 1}));

    @Override
    public ExplicitTableau tableau() {
        return TABLEAU;
    }
}
