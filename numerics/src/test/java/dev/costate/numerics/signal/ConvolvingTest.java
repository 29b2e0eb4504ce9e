package dev.costate.numerics.signal;

import static dev.costate.numerics.EveryRule.near;
import static dev.costate.numerics.EveryRule.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.numerics.EveryRule;
import dev.costate.numerics.NumberFile;
import dev.costate.numerics.Refusal;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Values are SciPy's (`signal_goldens.py`).
class ConvolvingTest {
    private static final NumberFile SCIPY = NumberFile.read("signal");

    static Stream<Arguments> lengths() {
        return Stream.of("9 4", "9 5", "4 9", "5 9", "6 6", "1 3", "7 1")
                .flatMap(pair -> Stream.of(Extent.values()).map(e -> Arguments.of(pair, e)));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void placesAreThoseOfSciPy(String lengths, Extent extent) {
        String[] both = lengths.split(" ", -1);
        Tensor a = wave(0.3, Integer.parseInt(both[0]));
        Tensor b = wave(0.9, Integer.parseInt(both[1]));
        String name = " " + lengths + " " + extent.name().toLowerCase(Locale.ROOT);
        double[] convolved = SCIPY.row("convolve" + name);
        near(Convolving.convolve(a, b, extent, ConvolutionMethod.DIRECT), convolved, 1e-14);
        near(Convolving.convolve(a, b, extent, ConvolutionMethod.FOURIER), convolved, 1e-14);
        near(Convolving.correlate(a, b, extent), SCIPY.row("correlate" + name), 1e-14);
    }

    @ParameterizedTest
    @EnumSource
    void methodsAgreeOnManyMembers(Extent extent) {
        Tensor a = wave(0.3, 3, 1, 40);
        Tensor b = wave(0.9, 2, 11);
        Tensor direct = Convolving.convolve(a, b, extent, ConvolutionMethod.DIRECT);
        assertThat(direct.shape().toString()).startsWith("[3,2,");
        near(Convolving.convolve(a, b, extent, ConvolutionMethod.FOURIER), direct, 1e-13);
        near(direct.get(2, 1), Convolving.convolve(a.get(2, 0), b.get(1), extent), 1e-14);
        near(
                Convolving.convolve(b.get(1), a, extent, ConvolutionMethod.DIRECT),
                Convolving.convolve(b.get(1), a, extent, ConvolutionMethod.FOURIER),
                1e-13);
    }

    @ParameterizedTest
    @EnumSource
    void obeyEveryRule(ConvolutionMethod method) {
        Tensor kernel = wave(0.9, 5);
        EveryRule.holds(x -> Convolving.convolve(x, kernel.to(x.dtype()), Extent.SAME, method), wave(0.3, 2, 24));
        EveryRule.holds(
                x -> Convolving.convolve(x, x.mul(2), Extent.FULL, method).mul(0.1), wave(0.3, 24));
    }

    @Test
    void theCheaperMethodDependsOnTheLengths() {
        assertThat(ConvolutionMethod.CHEAPER.isDirect(100_000, 10, 100_000)).isTrue();
        assertThat(ConvolutionMethod.CHEAPER.isDirect(100_000, 50_000, 100_000)).isFalse();
    }

    @Test
    void movingAverages() {
        near(Convolving.movingAverage(Tensor.of(1.0, 2.0, 6.0, 4.0), 2, 0), new double[] {1.5, 4, 5}, 1e-15);
        assertThat(Convolving.movingAverage(wave(0, 2, 7, 3), 3, 1).shape()).hasToString("[2,5,3]");
        EveryRule.holds(x -> Convolving.movingAverage(x, 4, -1), wave(0.3, 2, 24));
        assertThatThrownBy(() -> Convolving.movingAverage(wave(0, 3), 4, 0))
                .isInstanceOf(ShapeException.class)
                .extracting(Refusal::text)
                .isEqualTo("movingAverage: a width of 4 for axis 0 of f64[3] at HERE; it is from 1 to 3");
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> Convolving.convolve(wave(0, 3), Tensor.scalar(1), Extent.FULL))
                .isInstanceOf(ShapeException.class)
                .extracting(Refusal::text)
                .isEqualTo("convolve: an operand is f64[] at HERE; give it a last axis with a number or more");
        assertThatThrownBy(() -> Convolving.convolve(wave(0, 2, 4), wave(0, 3, 4), Extent.FULL))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("convolve");
    }
}
