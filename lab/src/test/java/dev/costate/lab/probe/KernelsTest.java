package dev.costate.lab.probe;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.ops.Creation;
import dev.costate.random.Key;
import dev.costate.random.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// The NTK is that of PyTorch's explicit Jacobian, and of the closed form for wide nets; `probes_curvature.py`.
class KernelsTest {
    private static final JsonNode GOLDEN = SmallNet.goldens().get("ntk");
    private static final Fn2<SmallNet, Tensor, Tensor> F = (net, x) -> net.apply(x.unsqueeze(0));

    private record Wide(Tensor in, Tensor out) {
        static Wide draw(Key key, int width, int inputs) {
            var keys = key.split();
            return new Wide(
                    Random.normal(keys.first(), DType.FLOAT64, Shape.of(width, inputs)),
                    Random.normal(keys.second(), DType.FLOAT64, Shape.of(width)));
        }

        Tensor apply(Tensor x) {
            return in.matmul(x).relu().matmul(out).div(Math.sqrt(out.size()));
        }
    }

    private static double tolerance(DType dtype) {
        return dtype == DType.FLOAT64 ? 1e-12 : 2e-5;
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT64", "FLOAT32"})
    void kernelIsThatOfTheExplicitJacobian(DType dtype) {
        var net = SmallNet.of(dtype);
        var x = SmallNet.x(dtype);
        var y = SmallNet.y(dtype);
        var expected = SmallNet.numbers(GOLDEN.get("kernel"));
        var whole = jit((SmallNet n) -> Ntk.of((SmallNet p) -> p.apply(x), n)).apply(net);
        var byExample = jit((SmallNet n) -> Ntk.of(F, n, x)).apply(net);
        assertThat(whole.to(DType.FLOAT64).toDoubles()).containsExactly(expected, within(10 * tolerance(dtype)));
        assertThat(byExample.to(DType.FLOAT64).toDoubles()).containsExactly(expected, within(10 * tolerance(dtype)));
        assertThat(Ntk.between(F, net, x.get("0:3"), x)
                        .sub(byExample.get("0:6"))
                        .abs()
                        .max()
                        .item())
                .isLessThan(10 * tolerance(dtype));
        var moved = Tree.map(net, grad(SmallNet.loss(dtype)).apply(net), (w, g) -> w.sub(g.mul(0.05)));
        var after = Ntk.of(F, moved, x);
        assertThat(Ntk.targetAlignment(byExample, y).item())
                .isCloseTo(GOLDEN.get("targetAlignment").asDouble(), within(tolerance(dtype)));
        assertThat(Ntk.alignment(byExample, y).item())
                .isCloseTo(GOLDEN.get("alignment").asDouble(), within(tolerance(dtype)));
        assertThat(Ntk.distance(after, byExample).item())
                .isCloseTo(GOLDEN.get("distance").asDouble(), within(tolerance(dtype)));
        assertThat(Ntk.relativeChange(after, byExample).item())
                .isCloseTo(GOLDEN.get("relativeChange").asDouble(), within(tolerance(dtype)));
    }

    /// The outputs of a linear net `x W` with `o` outputs have the kernel `x x^T` for each, whatever `W` is.
    @Test
    void kernelOfALinearNetIsThatOfItsInputs() {
        var x = SmallNet.x(DType.FLOAT64);
        var w = Random.normal(Key.of(1), DType.FLOAT64, Shape.of(3, 2));
        Fn2<Tensor, Tensor, Tensor> linear = (m, one) -> one.matmul(m);
        var gram = x.matmul(x.transpose());
        var each = Ntk.of(linear, w, x).reshape(7, 2, 7, 2);
        assertThat(each.get("..., :, 0, :, 0").sub(gram).abs().max().item()).isLessThan(1e-14);
        assertThat(each.get("..., :, 1, :, 1").sub(gram).abs().max().item()).isLessThan(1e-14);
        assertThat(each.get("..., :, 0, :, 1").abs().max().item()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT64", "FLOAT32"})
    void closedFormIsTheIntegral(DType dtype) {
        var x = SmallNet.wave(dtype, 0.7, 4, 3);
        var expected = SmallNet.numbers(SmallNet.goldens().get("reluNtk"));
        assertThat(ReluNtk.of(x).to(DType.FLOAT64).toDoubles())
                .containsExactly(expected, within(dtype == DType.FLOAT64 ? 1e-12 : 1e-6));
        // an input with itself |x|^2, its opposite 0, a right angle |x| |z| / 2 pi, nothing 0
        var known = Tensor.of(new double[][] {{2, 0}, {-2, 0}, {0, 3}, {0, 0}}).to(dtype);
        assertThat(ReluNtk.of(known).get(0).to(DType.FLOAT64).toDoubles())
                .containsExactly(new double[] {4, 0, 6 / (2 * Math.PI), 0}, within(1e-6));
    }

    @Test
    void wideNetsComeToTheClosedForm() {
        var x = SmallNet.wave(DType.FLOAT64, 0.7, 5, 3);
        var limit = ReluNtk.of(x);
        double[] apart = new double[3];
        int[] widths = {16, 256, 4096};
        for (int i = 0; i < widths.length; i++) {
            int width = widths[i];
            Fn1<Key, Tensor> change =
                    key -> Ntk.relativeChange(Ntk.of(Wide::apply, Wide.draw(key, width, 3), x), limit);
            var squares = jit(vmap(change)).apply(Key.of(5).split(30)).square();
            apart[i] = Math.sqrt(squares.mean().item());
        }
        // a mean over h units: 16 times the width, a quarter of the error; 30 seeds know it to some 10 percent
        assertThat(apart[0] / apart[1]).isBetween(3.0, 5.3);
        assertThat(apart[1] / apart[2]).isBetween(3.0, 5.3);
        assertThat(apart[2]).isLessThan(0.05);
    }

    @Test
    void alignmentIsACosine() {
        var k = Tensor.of(new double[][] {{2, 1, 0}, {1, 3, -1}, {0, -1, 4}});
        var l = Tensor.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
        assertThat(KernelAlignment.of(k, k.mul(1e-30)).item()).isCloseTo(1, within(1e-15));
        assertThat(KernelAlignment.of(k.mul(1e200), k).item()).isCloseTo(1, within(1e-15));
        assertThat(KernelAlignment.of(k, l).item()).isCloseTo(9 / Math.sqrt(33 * 3), within(1e-15));
        // twice the squared sine of half the angle, here of 1e-6 radians, which a cosine cannot show
        var turned = l.add(Tensor.of(new double[][] {{1e-6, 0, 0}, {0, -1e-6, 0}, {0, 0, 0}}));
        assertThat(KernelAlignment.distance(l, turned).item()).isCloseTo(2e-12 / 3 / 2, within(1e-17));
        var y = Tensor.of(1.0, -2.0, 0.5);
        assertThat(KernelAlignment.withTargets(y.outer(y).mul(3), y).item()).isCloseTo(1, within(1e-15));
        assertThat(KernelAlignment.centredWithTargets(y.outer(y).add(5), y).item())
                .isCloseTo(1, within(1e-14));
        var zero = Tensor.zeros(3, 3).to(DType.FLOAT64);
        assertThat(KernelAlignment.of(k, zero).item()).isNaN();
        assertThat(KernelAlignment.distance(k, zero).item()).isNaN();
    }

    @Test
    void mistakesAreNamed() {
        var k = Creation.eye(DType.FLOAT64, 3);
        assertThatThrownBy(() -> KernelAlignment.of(k, Tensor.of(1.0)))
                .isInstanceOf(ShapeException.class)
                .message()
                .startsWith("kernel alignment: f64[3,3] and f64[] at KernelsTest.java:")
                .endsWith("; expected two square matrices of one extent");
        assertThatThrownBy(() -> KernelAlignment.withTargets(k, Tensor.of(1.0, 2.0)))
                .message()
                .startsWith("kernel alignment: a kernel f64[3,3] and targets f64[2] at KernelsTest.java:")
                .endsWith("; expected 3 targets, or a matrix" + " of 3 rows");
        assertThatThrownBy(() -> ReluNtk.of(k, Tensor.zeros(3, 2)))
                .message()
                .startsWith("ReluNtk: f64[3,3] and f32[3,2] at KernelsTest.java:")
                .endsWith("; expected an input a row, both with as many columns");
        assertThatThrownBy(() -> Ntk.of(F, SmallNet.of(DType.FLOAT64), Tensor.scalar(1)))
                .hasMessage("Ntk: expected inputs along the first axis, given f64[]");
    }
}
