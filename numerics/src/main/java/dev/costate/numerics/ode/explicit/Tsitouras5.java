package dev.costate.numerics.ode.explicit;

/// The pair of orders 5 and 4 with seven stages, of which the last is the next step's first; its error is
/// somewhat smaller than that of [DormandPrince5]. Dense output: order 4, by no further stage.
///
/// Source: Tsitouras, Runge-Kutta pairs of order 5(4) satisfying only the first column simplifying
/// assumption, Computers and Mathematics with Applications 62, 2011.
public record Tsitouras5() implements ExplicitRungeKutta {
    private static final double[] WEIGHTS = {
        0.09646076681806523, 0.01, 0.4798896504144996, 1.379008574103742, -3.290069515436081, 2.324710524099774
    };

    private static final ExplicitTableau TABLEAU = new ExplicitTableau(
            "Tsitouras 5(4)",
            5,
            4,
            new double[] {0, 0.161, 0.327, 0.9, 0.9800255409045097, 1, 1},
            new double[][] {
                {},
                {0.161},
                {-0.008480655492356989, 0.335480655492357},
                {2.8971530571054935, -6.359448489975075, 4.3622954328695815},
                {5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525},
                {5.86145544294642, -12.92096931784711, 8.159367898576159, -0.071584973281401, -0.028269050394068383},
                WEIGHTS
            },
            new double[] {
                0.09646076681806523,
                0.01,
                0.4798896504144996,
                1.379008574103742,
                -3.290069515436081,
                2.324710524099774,
                0
            },
            new double[] {
                -0.00178001105222577714,
                -0.0008164344596567469,
                0.007880878010261995,
                -0.1447110071732629,
                0.5823571654525552,
                -0.45808210592918697,
                1. / 66
            },
            DenseRows.ofStages(
                    line(-1.0530884977290216, 1, 1.3299890189751412, 1.4364028541716351, 0.7139816917074209),
                    line(0.1017, 2, 0, 2.1966568338249754, 1.2949852507374631),
                    line(2.490627285651252793, 2, 0, 2.38535645472061657, 1.57803468208092486),
                    quadratic(-16.54810288924490272, 1.21712927295533244, 0.61620406037800089),
                    quadratic(47.37952196281928122, 1.203071208372362603, 0.658047292653547382),
                    quadratic(-34.87065786149660974, 1.2, 2. / 3),
                    quadratic(2.5, 1, 0.6)));

    /// `factor theta^power (theta - root) (theta^2 - p theta + q)`, of which the middle is left out for a
    /// power of 2.
    private static double[] line(double factor, int power, double root, double p, double q) {
        return power == 1
                ? new double[] {0, -factor * root * q, factor * (q + root * p), -factor * (p + root), factor}
                : new double[] {0, 0, factor * q, -factor * p, factor};
    }

    /// `factor theta^2 (theta - a) (theta - b)`.
    private static double[] quadratic(double factor, double a, double b) {
        return new double[] {0, 0, factor * a * b, -factor * (a + b), factor};
    }

    @Override
    public ExplicitTableau tableau() {
        return TABLEAU;
    }
}
