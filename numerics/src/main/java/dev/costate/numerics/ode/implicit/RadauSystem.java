package dev.costate.numerics.ode.implicit;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.numerics.ode.Sums;
import dev.costate.numerics.ode.Tolerance;
import dev.costate.numerics.roots.ImplicitFunction;
import dev.costate.numerics.roots.LinearPart;
import dev.costate.numerics.roots.Root;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.ops.LinearAlgebra;
import dev.costate.ops.Lu;
import java.util.ArrayList;
import java.util.List;

/// The equations of a step of [Radau5], `Z = h (A x I) F(Z)` with `F_i = f(t + c_i h, y + Z_i)`.
///
/// Newton's matrix `A^-1 x I - h I x J` has `3n` lines. In the coordinates `W = T^-1 Z`, in which `A^-1` is
/// `(gamma)` beside `((alpha, beta), (-beta, alpha))`, it falls apart into one of `n` lines and one of `2n`, a
/// complex one of `n` lines written in real numbers. The derivative is that of all `3n` equations, with the
/// Jacobians at the stages.
///
/// Source: Hairer and Wanner, Solving Ordinary Differential Equations II, 2nd edition, IV.8. `T`, its columns
/// scaled so that its last line is (1, 1, 0), and the eigenvalues of `A^-1` were computed with 40 digits.
///
/// @param t the time at the beginning, `f64[]`
/// @param h the step, `f64[]`
/// @param y the state at the beginning, `f[n]`
/// @param real LU of `gamma I - h J`
/// @param pair LU of `((alpha I - h J, beta I), (-beta I, alpha I - h J))`
/// @param scale what an error of 1 is, `f[3n]`
/// @param kappa the fraction of it that the iteration may leave, `f64[]`
/// @param captured what the field closes over
record RadauSystem(Tensor t, Tensor h, Tensor y, Lu real, Lu pair, Tensor scale, Tensor kappa, List<Tensor> captured) {
    private static final double S6 = Math.sqrt(6);
    static final double[] NODES = {(4 - S6) / 10, (4 + S6) / 10, 1};
    static final double[][] A = {
        {(88 - 7 * S6) / 360, (296 - 169 * S6) / 1800, (-2 + 3 * S6) / 225},
        {(296 + 169 * S6) / 1800, (88 + 7 * S6) / 360, (-2 - 3 * S6) / 225},
        {(16 - S6) / 36, (16 + S6) / 36, 1. / 9}
    };
    static final double GAMMA = 3.637834252744495732208418513577776;
    static final double ALPHA = 2.681082873627752133895790743211112;
    static final double BETA = 3.050430199247410569426377624787568;
    static final double[][] T = {
        {
            0.09443876248897524148749007950641659,
            -0.1412552950209542084279903838077973,
            0.03002919410514742449186111708905387
        },
        {
            0.2502131229653333113765090675125017,
            0.2041293522937999319959908102983382,
            -0.3829421127572619377954382335998732
        },
        {1, 1, 0}
    };
    static final double[][] INVERSE = {
        {4.178718591551904727346462658512056, 0.3276828207610623870825332724296162, 0.5233764454994495480399690809159890
        },
        {
            -4.178718591551904727346462658512056,
            -0.3276828207610623870825332724296162,
            0.4766235545005504519600309190840110
        },
        {
            0.5028726349457868759512473431395443,
            -2.571926949855605429186785353601675,
            0.5960392048282249249688219110993024
        }
    };

    /// The equations of this step, the matrices made.
    static RadauSystem of(ClosedField field, Tensor t, Tensor h, Tensor y, Tolerance tolerance) {
        int n = y.size();
        Tensor one = Creation.eye(y.dtype(), n);
        Tensor hj = h.to(y.dtype()).stopGradient().mul(field.jacobian(t, y));
        Tensor alpha = one.mul(ALPHA).sub(hj);
        Tensor beta = one.mul(BETA);
        Tensor pair = Layout.concat(
                List.of(Layout.concat(List.of(alpha, beta), 1), Layout.concat(List.of(beta.neg(), alpha), 1)), 0);
        Tensor still = y.stopGradient();
        Tensor scale = tolerance.scale(still, still);
        return new RadauSystem(
                t,
                h,
                y,
                LinearAlgebra.lu(one.mul(GAMMA).sub(hj)),
                LinearAlgebra.lu(pair),
                Layout.concat(List.of(scale, scale, scale), 0),
                SimplifiedNewton.kappa(tolerance, y.dtype()),
                field.captured());
    }

    /// The three `Z_i`, `f[n]` each. Their derivative is that of the equations.
    Root<List<Tensor>> solve(ClosedField field) {
        Root<Tensor> z = ImplicitFunction.<RadauSystem>differentiable(
                        (v, s) -> s.residual(field, v),
                        s -> SimplifiedNewton.search(
                                v -> s.correction(field, v),
                                Creation.zeros(s.y().dtype(), Shape.of(3 * s.y().size())),
                                s.scale(),
                                s.kappa()),
                        LinearPart.DENSE)
                .apply(this);
        return z.with(parts(z.value(), 3));
    }

    /// `h F_i`, given the `Z_i`.
    private List<Tensor> slopes(ClosedField field, List<Tensor> z) {
        List<Tensor> slopes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Tensor at = i == 2 ? t.add(h) : t.add(h.mul(NODES[i]));
            slopes.add(field.at(at, y.add(z.get(i)), captured).mul(h.to(y.dtype())));
        }
        return slopes;
    }

    private Tensor residual(ClosedField field, Tensor flat) {
        List<Tensor> sums = times(A, slopes(field, parts(flat, 3)));
        return flat.sub(Layout.concat(sums, 0));
    }

    /// Newton's step: the two systems solved, `f[3n] -> f[3n]`.
    private Tensor correction(ClosedField field, Tensor flat) {
        List<Tensor> z = parts(flat, 3);
        List<Tensor> w = times(INVERSE, z);
        List<Tensor> r = times(INVERSE, slopes(field, z));
        Tensor first = r.get(0).sub(w.get(0).mul(GAMMA));
        Tensor second = r.get(1).sub(w.get(1).mul(ALPHA)).sub(w.get(2).mul(BETA));
        Tensor third = r.get(2).add(w.get(1).mul(BETA)).sub(w.get(2).mul(ALPHA));
        List<Tensor> both = parts(pair.solve(Layout.concat(List.of(second, third), 0)), 2);
        return Layout.concat(times(T, List.of(real.solve(first), both.get(0), both.get(1))), 0);
    }

    private List<Tensor> parts(Tensor flat, int count) {
        int n = y.size();
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(Layout.slice(flat, 0, i * n, (i + 1) * n));
        }
        return parts;
    }

    private static List<Tensor> times(double[][] matrix, List<Tensor> lines) {
        List<Tensor> sums = new ArrayList<>();
        for (double[] line : matrix) {
            sums.add(Sums.weighted(line, lines));
        }
        return sums;
    }
}
