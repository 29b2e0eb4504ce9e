package dev.costate.studies.lstmcell;

import static dev.costate.Costate.grad;

import dev.costate.Tensor;
import java.util.function.DoubleUnaryOperator;

/// How much the last output changes with the output and the memory of each step.
///
/// Going back over step t, with `a = 50 x_t - 100 h_(t-1)`:
/// ```
/// m = cC_t + cH_t o (1 - tanh(c_t)^2)      cC_(t-1) = f m      cH_(t-1) = -100 i (1 - tanh(a)^2) m
/// ```
/// There are two ways back: through the memory, times `f`, and through the candidate.
///
/// @param h `dh_T/dh_t`
/// @param c `dh_T/dc_t`, past `h_t`
record Costates(double[] h, double[] c) {
    /// By one sweep of reverse mode through the scan.
    static Costates byAutodiff(Tensor bits) {
        var pushes = new State(bits.mul(0), bits.mul(0));
        var costates = grad((State p) ->
                        Cell.runPushed(Weights.DOCUMENT, bits, p).h().get(-1))
                .apply(pushes);
        return new Costates(costates.h().toDoubles(), costates.c().toDoubles());
    }

    /// By the equations above.
    ///
    /// @param squaredSech the derivative of `tanh`: [Slopes#squaredSech], or [Slopes#roundedSquaredSech]
    static Costates byHand(Tensor bits, DoubleUnaryOperator squaredSech) {
        var seen = Cell.run(Weights.DOCUMENT, bits);
        double[] x = bits.toDoubles();
        double[] f = seen.f().toDoubles();
        double[] i = seen.i().toDoubles();
        double[] o = seen.o().toDoubles();
        double[] c = seen.c().toDoubles();
        double[] h = seen.h().toDoubles();
        var back = new Costates(new double[x.length], new double[x.length]);
        back.h[x.length - 1] = 1;
        for (int t = x.length - 1; t > 0; t--) {
            double m = back.c[t] + back.h[t] * o[t] * squaredSech.applyAsDouble(c[t]);
            back.c[t - 1] = f[t] * m;
            back.h[t - 1] = -100 * i[t] * squaredSech.applyAsDouble(50 * x[t] - 100 * h[t - 1]) * m;
        }
        return back;
    }
}
