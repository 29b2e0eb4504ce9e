package dev.costate.numerics.ode.explicit;

/// The classical method of order 4, with four stages and without an error estimate. Dense output: order 3.
///
/// Source: Kutta, Beitrag zur näherungsweisen Integration totaler Differentialgleichungen, Zeitschrift für
/// Mathematik und Physik 46, 1901; dense output: Hairer, Nørsett and Wanner, Solving Ordinary Differential
/// Equations I, II.6.
public record RungeKutta4() implements ExplicitRungeKutta {
    private static final ExplicitTableau TABLEAU = new ExplicitTableau(
            "Runge-Kutta 4",
            4,
            0,
            new double[] {0, 1. / 2, 1. / 2, 1},
            new double[][] {{}, {1. / 2}, {0, 1. / 2}, {0, 0, 1}},
            new double[] {1. / 6, 1. / 3, 1. / 3, 1. / 6},
            new double[] {},
            DenseRows.ofStages(
                    new double[] {0, 1, -3. / 2, 2. / 3},
                    new double[] {0, 0, 1, -2. / 3},
                    new double[] {0, 0, 1, -2. / 3},
                    new double[] {0, 0, -1. / 2, 2. / 3}));

    @Override
    public ExplicitTableau tableau() {
        return TABLEAU;
    }
}
