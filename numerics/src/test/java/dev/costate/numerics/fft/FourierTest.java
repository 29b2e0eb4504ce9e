package dev.costate.numerics.fft;

import static dev.costate.numerics.EveryRule.near;
import static dev.costate.numerics.EveryRule.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.ArgumentException;
import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.numerics.EveryRule;
import dev.costate.numerics.NumberFile;
import dev.costate.numerics.Refusal;
import dev.costate.ops.Layout;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values are NumPy's (`fft_goldens.py`), to 15 digits after the point.
class FourierTest {
    private static final NumberFile NUMPY = NumberFile.read("fft");

    private static Complex waves(int... dims) {
        return new Complex(wave(0.3, dims), wave(0.9, dims));
    }

    private static Tensor parts(Complex z) {
        return Layout.concat(List.of(z.re().flatten(), z.im().flatten()), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 12, 30, 64, 67, 72, 131})
    void transformsAreThoseOfNumPy(int n) {
        near(parts(Fourier.fft(waves(n))), NUMPY.row("fft " + n), 4e-15);
        near(parts(Fourier.ifft(waves(n))), NUMPY.row("ifft " + n), 4e-15);
        near(parts(Fourier.rfft(wave(0.3, n))), NUMPY.row("rfft " + n), 4e-15);
        near(Fourier.irfft(waves(n / 2 + 1), n), NUMPY.row("irfft " + n), 4e-15);
    }

    @Test
    void goAlongAnyAxis() {
        Complex box = waves(2, 6, 3);
        near(parts(Fourier.fft(box, 1)), NUMPY.row("fft axis 1"), 4e-15);
        near(parts(Fourier.ifft(Fourier.fft(box, 1), -2)), parts(box), 4e-15);
        near(parts(Fourier.rfft(box.re(), 1)), NUMPY.row("rfft axis 1"), 4e-15);
        near(Fourier.irfft(box, 10, 1), NUMPY.row("irfft axis 1"), 4e-15);
        assertThat(Fourier.rfft(box.re(), 0).shape()).hasToString("[2,6,3]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7})
    void frequenciesAndShiftsAreThoseOfNumPy(int n) {
        near(Fourier.frequencies(DType.FLOAT64, n, 0.25), NUMPY.row("frequencies " + n), 1e-15);
        near(Fourier.realFrequencies(DType.FLOAT64, n, 0.25), NUMPY.row("realFrequencies " + n), 1e-15);
        near(Fourier.shift(wave(0.3, n), 0), NUMPY.row("shift " + n), 1e-15);
        near(Fourier.unshift(wave(0.3, n), 0), NUMPY.row("unshift " + n), 1e-15);
        near(parts(Fourier.unshift(Fourier.shift(waves(n), 0), 0)), parts(waves(n)), 0);
    }

    /// One matrix, two, three, and the chirps of a prime; each as the sum that defines it at a few frequencies.
    @ParameterizedTest
    @ValueSource(ints = {1024, 4096, 46_656, 9973, 2 * 257})
    void longTransformsAreAccurate(int n) {
        Tensor re = Random.normal(Key.of(1), DType.FLOAT64, dev.costate.Shape.of(n));
        Tensor im = Random.normal(Key.of(2), DType.FLOAT64, dev.costate.Shape.of(n));
        Complex x = new Complex(re, im);
        Complex y = Fourier.fft(x);
        double size = Math.sqrt(x.absSquared().sum().item());
        for (int k : new int[] {0, 1, n / 3, n - 1}) {
            Complex turns = RootsOfUnity.table(n, 1, n, (_, j) -> (long) j * k).as(DType.FLOAT64);
            Complex expected = x.mul(turns).sum();
            assertThat(y.get(k).sub(expected).abs().item()).isLessThan(2e-15 * Math.sqrt(n) * size);
        }
        double back = Fourier.ifft(y).sub(x).absSquared().sum().item();
        assertThat(Math.sqrt(back) / size).isLessThan(2e-15);
        // Parseval
        assertThat(y.absSquared().sum().item() / n / (size * size))
                .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 30, 96, 67})
    void obeyEveryRule(int n) {
        Fn1<Tensor, Tensor> complex =
                t -> parts(Fourier.fft(new Complex(t.get(0), t.get(1)))).mul(1 / Math.sqrt(n));
        EveryRule.holds(complex, Layout.stack(List.of(wave(0.3, n), wave(0.9, n)), 0));
        EveryRule.holds(t -> parts(Fourier.rfft(t)).mul(1 / Math.sqrt(n)), wave(0.3, n));
        Fn1<Tensor, Tensor> real =
                t -> Fourier.irfft(new Complex(t.get(0), t.get(1)), n).mul(Math.sqrt(n));
        EveryRule.holds(real, Layout.stack(List.of(wave(0.3, n / 2 + 1), wave(0.9, n / 2 + 1)), 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 1000, 1024, 4096})
    void areCompiledToVectorCode(int n) {
        var compiled = dev.costate.Costate.jit((Complex z) -> Fourier.fft(z)).compile(waves(n));
        assertThat(compiled.fallbacks()).isEmpty();
    }

    @Test
    void ofNoMembersThereAreNone() {
        assertThat(Fourier.rfft(Tensor.zeros(0, 6)).shape()).hasToString("[0,4]");
    }

    @Test
    void tablesAreKeptAcrossTraces() {
        var first = dev.costate.Costate.jit((Tensor t) -> Fourier.rfft(t).re());
        Tensor x = wave(0.3, 210);
        Tensor y = first.apply(x);
        near(Fourier.rfft(x).re(), y, 1e-14);
        assertThat(Transforms.of(105, DType.FLOAT64)).isSameAs(Transforms.of(105, DType.FLOAT64));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> Fourier.fft(waves(2, 0)))
                .isInstanceOf(ShapeException.class)
                .extracting(Refusal::text)
                .isEqualTo("fft: axis -1 of f64[2,0] is empty at HERE; give a number or more");
        assertThatThrownBy(() -> Fourier.fft(waves(3), 1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Fourier.irfft(waves(4), 9))
                .isInstanceOf(ShapeException.class)
                .extracting(Refusal::text)
                .isEqualTo(
                        "irfft: 4 frequencies of 9 real numbers in complex f64[4] at HERE; 9 numbers have 5 of them, and 6 or"
                                + " 7 numbers have 4");
        assertThatThrownBy(() -> Fourier.irfft(waves(1), 0)).isInstanceOf(ArgumentException.class);
        assertThatThrownBy(() -> Fourier.frequencies(DType.FLOAT64, 4, 0))
                .isInstanceOf(ArgumentException.class)
                .extracting(Refusal::text)
                .isEqualTo("frequencies: 4 numbers with a spacing of 0.0 at HERE; both are positive and finite");
    }
}
