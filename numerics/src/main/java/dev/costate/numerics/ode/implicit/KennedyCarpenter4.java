package dev.costate.numerics.ode.implicit;

/// ESDIRK4(3)6L\[2\]SA, the implicit half of ARK4(3)6L\[2\]SA: order 4, L-stable, five implicit stages of stage
/// order 2. Dense output: order 3.
///
/// Chosen among the singly diagonally implicit methods of order 4 and 5 since its stage order is 2, where those
/// without an explicit first stage (SDIRK4 of Hairer and Wanner) have 1 and lose more of their order on stiff
/// problems; since the embedded formula is A-stable, too, so that the estimate needs no filter; and since it
/// has five systems a step, where Kværnø's 5(4) has six.
///
/// Source: Kennedy and Carpenter, Additive Runge-Kutta schemes for convection-diffusion-reaction equations,
/// Applied Numerical Mathematics 44, 2003, appendix C.
public record KennedyCarpenter4() implements DiagonallyImplicit {
    private static final DiagonalTableau TABLEAU = new DiagonalTableau(
            "Kennedy-Carpenter 4(3)",
            4,
            3,
            new double[] {0, 1. / 2, 83. / 250, 31. / 50, 17. / 20, 1},
            new double[][] {
                {},
                {1. / 4},
                {8611. / 62500, -1743. / 31250},
                {5012029. / 34652500, -654441. / 2922500, 174375. / 388108},
                {15267082809. / 155376265600., -71443401. / 120774400, 730878875. / 902184768, 2285395. / 8070912},
                {82889. / 524892, 0, 15625. / 83664, 69875. / 102672, -2260. / 8211}
            },
            1. / 4,
            new double[] {
                82889. / 524892 - 4586570599. / 29645900160.,
                0,
                15625. / 83664 - 178811875. / 945068544,
                69875. / 102672 - 814220225. / 1159782912,
                -2260. / 8211 + 3700637. / 11593932,
                1. / 4 - 61727. / 225920
            },
            false,
            new double[][] {
                {0, 6943876665148. / 7220017795957., -54480133. / 30881146, 6818779379841. / 7100303317025.},
                {0},
                {0, 7640104374378. / 9702883013639., -11436875. / 14766696, 2173542590792. / 12501825683035.},
                {0, -20649996744609. / 7521556579894., 174696575. / 18121608, -31592104683404. / 5083833661969.},
                {0, 8854892464581. / 2390941311638., -12120380. / 966161, 61146701046299. / 7138195549469.},
                {0, -11397109935349. / 6675773540249., 3843. / 706, -17219254887155. / 4939391667607.}
            });

    @Override
    public DiagonalTableau tableau() {
        return TABLEAU;
    }
}
