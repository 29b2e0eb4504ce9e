package dev.costate.numerics.ode.explicit;

/// The pair of orders 3 and 2 with four stages, of which the last is the next step's first. Dense output:
/// order 3, by Hermite's cubic.
///
/// Source: Bogacki and Shampine, A 3(2) pair of Runge-Kutta formulas, Applied Mathematics Letters 2, 1989.
public record BogackiShampine3() implements ExplicitRungeKutta {
    private static final ExplicitTableau TABLEAU = new ExplicitTableau(
            "Bogacki-Shampine 3(2)",
            3,
            2,
            new double[] {0, 1. / 2, 3. / 4, 1},
            new double[][] {{}, {1. / 2}, {0, 3. / 4}, {2. / 9, 1. / 3, 4. / 9}},
            new double[] {2. / 9, 1. / 3, 4. / 9, 0},
            new double[] {-5. / 72, 1. / 12, 1. / 9, -1. / 8},
            DenseRows.ofStages(
                    new double[] {0, 1, -4. / 3, 5. / 9},
                    new double[] {0, 0, 1, -2. / 3},
                    new double[] {0, 0, 4. / 3, -8. / 9},
                    new double[] {0, 0, -1, 1}));

    @Override
    public ExplicitTableau tableau() {
        return TABLEAU;
    }
}
