package dev.costate.nn.optim;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// A problem of `optimiser_goldens.py`.
///
/// @param start the parameters
/// @param loss what is minimised
/// @param rate the learning rate
record Problem(SequencedMap<String, Tensor> start, Fn1<SequencedMap<String, Tensor>, Tensor> loss, double rate) {
    private static double[] wave(int n, double start) {
        var values = new double[n];
        Arrays.setAll(values, i -> Math.sin(start + 1.7 * i));
        return values;
    }

    private static SequencedMap<String, Tensor> parameters(Object... namesAndTensors) {
        var all = new LinkedHashMap<String, Tensor>();
        for (var i = 0; i < namesAndTensors.length; i += 2) {
            all.put((String) namesAndTensors[i], (Tensor) namesAndTensors[i + 1]);
        }
        return all;
    }

    static Tensor of(SequencedMap<String, Tensor> parameters, String name) {
        return Objects.requireNonNull(parameters.get(name));
    }

    static final Map<String, Problem> ALL = Map.of(
            "rosenbrock",
            new Problem(
                    parameters("x", Tensor.of(-1.2, 1.0)),
                    p -> {
                        var x = of(p, "x").get(0);
                        var y = of(p, "x").get(1);
                        return x.rsub(1).square().add(y.sub(x.square()).square().mul(100));
                    },
                    1e-4),
            "quadratic",
            new Problem(
                    parameters(
                            "a", Tensor.of(wave(3, 0.3)),
                            "b", Tensor.of(wave(4, 1.1)).reshape(2, 2)),
                    p -> {
                        var a = of(p, "a");
                        var b = of(p, "b");
                        return Tensor.of(1.0, 4.0, 9.0)
                                .mul(a)
                                .mul(a)
                                .sum()
                                .div(2)
                                .add(b.matmul(b.transpose()).sum().div(2))
                                .add(b.square().sum())
                                .add(a.get(0).mul(b.get(0, 1)))
                                .sub(a.sum());
                    },
                    1e-3),
            "net",
            new Problem(
                    parameters(
                            "w1", Tensor.of(wave(8, 0.2)).reshape(2, 4),
                            "b1", Tensor.of(wave(4, 0.9)),
                            "w2", Tensor.of(wave(4, 2.3)).reshape(4, 1),
                            "b2", Tensor.of(wave(1, 0.1))),
                    p -> Tensor.of(wave(16, 0.5))
                            .reshape(8, 2)
                            .matmul(of(p, "w1"))
                            .add(of(p, "b1"))
                            .tanh()
                            .matmul(of(p, "w2"))
                            .add(of(p, "b2"))
                            .sub(Tensor.of(wave(8, 4.0)).reshape(8, 1))
                            .square()
                            .mean(),
                    1e-3));
}
