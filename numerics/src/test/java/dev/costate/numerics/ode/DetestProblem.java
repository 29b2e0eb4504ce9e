package dev.costate.numerics.ode;

import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.List;

/// The nonstiff problems of DETEST, from `t = 0` to 20.
///
/// Source: Hull, Enright, Fellen and Sedgwick, Comparing numerical methods for ordinary differential
/// equations, SIAM Journal on Numerical Analysis 9, 1972.
///
/// @param name class and number
/// @param field the right-hand side, of a vector
/// @param start the state at 0
record DetestProblem(String name, Field field, double... start) {
    static final List<DetestProblem> ALL = List.of(
            new DetestProblem("A1", (t, y) -> y.neg(), 1),
            new DetestProblem("A2", (t, y) -> y.mul(y).mul(y).mul(-0.5), 1),
            new DetestProblem("A3", (t, y) -> y.mul(t.cos()), 1),
            new DetestProblem("A4", (t, y) -> y.div(4).mul(y.div(20).rsub(1)), 1),
            new DetestProblem("A5", (t, y) -> y.sub(t).div(y.add(t)), 4),
            new DetestProblem("B1", DetestProblem::populations, 1, 3),
            new DetestProblem("B2", DetestProblem::linearReaction, 2, 0, 1),
            new DetestProblem("B3", DetestProblem::nonlinearReaction, 1, 0, 0),
            new DetestProblem("B4", DetestProblem::torus, 3, 0, 0),
            new DetestProblem("B5", DetestProblem::euler, 0, 1, 1),
            new DetestProblem("C1", chain(1, 1, 1, 1, 1, 1, 1, 1, 1), unit(10)),
            new DetestProblem("C2", chain(1, 2, 3, 4, 5, 6, 7, 8, 9), unit(10)),
            new DetestProblem("C3", DetestProblem::diffusion, unit(10)),
            new DetestProblem("C4", DetestProblem::diffusion, unit(51)),
            new DetestProblem("C5", DetestProblem::planets, outerPlanets()),
            new DetestProblem("D1", DetestProblem::orbit, kepler(0.1)),
            new DetestProblem("D2", DetestProblem::orbit, kepler(0.3)),
            new DetestProblem("D3", DetestProblem::orbit, kepler(0.5)),
            new DetestProblem("D4", DetestProblem::orbit, kepler(0.7)),
            new DetestProblem("D5", DetestProblem::orbit, kepler(0.9)),
            new DetestProblem("E1", DetestProblem::bessel, 0.6713967071418030, 0.09540051444747446),
            new DetestProblem("E2", DetestProblem::vanDerPol, 2, 0),
            new DetestProblem("E3", DetestProblem::duffing, 0, 0),
            new DetestProblem("E4", DetestProblem::falling, 30, 0),
            new DetestProblem("E5", DetestProblem::pursuit, 0, 0));

    private static Tensor stack(Tensor... parts) {
        return Layout.stack(List.of(parts), 0);
    }

    private static Tensor populations(Tensor t, Tensor y) {
        Tensor met = y.get(0).mul(y.get(1));
        return stack(y.get(0).sub(met).mul(2), met.sub(y.get(1)));
    }

    private static Tensor linearReaction(Tensor t, Tensor y) {
        Tensor in = y.get(1).sub(y.get(0));
        Tensor out = y.get(2).sub(y.get(1));
        return stack(in, out.sub(in), out.neg());
    }

    private static Tensor nonlinearReaction(Tensor t, Tensor y) {
        Tensor square = y.get(1).square();
        return stack(y.get(0).neg(), y.get(0).sub(square), square);
    }

    private static Tensor torus(Tensor t, Tensor y) {
        Tensor r = y.get(0).square().add(y.get(1).square()).sqrt();
        Tensor turn = y.get(2).div(r);
        return stack(
                y.get(1).neg().sub(y.get(0).mul(turn)),
                y.get(0).sub(y.get(1).mul(turn)),
                y.get(0).div(r));
    }

    private static Tensor euler(Tensor t, Tensor y) {
        return stack(
                y.get(1).mul(y.get(2)),
                y.get(0).mul(y.get(2)).neg(),
                y.get(0).mul(y.get(1)).mul(-0.51));
    }

