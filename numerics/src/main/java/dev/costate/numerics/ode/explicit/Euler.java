package dev.costate.numerics.ode.explicit;

/// Euler's method, of order 1 and without an error estimate. Dense output: order 1.
///
/// Source: Euler, Institutiones calculi integralis I, 1768, chapter VII.
public record Euler() implements ExplicitRungeKutta {
    private static final ExplicitTableau TABLEAU = new ExplicitTableau(
            "Euler",
            1,
            0,
            new double[] {0},
            new double[][] {{}},
            new double[] {1},
            new double[] {},
            DenseRows.ofStages(new double[] {0, 1}));

    @Override
    public ExplicitTableau tableau() {
        return TABLEAU;
    }
}
