package dev.costate.nn.init;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.ops.Activation;
import dev.costate.ops.Creation;
import dev.costate.random.Random;
import java.util.List;

/// The initialisers that go by a name. A *gain* makes up for what the activation after the layer does to the
/// variance: see [#gainOfRelu] and the like, which are PyTorch's `calculate_gain`.
public final class Initialisers {
    private static final double FAR = 2;

    /// The standard deviation of a normal variable cut off at two of its own.
    private static final double CUT_DEVIATION = 0.87962566103423978;

    private Initialisers() {}

    /// Zeros.
    public static Initialiser zeros() {
        return constant(0);
    }

    /// The same number everywhere.
    public static Initialiser constant(double value) {
        return (_, dtype, shape, _) -> Creation.full(dtype, shape, value);
    }

    /// Uniform from `low` to `high`.
    public static Initialiser uniform(double low, double high) {
        return (key, dtype, shape, _) -> Random.uniform(key, dtype, shape, low, high);
    }

    /// Normal with this mean and standard deviation.
    public static Initialiser normal(double mean, double deviation) {
        return (key, dtype, shape, _) -> Random.normal(key, dtype, shape, mean, deviation);
    }

    /// Normal, cut off at two standard deviations, and then of the deviation `deviation`.
    public static Initialiser truncatedNormal(double deviation) {
        return (key, dtype, shape, _) ->
                Random.truncatedNormal(key, dtype, shape, -FAR, FAR).mul(deviation / CUT_DEVIATION);
    }

    /// Uniform of variance `gain^2 2 / (in + out)`.
    ///
    /// Source: Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks,
    /// 2010.
    public static Initialiser xavierUniform(double gain) {
        return (key, dtype, shape, fans) ->
                ofVariance(gain * gain * 2 / (fans.in() + fans.out())).draw(key, dtype, shape, fans);
    }

    /// Normal of variance `gain^2 2 / (in + out)`.
    public static Initialiser xavierNormal(double gain) {
        return (key, dtype, shape, fans) ->
                Random.normal(key, dtype, shape, 0, gain * Math.sqrt(2.0 / (fans.in() + fans.out())));
    }

    /// Uniform of variance `gain^2 / in`.
    ///
    /// Source: He, Zhang, Ren and Sun, Delving deep into rectifiers, arXiv 1502.01852.
    public static Initialiser kaimingUniform(double gain) {
        return (key, dtype, shape, fans) -> ofVariance(gain * gain / fans.in()).draw(key, dtype, shape, fans);
    }

    /// Normal of variance `gain^2 / in`.
    public static Initialiser kaimingNormal(double gain) {
        return (key, dtype, shape, fans) -> Random.normal(key, dtype, shape, 0, gain / Math.sqrt(fans.in()));
    }

    /// Uniform of variance `1 / in`.
    ///
    /// Source: LeCun, Bottou, Orr and Mueller, Efficient backprop, 1998.
    public static Initialiser lecunUniform() {
        return kaimingUniform(1);
    }

    /// Normal of variance `1 / in`, cut off at two standard deviations.
    public static Initialiser lecunNormal() {
        return (key, dtype, shape, fans) ->
                truncatedNormal(1 / Math.sqrt(fans.in())).draw(key, dtype, shape, fans);
    }

    /// What PyTorch's `Linear` and convolutions draw, weights and biases: uniform from `-1 / sqrt(in)` to `1 /
    /// sqrt(in)`.
    public static Initialiser torch() {
        return (key, dtype, shape, fans) -> {
            var bound = 1 / Math.sqrt(fans.in());
            return Random.uniform(key, dtype, shape, -bound, bound);
        };
    }

    /// A matrix with orthogonal rows or columns, whichever are fewer, of length `gain`; uniformly distributed
    /// among these. Other shapes are taken as matrices of their first axis by all the others.
    ///
    /// Source: Saxe, McClelland and Ganguli, Exact solutions to the nonlinear dynamics of learning in deep linear
    /// neural networks, arXiv 1312.6120. By Gram and Schmidt's process, each column twice.
    public static Initialiser orthogonal(double gain) {
        return (key, dtype, shape, _) -> {
            if (shape.rank() < 2) {
                throw new IllegalArgumentException("orthogonal: the shape is " + shape + "; expected two axes or more");
            }
            var rows = shape.dim(0);
            var columns = shape.size() / rows;
            var many = Math.max(rows, columns);
            var few = Math.min(rows, columns);
            var drawn = Random.normal(key, dtype, Shape.of(few, many));
            var q = jit(Initialisers::orthonormalRows).apply(drawn).mul(gain);
            return (rows == few ? q : q.transpose()).reshape(shape);
        };
    }

    /// Rows that span what the first ones of `a` do, for each number of these.
    private static Tensor orthonormalRows(Tensor a) {
        var n = a.dim(0);
        var zeros = Creation.zeros(a.dtype(), a.shape());
        var places = Activation.oneHot(Creation.arange(DType.INT32, n), n, a.dtype());
        record Row(Tensor values, Tensor place) {}
        return scan(
                        (Tensor q, Row row) -> {
                            var rest = row.values();
                            for (var i = 0; i < 2; i++) {
                                rest = rest.sub(q.transpose().matmul(q.matmul(rest)));
                            }
                            var unit = rest.div(rest.norm());
                            return new Step<>(q.add(row.place().outer(unit)), List.<Tensor>of());
                        },
                        zeros,
                        new Row(a, places))
                .carry();
    }

    private static Initialiser ofVariance(double variance) {
        var bound = Math.sqrt(3 * variance);
        return uniform(-bound, bound);
    }

    /// The gain for ReLU, `sqrt 2`.
    public static double gainOfRelu() {
        return Math.sqrt(2);
    }

    /// The gain for a leaky ReLU, `sqrt(2 / (1 + slope^2))`.
    public static double gainOfLeakyRelu(double slope) {
        return Math.sqrt(2 / (1 + slope * slope));
    }

    /// The gain for tanh, 5/3.
    public static double gainOfTanh() {
        return 5.0 / 3;
    }
}