    private static Field chain(double... rates) {
        Tensor rate = Tensor.of(rates);
        return (t, y) -> {
            Tensor flow = y.get("0:9").mul(rate);
            return Layout.pad(flow, new int[] {1}, new int[] {0}).sub(Layout.pad(flow, new int[] {0}, new int[] {1}));
        };
    }

    private static Tensor diffusion(Tensor t, Tensor y) {
        int n = y.dim(0);
        Tensor wide = Layout.pad(y, new int[] {1}, new int[] {1});
        Tensor left = Layout.slice(wide, 0, 0, n);
        return left.sub(y.mul(2)).add(Layout.slice(wide, 0, 2, n + 2));
    }

    private static Tensor planets(Tensor t, Tensor y) {
        Tensor mass = Tensor.of(
                0.954786104043e-3, 0.285583733151e-3, 0.437273164546e-4, 0.517759138449e-4, 0.277777777778e-5);
        Tensor x = y.get("0:15").reshape(5, 3);
        Tensor r2 = x.square().sum(1);
        Tensor bySun = x.div(r2.mul(r2.sqrt()).unsqueeze(1));
        Tensor apart = x.unsqueeze(0).sub(x.unsqueeze(1));
        Tensor d2 = apart.square().sum(2).add(Creation.eye(y.dtype(), 5));
        Tensor pull = apart.div(d2.mul(d2.sqrt()).unsqueeze(2))
                .mul(mass.reshape(1, 5, 1))
                .sum(1);
        Tensor common = bySun.mul(mass.unsqueeze(1));
        Tensor others = common.sum(0).unsqueeze(0).sub(common);
        Tensor own = bySun.mul(mass.unsqueeze(1).add(1.00000597682));
        Tensor a = pull.sub(others).sub(own).mul(2.95912208286);
        return Layout.concat(List.of(y.get("15:30"), a.reshape(15)), 0);
    }

    private static Tensor orbit(Tensor t, Tensor y) {
        Tensor r2 = y.get(0).square().add(y.get(1).square());
        Tensor r3 = r2.mul(r2.sqrt());
        return stack(
                y.get(2), y.get(3), y.get(0).div(r3).neg(), y.get(1).div(r3).neg());
    }

    private static Tensor bessel(Tensor t, Tensor y) {
        Tensor s = t.add(1);
        Tensor force = y.get(1).div(s).add(s.square().rdiv(0.25).rsub(1).mul(y.get(0)));
        return stack(y.get(1), force.neg());
    }

    private static Tensor vanDerPol(Tensor t, Tensor y) {
        return stack(y.get(1), y.get(0).square().rsub(1).mul(y.get(1)).sub(y.get(0)));
    }

    private static Tensor duffing(Tensor t, Tensor y) {
        Tensor force = t.mul(2.78535).sin().mul(2);
        Tensor x = y.get(0);
        return stack(y.get(1), x.mul(x).mul(x).div(6).sub(x).add(force));
    }

    private static Tensor falling(Tensor t, Tensor y) {
        return stack(y.get(1), y.get(1).square().mul(0.4).rsub(0.032));
    }

    private static Tensor pursuit(Tensor t, Tensor y) {
        return stack(y.get(1), y.get(1).square().add(1).sqrt().div(t.rsub(25)));
    }

    private static double[] unit(int n) {
        double[] start = new double[n];
        start[0] = 1;
        return start;
    }

    private static double[] kepler(double eccentricity) {
        return new double[] {1 - eccentricity, 0, 0, Math.sqrt((1 + eccentricity) / (1 - eccentricity))};
    }

    /// Places, then velocities, of Jupiter, Saturn, Uranus, Neptune and Pluto.
    private static double[] outerPlanets() {
        return new double[] {
            3.42947415189,
            3.35386959711,
            1.35494901715,
            6.64145542550,
            5.97156957878,
            2.18231499728,
            11.2630437207,
            14.6952576794,
            6.27960525067,
            -30.1552268759,
            1.65699966404,
            1.43785752721,
            -21.1238353380,
            28.4465098142,
            15.3882659679,
            -0.557160570446,
            0.505696783289,
            0.230578543901,
            -0.415570776342,
            0.365682722812,
            0.169143213293,
            -0.325325669158,
            0.189706021964,
            0.0877265322780,
            -0.0240476254170,
            -0.287659532608,
            -0.117219543175,
            -0.176860753121,
            -0.216393453025,
            -0.0148647893090
        };
    }
}
