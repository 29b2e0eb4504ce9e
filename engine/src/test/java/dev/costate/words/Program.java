package dev.costate.words;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static dev.costate.Costate.whileLoop;

import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import java.util.List;
import java.util.stream.IntStream;

/// A scalar function of a vector: as a user writes it with the engine's loops and transformations, and by plain
/// arithmetic.
///
/// @param name tells it from the others
/// @param at where it is looked at
/// @param engine as a user writes it
/// @param plain by operations on numbers alone
record Program(String name, Tensor at, Fn1<Tensor, Tensor> engine, Fn1<Tensor, Tensor> plain) {
    static List<Program> all() {
        return List.of(arithmetic(), net(), recurrent(), newton(), deep(), closures());
    }

    static Program arithmetic() {
        Fn1<Tensor, Tensor> f =
                x -> x.sin().mul(x.flip()).sum().add(x.prod()).mul(x.get(0).exp());
        return new Program("arithmetic", vector(3), f, f);
    }

    private static Tensor vector(int n) {
        return Tensor.of(IntStream.range(0, n)
                .mapToDouble(i -> 0.8 * Math.sin(3.0 * i + 1))
                .toArray());
    }

    private record Net(Tensor inHid, Tensor hidOut) {}

    /// The mean squared error of a net with one hidden layer of rectified neurons, none of which is near its
    /// threshold.
    private static Program net() {
        Tensor x = Tensor.of(new double[][] {{-1, -1}, {-1, 1}, {1, -1}, {1, 1}});
        Tensor y = Tensor.of(-1.0, 1, 1, -1).reshape(4, 1);
        Net start = new Net(Tensor.of(new double[][] {{2, -1, 0.5}, {-0.5, 3, 2}}), Tensor.of(new double[][] {
            {0.7}, {-0.4}, {0.9}
        }));
        Tree.Raveled<Net> raveled = Tree.ravel(start);
        Fn1<Tensor, Tensor> f = w -> {
            Net net = raveled.unravel().apply(w);
            return x.matmul(net.inHid())
                    .relu()
                    .matmul(net.hidOut())
                    .sub(y)
                    .square()
                    .mean();
        };
        return new Program("rectified net", raveled.vector(), f, f);
    }

    private record Cell(Tensor h, Tensor c) {}

    private static Cell step(Tensor w, Cell s, Tensor x) {
        Tensor gates = w.reshape(4, 2)
                .matmul(dev.costate.ops.Layout.stack(List.of(s.h(), x), 0))
                .add(0.1);
        Tensor c = gates.get(0)
                .sigmoid()
                .mul(s.c())
                .add(gates.get(1).sigmoid().mul(gates.get(2).tanh()));
        return new Cell(gates.get(3).sigmoid().mul(c.tanh()), c);
    }

    /// A recurrent net with gates, its state a record.
    private static Program recurrent() {
        Tensor xs = Tensor.of(0.5, -1, 0.8);
        Tensor zero = Tensor.scalar(0);
        return new Program(
                "gated recurrence",
                vector(8),
                w -> {
                    var run = scan(
                            (Cell s, Tensor x) -> {
                                Cell next = step(w, s, x);
                                return new Step<>(next, next.h());
                            },
                            new Cell(zero, zero),
                            xs);
                    return run.out().square().sum().add(run.carry().c());
                },
                w -> {
                    Cell s = new Cell(zero, zero);
                    Tensor sum = zero;
                    for (int t = 0; t < xs.size(); t++) {
                        s = step(w, s, xs.get(t));
                        sum = sum.add(s.h().square());
                    }
                    return sum.add(s.c());
                });
    }

    /// The root y of `y^3 + y = p` by Newton's method until the step is small. The loop has no reverse mode, so
    /// it runs on what is cut off; two more steps from there carry three derivatives, three steps seven.
    private static Program newton() {
        Fn1<Tensor, Tensor> p = x -> x.square().sum().add(x.get(0));
        return new Program(
                "Newton's method",
                vector(2),
                x -> {
                    Tensor rhs = p.apply(x);
                    Tensor fixed = rhs.stopGradient();
                    Tensor y = whileLoop(
                            (Tensor[] s) -> s[1].abs().gt(1e-12),
                            s -> {
                                Tensor next = newtonStep(s[0], fixed);
                                return new Tensor[] {next, next.sub(s[0])};
                            },
                            new Tensor[] {Tensor.scalar(1), Tensor.scalar(1)})[0]
                            .stopGradient();
                    return newtonStep(newtonStep(newtonStep(y, rhs), rhs), rhs);
                },
                // Cardano's formula.
                x -> {
                    Tensor half = p.apply(x).mul(0.5);
                    Tensor root = half.square().add(1.0 / 27).sqrt();
                    return half.add(root).cbrt().add(half.sub(root).cbrt());
                });
    }

    private static Tensor newtonStep(Tensor y, Tensor rhs) {
        return y.sub(y.square().mul(y).add(y).sub(rhs).div(y.square().mul(3).add(1)));
    }

    /// Many functions of functions, the outcome of a Java `if` and of a loop over a static number.
    private static Program deep() {
        Fn1<Tensor, Tensor> f = x -> {
            Tensor y = x;
            for (int i = 0; i < 24; i++) {
                y = i % 3 == 0
                        ? y.sin().mul(1.05)
                        : i % 3 == 1 ? y.add(y.flip().mul(0.05)) : y.tanh().add(0.2);
            }
            return y.sum();
        };
        return new Program("deep composition", vector(3), f, f);
    }

    /// `sum over c, i of c x_i cos(c x_i) + 3 x_0^2 x_1`: derivatives and members inside, which close over the
    /// argument at several levels.
    private static Program closures() {
        Tensor cs = Tensor.of(0.5, 1.5);
        Tensor one = Tensor.scalar(1);
        return new Program(
                "closures",
                vector(2),
                x -> {
                    Tensor slopes = vmap((Tensor c) -> {
                                Fn1<Tensor, Tensor> inner =
                                        t -> x.mul(t).mul(c).sin().sum();
                                return jvp(inner, one, one).tangent();
                            })
                            .apply(cs);
                    Tensor cubic = grad((Tensor u) -> grad((Tensor v) ->
                                            x.get(0).mul(v).mul(u).mul(x.get(1)).mul(u))
                                    .apply(u))
                            .apply(x.get(0));
                    return slopes.sum().add(cubic.mul(1.5));
                },
                x -> {
                    Tensor sum = x.get(0).square().mul(x.get(1)).mul(3);
                    for (double c : new double[] {0.5, 1.5}) {
                        sum = sum.add(x.mul(c).cos().mul(x).mul(c).sum());
                    }
                    return sum;
                });
    }

    @Override
    public String toString() {
        return name;
    }
}
