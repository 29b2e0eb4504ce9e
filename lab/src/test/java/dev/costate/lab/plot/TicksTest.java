package dev.costate.lab.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicksTest {
    static Stream<Arguments> rangesAndLabels() {
        var symlog = Scale.symlog(1e-2);
        return Stream.of(
                Arguments.of(Scale.LINEAR, 0, 1, 5, "0 0.2 0.4 0.6 0.8 1.0"),
                Arguments.of(Scale.LINEAR, -1, 1, 5, "−1.0 −0.5 0 0.5 1.0"),
                Arguments.of(Scale.LINEAR, 0, 1, 4, "0 0.25 0.50 0.75 1.00"),
                Arguments.of(Scale.LINEAR, 0, 10, 4, "0 5 10"),
                Arguments.of(Scale.LINEAR, -3, 507, 5, "0 200 400"),
                Arguments.of(Scale.LINEAR, 0, 60_000, 6, "0 10,000 20,000 30,000 40,000 50,000 60,000"),
                Arguments.of(Scale.LINEAR, 0, 3e-7, 3, "0 1×10⁻⁷ 2×10⁻⁷ 3×10⁻⁷"),
                Arguments.of(Scale.LINEAR, 0, 2e7, 4, "0 0.5×10⁷ 1.0×10⁷ 1.5×10⁷ 2.0×10⁷"),
                Arguments.of(Scale.LINEAR, 1000.001, 1000.003, 2, "1000.001 1000.002 1000.003"),
                Arguments.of(Scale.LOG, -2, 2, 10, "0.01 0.1 1 10 100"),
                Arguments.of(Scale.LOG, -6, 0, 10, "10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³ 10⁻² 10⁻¹ 10⁰"),
                Arguments.of(Scale.LOG, -12, 0, 4, "10⁻¹² 10⁻⁸ 10⁻⁴ 10⁰"),
                Arguments.of(Scale.LOG, -324, 0, 6, "10⁻³⁰⁰ 10⁻²⁰⁰ 10⁻¹⁰⁰ 10⁰"),
                Arguments.of(Scale.LOG, -90, -1, 8, "10⁻⁸⁰ 10⁻⁶⁰ 10⁻⁴⁰ 10⁻²⁰"),
                Arguments.of(Scale.LOG, 0.1, 1.2, 10, "2 5 10"),
                Arguments.of(Scale.LOG, 0.42, 0.5, 4, "2.8 3.0"),
                Arguments.of(Scale.LOG, 6.5, 7.4, 10, "5×10⁶ 10⁷ 2×10⁷"),
                Arguments.of(symlog, symlog.place(-10), symlog.place(10), 12, "−10 −1 −0.1 −0.01 0 0.01 0.1 1 10"),
                Arguments.of(symlog, symlog.place(0), symlog.place(1), 12, "0 0.01 0.1 1"),
                Arguments.of(symlog, symlog.place(-1e6), symlog.place(1e6), 6, "−10⁶ −10³ −10⁰ 0 10⁰ 10³ 10⁶"));
    }

    @ParameterizedTest
    @MethodSource("rangesAndLabels")
    void labels(Scale scale, double low, double high, int most, String labels) {
        var ticks = Ticks.of(scale, low, high, most).stream()
                .filter(Tick::isMajor)
                .sorted(Comparator.comparingDouble(Tick::place))
                .map(Tick::label);
        assertThat(String.join(" ", ticks.toList())).isEqualTo(labels);
    }

    @Test
    void namesStandInPlaceOfNumbers() {
        var axis = Plot.of("").namesX("w1", "w2", "b").xAxis();

        assertThat(Ticks.of(axis, -0.4, 2.4, 2))
                .containsExactly(new Tick(0, "w1"), new Tick(1, "w2"), new Tick(2, "b"));
        assertThat(Ticks.of(axis.scaled(Scale.LINEAR), 0.5, 1.5, 5)).containsExactly(new Tick(1, "w2"));
        assertThat(Ticks.of(Plot.of("").namesX("w1", "", "b").xAxis(), 0, 2, 5))
                .extracting(Tick::label)
                .containsExactly("w1", "b");
    }

    @Test
    void aDecadeHasItsNineMarks() {
        var ticks = Ticks.of(Scale.LOG, 0, 2, 10);
        assertThat(ticks.stream().filter(tick -> !tick.isMajor()).map(Tick::place))
                .hasSize(16)
                .contains(Math.log10(2), Math.log10(90));
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 100, 300})
    void marksDoNotCrowdOverHundredsOfDecades(int decades) {
        var symlog = Scale.symlog(Math.pow(10, -decades));

        assertThat(Ticks.of(Scale.LOG, -decades, 0, 6)).hasSizeLessThan(50);
        assertThat(Ticks.of(symlog, symlog.place(-1), symlog.place(1), 6)).hasSizeLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-320, 1e-310, Double.MIN_NORMAL, 1e-300})
    void theLeastLinearPartsHaveTicksWithBounds(double linear) {
        var symlog = Scale.symlog(linear);
        for (var value : new double[] {1e-200, 1, 1e200, Double.MAX_VALUE}) {
            // the greatest number may come back as infinite
            if (value < Double.MAX_VALUE) {
                assertThat(symlog.value(symlog.place(value))).isCloseTo(value, within(1e-10 * value));
            }
            var reach = 1.04 * symlog.place(value);
            var ticks = Ticks.of(symlog, -reach, reach, 6);
            assertThat(ticks).hasSizeLessThan(100).allMatch(tick -> Math.abs(tick.place()) <= reach);
            assertThat(labels(ticks)).contains("0").hasSizeBetween(3, 9).doesNotHaveDuplicates();
        }
    }

    @Test
    void anyLinearRangeHasAFewRoundNumbersInsideIt() {
        var random = new SplittableRandom(5);
        for (var i = 0; i < 2000; i++) {
            var low = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-8, 9));
            var high = low + random.nextDouble(0.01, 1) * Math.pow(10, random.nextInt(-3, 9));
            var most = random.nextInt(2, 12);
            var ticks = Ticks.of(Scale.LINEAR, low, high, most);
            var slack = 1e-6 * (high - low);
            assertThat(ticks).allMatch(tick -> tick.place() >= low - slack && tick.place() <= high + slack);
            assertThat(ticks).hasSizeBetween(2, Math.max(5, most + 1));
            assertThat(labels(ticks)).doesNotHaveDuplicates();
        }
    }

    @Test
    void anyLogarithmicRangeHasAtLeastTwoLabelsWithinADecadeOrMore() {
        var random = new SplittableRandom(6);
        for (var i = 0; i < 2000; i++) {
            var low = random.nextDouble(-20, 20);
            var high = low + random.nextDouble(0.05, 30);
            var ticks = Ticks.of(Scale.LOG, low, high, random.nextInt(4, 12));
            assertThat(ticks).allMatch(tick -> tick.place() >= low - 1e-6 && tick.place() <= high + 1e-6);
            assertThat(labels(ticks))
                    .as("from 10^%s to 10^%s", low, high)
                    .hasSizeBetween(2, 14)
                    .doesNotHaveDuplicates();
        }
    }

    private static List<String> labels(List<Tick> ticks) {
        return ticks.stream().filter(Tick::isMajor).map(Tick::label).toList();
    }
}
