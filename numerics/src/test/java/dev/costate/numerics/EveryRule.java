package dev.costate.numerics;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.hvp;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Fallback;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.ops.Layout;
import java.util.Arrays;
import java.util.List;

/// What every function of tensors here obeys, whatever it computes.
public final class EveryRule {
    private EveryRule() {}

    /// `sin(start + 1.7 i)`, as the Python scripts make it.
    public static Tensor wave(double start, int... dims) {
        double[] values = new double[Shape.of(dims).size()];
        Arrays.setAll(values, i -> Math.sin(start + 1.7 * i));
        return Tensor.of(values).reshape(dims);
    }

    /// That compiled it is the same, without the interpreter; that members are what each is alone; that in
    /// `FLOAT32` it is near; that its derivatives, forward, reverse and second, are those of differences.
    ///
    /// @param f smooth about x, of numbers about 1
    public static void holds(Fn1<Tensor, Tensor> f, Tensor x) {
        Tensor y = f.apply(x);
        var compiled = jit(f);
        near(compiled.apply(x), y, 1e-13);
        assertThat(compiled.compile(x).fallbacks()).noneMatch(fallback -> fallback.kind() == Fallback.Kind.INTERPRETER);
        Tensor other = x.mul(0.7).add(0.1);
        Tensor both = jit(vmap(f)).apply(Layout.stack(List.of(x, other), 0));
        near(both.get(0), y, 1e-13);
        near(both.get(1), f.apply(other), 1e-13);
        Tensor single = f.apply(x.to(DType.FLOAT32));
        assertThat(single.dtype()).isEqualTo(DType.FLOAT32);
        near(single.to(DType.FLOAT64), y, 2e-5);
        derivatives(f, x);
    }

    /// First and second derivatives along a direction, of the results' sines weighed, by differences.
    public static void derivatives(Fn1<Tensor, Tensor> f, Tensor x) {
        Tensor weights = wave(0.4, f.apply(x).shape().dims());
        Fn1<Tensor, Tensor> s = t -> f.apply(t).sin().mul(weights).sum();
        Tensor v = wave(1.3, x.shape().dims());
        double h = 1e-4;
        Tensor forward = jvp(s, x, v).tangent();
        Tensor gradient = jit(grad(s)).apply(x);
        near(gradient.mul(v).sum(), forward, 1e-12);
        Tensor above = x.add(v.mul(h));
        Tensor below = x.sub(v.mul(h));
        near(forward, s.apply(above).sub(s.apply(below)).div(2 * h), 1e-6);
        Tensor bend = grad(s).apply(above).sub(grad(s).apply(below)).div(2 * h);
        near(hvp(s, x, v), bend, 1e-6);
    }

    /// Equal up to this, relative to the largest number of the expected ones or 1.
    public static void near(Tensor actual, Tensor expected, double tolerance) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        near(actual, expected.toDoubles(), tolerance);
    }

    /// The numbers of a tensor, equal up to this, relative to the largest number of the expected ones or 1.
    public static void near(Tensor actual, double[] expected, double tolerance) {
        double[] numbers = actual.toDoubles();
        assertThat(numbers).hasSameSizeAs(expected);
        double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(0));
        for (int i = 0; i < numbers.length; i++) {
            assertThat(Math.abs(numbers[i] - expected[i]) / scale)
                    .as("number %s: %s for %s", i, numbers[i], expected[i])
                    .isLessThanOrEqualTo(tolerance);
        }
    }
}
