package dev.costate.words;

import static dev.costate.Costate.checkpoint;
import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;

import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.function.Fn1;

/// A transformation as a map of scalar functions of a vector to such functions, so that letters make words;
/// and what it means, without any transformation.
enum Letter {
    /// The derivative along `DIRECTION` by reverse mode.
    GRAD {
        @Override
        Fn1<Tensor, Tensor> transform(Fn1<Tensor, Tensor> f) {
            return x -> grad(f).apply(x).mul(direction(x)).sum();
        }

        @Override
        Fn1<Tensor, Tensor> meaning(Fn1<Tensor, Tensor> f) {
            return x -> slope(f, x);
        }
    },
    /// The same by forward mode.
    TANGENT {
        @Override
        Fn1<Tensor, Tensor> transform(Fn1<Tensor, Tensor> f) {
            return x -> jvp(f, x, direction(x)).tangent();
        }

        @Override
        Fn1<Tensor, Tensor> meaning(Fn1<Tensor, Tensor> f) {
            return x -> slope(f, x);
        }
    },
    /// A weighted sum over members at once; each closes over the vector and scales it in its own way.
    VMAP {
        @Override
        Fn1<Tensor, Tensor> transform(Fn1<Tensor, Tensor> f) {
            return x -> vmap((Tensor scale) -> f.apply(x.mul(scale)))
                    .apply(SCALES)
                    .mul(WEIGHTS)
                    .sum();
        }

        @Override
        Fn1<Tensor, Tensor> meaning(Fn1<Tensor, Tensor> f) {
            return x -> {
                Tensor sum = Tensor.scalar(0);
                for (int m = 0; m < WEIGHTS.size(); m++) {
                    sum = sum.add(f.apply(x.mul(SCALES.get(m))).mul(WEIGHTS.get(m)));
                }
                return sum;
            };
        }
    },
    /// A loop whose steps close over the vector, scale it and forget the past by half.
    SCAN {
        @Override
        Fn1<Tensor, Tensor> transform(Fn1<Tensor, Tensor> f) {
            return x -> scan(
                            (Tensor sum, Tensor scale) -> {
                                Tensor next = sum.mul(0.5).add(f.apply(x.mul(scale)));
                                return new Step<>(next, next);
                            },
                            Tensor.scalar(0),
                            SCALES)
                    .out()
                    .mul(WEIGHTS)
                    .sum();
        }

        @Override
        Fn1<Tensor, Tensor> meaning(Fn1<Tensor, Tensor> f) {
            return x -> {
                Tensor state = Tensor.scalar(0);
                Tensor sum = Tensor.scalar(0);
                for (int m = 0; m < WEIGHTS.size(); m++) {
                    state = state.mul(0.5).add(f.apply(x.mul(SCALES.get(m))));
                    sum = sum.add(state.mul(WEIGHTS.get(m)));
                }
                return sum;
            };
        }
    },
    /// Compilation, which changes nothing.
    JIT {
        @Override
        Fn1<Tensor, Tensor> transform(Fn1<Tensor, Tensor> f) {
            return jit(f);
        }

        @Override
        Fn1<Tensor, Tensor> meaning(Fn1<Tensor, Tensor> f) {
            return f;
        }
    },
    /// Recomputation, which changes nothing.
    CHECKPOINT {
        @Override
        Fn1<Tensor, Tensor> transform(Fn1<Tensor, Tensor> f) {
            return checkpoint(f);
        }

        @Override
        Fn1<Tensor, Tensor> meaning(Fn1<Tensor, Tensor> f) {
            return f;
        }
    };

    private static final Tensor SCALES = Tensor.of(0.9, 1.1);
    private static final Tensor WEIGHTS = Tensor.of(0.7, -0.4);
    private static final double STEP = 0.06;

    abstract Fn1<Tensor, Tensor> transform(Fn1<Tensor, Tensor> f);

    abstract Fn1<Tensor, Tensor> meaning(Fn1<Tensor, Tensor> f);

    private static Tensor direction(Tensor x) {
        double[] d = new double[x.size()];
        for (int i = 0; i < d.length; i++) {
            d[i] = 0.3 * Math.cos(2.0 * i + 1);
        }
        return Tensor.of(d);
    }

    /// The derivative along the direction by the central difference of order 8; smooth programs of order 1
    /// leave an error of some 1e-12, also where differences of differences are taken.
    private static Tensor slope(Fn1<Tensor, Tensor> f, Tensor x) {
        double[] weights = {4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280};
        Tensor sum = Tensor.scalar(0);
        for (int k = 1; k <= weights.length; k++) {
            Tensor step = direction(x).mul(k * STEP);
            sum = sum.add(f.apply(x.add(step)).sub(f.apply(x.sub(step))).mul(weights[k - 1] / STEP));
        }
        return sum;
    }
}
