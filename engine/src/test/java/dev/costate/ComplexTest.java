package dev.costate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.costate.graph.Array;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComplexTest {
    private final Complex z = Complex.of(new double[] {1.5, 0, -1}, new double[] {-2, 1, 0});
    private final Complex w = Complex.of(3, 4);

    @Test
    void isMadeOfPartsThatAreBroadcastAndPromoted() {
        Complex c = Complex.of(Tensor.of(1f, 2f), Tensor.scalar(3));
        assertThat(c.type()).isEqualTo(Type.of(DType.FLOAT64, 2));
        assertThat(c).hasToString("complex f64[2] {1+3i, 2+3i}");
        assertThat(Complex.of(Tensor.of(1, 2), Tensor.of(3L, 4L))).hasToString("complex f32[2] {1+3i, 2+4i}");
        assertThat(Complex.real(Tensor.of(1, -2))).hasToString("complex f32[2] {1+0i, -2+0i}");
        assertThat(Complex.real(Tensor.of(1, -2)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Complex.polar(2, Math.PI / 6)).hasToString("complex f64[] 1.732051+1.0i");
        assertThat(Complex.polar(Tensor.of(1.0, 2), Tensor.scalar(0))).hasToString("complex f64[2] {1+0i, 2+0i}");
        assertThat(z.shape()).isEqualTo(Shape.of(3));
    }

    @Test
    void refusesPartsThatDoNotGoTogether() {
        assertThatExceptionOfType(DTypeException.class)
                .isThrownBy(() -> new Complex(Tensor.of(1f, 2f), Tensor.of(1.0, 2)))
                .withMessageStartingWith(
                        "complex: the parts f32[2] and f64[2] are not of one floating dtype at ComplexTest")
                .withMessageEndingWith("; Complex.of(re, im) converts them");
        assertThatExceptionOfType(DTypeException.class)
                .isThrownBy(() -> new Complex(Tensor.of(1, 2), Tensor.of(1, 2)))
                .withMessageStartingWith("complex: the parts i32[2] and i32[2] are not of one floating dtype");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Complex.of(new double[2], new double[3]))
                .withMessageStartingWith("complex: the parts f64[2] and f64[3] differ at ComplexTest");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> Complex.of(Tensor.zeros(2), Tensor.zeros(3)))
                .withMessageStartingWith("complex: shapes do not broadcast: f32[2] and f32[3]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> z.add(Complex.of(new double[2], new double[2])))
                .withMessageStartingWith("add: shapes do not broadcast: f64[3] and f64[2]");
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> z.adjoint())
                .withMessageStartingWith("swapAxes: f64[3] has no axis -2 at ComplexTest");
    }

    @Test
    void computes() {
        shows(z.add(w), "{4.5+2i, 3+5i, 2+4i}");
        shows(z.sub(w), "{-1.5-6i, -3-3i, -4-4i}");
        shows(z.mul(w), "{12.5+0i, -4+3i, -3-4i}");
        shows(z.div(w), "{-0.14-0.48i, 0.16+0.12i, -0.12+0.16i}");
        shows(z.neg(), "{-1.5+2i, -0-1i, 1-0i}");
        shows(z.conj(), "{1.5+2i, 0-1i, -1-0i}");
        shows(z.timesI(), "{2+1.5i, -1+0i, -0-1i}");
        shows(z.square(), "{-1.75-6i, -1+0i, 1-0i}");
        shows(w.reciprocal(), "0.12-0.16i");
        shows(w.sqrt(), "2+1i");
        shows(w.pow(3), "-117+44i");
        shows(w.pow(-1), "0.12-0.16i");
        shows(w.pow(0), "1+0i");
        shows(w.pow(0.5), "2+1i");
        assertThat(z.abs()).hasToString("f64[3] {2.5, 1, 1}");
        assertThat(z.absSquared()).hasToString("f64[3] {6.25, 1, 1}");
        assertThat(z.arg().toDoubles()).containsExactly(Math.atan2(-2, 1.5), Math.PI / 2, Math.PI);
        assertThat(z.eq(Complex.of(0, 1)).toBooleans()).containsExactly(false, true, false);
    }

    @Test
    void takesRealOperandsAsThemselves() {
        Tensor t = Tensor.of(2.0, 4, 0);
        shows(z.add(t), "{3.5-2i, 4+1i, -1+0i}");
        shows(z.sub(t), "{-0.5-2i, -4+1i, -1+0i}");
        shows(z.mul(t), "{3-4i, 0+4i, -0+0i}");
        shows(z.div(t), "{0.75-1i, 0+0.25i, -Infinity+NaNi}");
        shows(z.add(2).sub(1).mul(2).div(4), "{1.25-1i, 0.5+0.5i, 0+0i}");
        // The imaginary part follows in shape and dtype, though nothing is added to it.
        shows(w.add(t), "{5+4i, 7+4i, 3+4i}");
        Complex single = Complex.real(Tensor.ones(1));
        assertThat(single.add(t).type()).isEqualTo(Type.of(DType.FLOAT64, 3));
        assertThat(single.mul(0.1).type()).isEqualTo(Type.of(DType.FLOAT32, 1));
        assertThat(single.mul(z).type()).isEqualTo(Type.of(DType.FLOAT64, 3));
        assertThat(single.div(z).type()).isEqualTo(Type.of(DType.FLOAT64, 3));
    }

    /// An infinity times a real 0, were it taken as complex, would make NaNs.
    @Test
    void keepsInfinitiesFromRealOperands() {
        Complex infinite = Complex.of(Double.POSITIVE_INFINITY, 1);
        shows(infinite.mul(2), "Infinity+2i");
        shows(infinite.mul(Tensor.scalar(-1)), "-Infinity-1i");
        shows(infinite.div(2), "Infinity+0.5i");
        shows(w.div(infinite), "0+0i");
        shows(w.div(Complex.of(0, 0)), "Infinity+Infinityi");
        shows(Complex.of(1, 0).div(Complex.of(-0.0, 0)), "-Infinity+NaNi");
        shows(Complex.of(0, 0).reciprocal(), "Infinity+NaNi");
        shows(Complex.of(0, 0).pow(0.5), "0+0i");
        shows(Complex.of(0, 0).pow(-0.5), "Infinity-0i");
    }

    @Test
    void reducesAndMultipliesMatrices() {
        Complex m = Complex.of(Tensor.of(new double[][] {{1, 2}, {3, 4}}), Tensor.of(new double[][] {{0, -1}, {1, 0}}));
        shows(m.sum(), "10+0i");
        shows(m.sum(0), "{4+1i, 6-1i}");
        shows(m.mean(1), "{1.5-0.5i, 3.5+0.5i}");
        shows(m.adjoint(), "{{1-0i, 3-1i}, {2+1i, 4-0i}}");
        shows(m.transpose(), "{{1+0i, 3+1i}, {2-1i, 4+0i}}");
        shows(m.matmul(m.adjoint()), "{{6+0i, 11-5i}, {11+5i, 26+0i}}");
        shows(m.matmul(Tensor.of(1.0, 10)), "{21-10i, 43+1i}");
        shows(m.get(1), "{3+1i, 4+0i}");
        shows(m.get(":, -1"), "{2-1i, 4+0i}");
        shows(m.reshape(-1), "{1+0i, 2-1i, 3+1i, 4+0i}");
        shows(Tree.map(m, t -> t.flip(0)), "{{3+1i, 4+0i}, {1+0i, 2-1i}}");
        assertThat(m.to(DType.FLOAT32).type()).isEqualTo(Type.of(DType.FLOAT32, 2, 2));
    }

    /// The roots of unity sum to 0, and their powers are each other.
    @Test
    void turnsRoundTheUnitCircle() {
        double[] angles = {0, 2 * Math.PI / 5, 4 * Math.PI / 5, -4 * Math.PI / 5, -2 * Math.PI / 5};
        Complex roots = Complex.polar(Tensor.scalar(1), Tensor.of(angles));
        assertThat(roots.sum().abs().item()).isEqualTo(0, within(1e-15));
        assertThat(roots.pow(5).sub(1).abs().max().item()).isLessThan(3e-15);
        assertThat(roots.log().im().toDoubles()).containsExactly(angles, within(1e-15));
        assertThat(roots.log().re().toDoubles()).containsExactly(new double[5], within(2e-16));
        assertThat(roots.log().exp().sub(roots).abs().max().item()).isLessThan(3e-16);
        assertThat(roots.sqrt().square().sub(roots).abs().max().item()).isLessThan(5e-16);
        Complex i = roots.timesI();
        assertThat(i.sin().square().add(i.cos().square()).sub(1).abs().max().item())
                .isLessThan(2e-15);
        assertThat(roots.cosh()
                        .square()
                        .sub(roots.sinh().square())
                        .sub(1)
                        .abs()
                        .max()
                        .item())
                .isLessThan(2e-15);
        assertThat(roots.sinh().div(roots.cosh()).sub(roots.tanh()).abs().max().item())
                .isLessThan(1e-15);
    }

    @Test
    void emptyOnesAreAllowed() {
        Complex none = Complex.real(Tensor.zeros(0, 2));
        for (Complex c : List.of(none.mul(none), none.div(none), none.sqrt(), none.exp(), none.pow(0.3), none.tanh())) {
            assertThat(c.type()).isEqualTo(Type.of(DType.FLOAT32, 0, 2));
        }
        shows(none.sum(), "0+0i");
    }

    @Test
    void isATreeWhosePartsHavePaths() {
        assertThat(Tree.paths(z)).containsExactly("re", "im");
        Complex back = Tree.unflatten(Tree.flatten(z).structure(), Tree.leaves(z));
        assertThat(back.re().identical(z.re())).isTrue();
        assertThat(Array.wrap(Type.of(DType.FLOAT64, 3), back.im().toDoubles()))
                .isEqualTo(Array.wrap(Type.of(DType.FLOAT64, 3), new double[] {-2, 1, 0}));
    }

    private static void shows(Complex c, String values) {
        String text = c.toString();
        assertThat(text.substring(text.indexOf(']') + 2)).isEqualTo(values);
    }
}
