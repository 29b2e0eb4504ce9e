package dev.costate.numerics.ode.explicit;

/// The pair of orders 5 and 4 with seven stages, of which the last is the next step's first. Dense output:
/// order 4.
///
/// Source: Dormand and Prince, A family of embedded Runge-Kutta formulae, Journal of Computational and
/// Applied Mathematics 6, 1980; dense output: Shampine, Some practical Runge-Kutta formulas, Mathematics of
/// Computation 46, 1986.
public record DormandPrince5() implements ExplicitRungeKutta {
    private static final double[] WEIGHTS = {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84};

    private static final ExplicitTableau TABLEAU = new ExplicitTableau(
            "Dormand-Prince 5(4)",
            5,
            4,
            new double[] {0, 1. / 5, 3. / 10, 4. / 5, 8. / 9, 1, 1},
            new double[][] {
                {},
                {1. / 5},
                {3. / 40, 9. / 40},
                {44. / 45, -56. / 15, 32. / 9},
                {19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
                {9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
                WEIGHTS
            },
            new double[] {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84, 0},
            new double[] {71. / 57600, 0, -71. / 16695, 71. / 1920, -17253. / 339200, 22. / 525, -1. / 40},
            DenseRows.ofStages(
                    new double[] {
                        0, 1, -8048581381. / 2820520608., 8663915743. / 2820520608., -12715105075. / 11282082432.
                    },
                    new double[] {},
                    new double[] {
                        0, 0, 131558114200. / 32700410799., -68118460800. / 10900136933., 87487479700. / 32700410799.
                    },
                    new double[] {
                        0, 0, -1754552775. / 470086768., 14199869525. / 1410260304., -10690763975. / 1880347072.
                    },
                    new double[] {
                        0, 0, 127303824393. / 49829197408., -318862633887. / 49829197408., 701980252875. / 199316789632.
                    },
                    new double[] {0, 0, -282668133. / 205662961., 2019193451. / 616988883., -1453857185. / 822651844.},
                    new double[] {0, 0, 40617522. / 29380423., -110615467. / 29380423., 69997945. / 29380423.}));

    @Override
    public ExplicitTableau tableau() {
        return TABLEAU;
    }
}
