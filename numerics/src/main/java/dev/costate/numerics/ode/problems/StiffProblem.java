package dev.costate.numerics.ode.problems;

import dev.costate.Tensor;
import dev.costate.numerics.ode.VectorField;
import dev.costate.ops.Layout;
import java.util.List;

/// Problems that stiff solvers are tried on, with their solutions at the end to the digits published.
///
/// Source of problems and solutions: Mazzia and Magherini, Test Set for Initial Value Problem Solvers, release
/// 2.4, 2008 (`rober`, `hires`, `orego`, `vdpol`), where the latter come from solvers in quadruple precision;
/// Hairer and Wanner, Solving Ordinary Differential Equations II, IV.10.
///
/// @param name what it is called
/// @param field the right-hand side
/// @param start the state at 0
/// @param end the last time
/// @param solution the state there
public record StiffProblem(
        String name, VectorField<Tensor, List<Tensor>> field, Tensor start, double end, Tensor solution) {
    /// Three reactions with rates over nine orders of magnitude, to the end of time.
    public static final StiffProblem ROBERTSON = of(
            "robertson",
            (_, y, _) -> {
                Tensor slow = y.get(0).mul(0.04);
                Tensor back = y.get(1).mul(y.get(2)).mul(1e4);
                Tensor fast = y.get(1).square().mul(3e7);
                return Layout.stack(List.of(back.sub(slow), slow.sub(back).sub(fast), fast), 0);
            },
            new double[] {1, 0, 0},
            1e11,
            new double[] {0.2083340149701255e-7, 0.8333360770334713e-13, 0.9999999791665050});

    /// How light changes a plant: eight reactions.
    public static final StiffProblem HIRES = of(
            "hires",
            (_, y, _) -> {
                Tensor[] x = y.unstack(0).toArray(Tensor[]::new);
                Tensor bound = x[5].mul(x[7]).mul(280);
                Tensor freed = x[6].mul(1.81);
                return Layout.stack(
                        List.of(
                                x[0].mul(-1.71)
                                        .add(x[1].mul(0.43))
                                        .add(x[2].mul(8.32))
                                        .add(0.0007),
                                x[0].mul(1.71).sub(x[1].mul(8.75)),
                                x[2].mul(-10.03).add(x[3].mul(0.43)).add(x[4].mul(0.035)),
                                x[1].mul(8.32).add(x[2].mul(1.71)).sub(x[3].mul(1.12)),
                                x[4].mul(-1.745).add(x[5].mul(0.43)).add(x[6].mul(0.43)),
                                x[3].mul(0.69)
                                        .add(x[4].mul(1.71))
                                        .sub(x[5].mul(0.43))
                                        .add(x[6].mul(0.69))
                                        .sub(bound),
                                bound.sub(freed),
                                freed.sub(bound)),
                        0);
            },
            new double[] {1, 0, 0, 0, 0, 0, 0, 0.0057},
            321.8122,
            new double[] {
                0.7371312573325668e-3,
                0.1442485726316185e-3,
                0.5888729740967575e-4,
                0.1175651343283149e-2,
                0.2386356198831331e-2,
                0.6238968252742796e-2,
                0.2849998395185769e-2,
                0.2850001604814231e-2
            });

    /// The Belousov-Zhabotinsky reaction: a chemical clock.
    public static final StiffProblem OREGONATOR = of(
            "oregonator",
            (_, y, _) -> {
                Tensor a = y.get(0);
                Tensor b = y.get(1);
                Tensor c = y.get(2);
                return Layout.stack(
                        List.of(
                                b.add(a.mul(a.mul(-8.375e-6).add(1).sub(b))).mul(77.27),
                                c.sub(a.add(1).mul(b)).div(77.27),
                                a.sub(c).mul(0.161)),
                        0);
            },
            new double[] {1, 2, 3},
            360,
            new double[] {0.1000814870318523e1, 0.1228178521549917e4, 0.1320554942846706e3});

    /// Van der Pol's equation with `mu = 1,000` in units in which a period is about 1: `y1' = y2`,
    /// `1e-6 y2' = (1 - y1^2) y2 - y1`.
    public static final StiffProblem VAN_DER_POL = of(
            "van der Pol",
            (_, y, _) -> {
                Tensor x = y.get(0);
                Tensor v = y.get(1);
                return Layout.stack(List.of(v, x.square().rsub(1).mul(v).sub(x).mul(1e6)), 0);
            },
            new double[] {2, 0},
            2,
            new double[] {0.1706167732170483e1, -0.8928097010247975});

    private static StiffProblem of(
            String name, VectorField<Tensor, List<Tensor>> field, double[] start, double end, double[] solution) {
        return new StiffProblem(name, field, Tensor.of(start), end, Tensor.of(solution));
    }

    /// All of them.
    public static List<StiffProblem> all() {
        return List.of(ROBERTSON, HIRES, OREGONATOR, VAN_DER_POL);
    }

    @Override
    public String toString() {
        return name;
    }
}
