package dev.costate.numerics.ode.explicit;

/// Heun's method, of order 2, with the difference to a step of Euler's as the estimate of an error. Dense
/// output: order 2.
///
/// Source: Heun, Neue Methoden zur approximativen Integration der Differentialgleichungen einer unabhängigen
/// Veränderlichen, Zeitschrift für Mathematik und Physik 45, 1900.
public record Heun() implements ExplicitRungeKutta {
    private static final ExplicitTableau TABLEAU = new ExplicitTableau(
            "Heun 2(1)",
            2,
            1,
            new double[] {0, 1},
            new double[][] {{}, {1}},
            new double[] {1. / 2, 1. / 2},
            new double[] {-1. / 2, 1. / 2},
            DenseRows.ofStages(new double[] {0, 1, -1. / 2}, new double[] {0, 0, 1. / 2}));

    @Override
    public ExplicitTableau tableau() {
        return TABLEAU;
    }
}
