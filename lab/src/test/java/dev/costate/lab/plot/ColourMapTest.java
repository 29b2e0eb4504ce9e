package dev.costate.lab.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourMapTest {
    /// Entries 0, 64, 128, 191 and 255 of matplotlib's table, to the level or two that interpolation costs.
    @ParameterizedTest
    @CsvSource({"0, 68, 1, 84", "64, 59, 82, 139", "128, 33, 145, 140", "191, 92, 200, 99", "255, 253, 231, 37"})
    void viridisIsMatplotlibs(int entry, int red, int green, int blue) {
        var colour = ColourMap.VIRIDIS.at(entry / 255.0);
        assertThat(colour.red()).isCloseTo(red, within(2));
        assertThat(colour.green()).isCloseTo(green, within(2));
        assertThat(colour.blue()).isCloseTo(blue, within(2));
    }

    @Test
    void viridisBrightensAllTheWay() {
        for (var i = 1; i <= 200; i++) {
            assertThat(luminance(ColourMap.VIRIDIS.at(i / 200.0)))
                    .isGreaterThan(luminance(ColourMap.VIRIDIS.at((i - 1) / 200.0)));
        }
    }

    @Test
    void blueAndRedAreEquallyDeepAroundWhite() {
        var map = ColourMap.BLUE_RED;
        assertThat(map.at(0.5)).isEqualTo(Colour.WHITE);
        assertThat(map.at(0).blue()).isGreaterThan(map.at(0).red() + 100);
        assertThat(map.at(1).red()).isGreaterThan(map.at(1).blue() + 100);
        for (var i = 0; i <= 50; i++) {
            var blue = lightness(map.at(0.5 - i / 100.0));
            var red = lightness(map.at(0.5 + i / 100.0));
            assertThat(blue).as("at %d", i).isCloseTo(red, within(6.0));
        }
    }

    @Test
    void beyondTheEndsIsTheEnd() {
        assertThat(ColourMap.GREYS.at(-3)).isEqualTo(Colour.WHITE);
        assertThat(ColourMap.GREYS.at(7)).isEqualTo(new Colour(0x1A, 0x1A, 0x1A));
        assertThatThrownBy(() -> ColourMap.GREYS.at(Double.NaN)).hasMessage("a colour map has no colour for NaN");
    }

    @Test
    void theScaleCoversTheDataOrIsSymmetric() {
        var values = Values.of(-1, Double.NaN, 4);
        assertThat(ColourScale.of(ColourBar.of("z"), values).span()).isEqualTo(new Span(-1, 4));
        assertThat(ColourScale.of(ColourBar.diverging("z"), values).span()).isEqualTo(new Span(-4, 4));
        assertThat(ColourScale.of(ColourBar.of("z").log(), values).of(-1)).isEqualTo(Theme.MISSING);
        assertThat(ColourScale.of(ColourBar.of("z").range(0, 1), values).of(9))
                .isEqualTo(Theme.paint(ColourMap.VIRIDIS.at(1), 1));
    }

    /// Relative luminance (IEC 61966-2-1).
    private static double luminance(Colour colour) {
        return 0.2126 * linear(colour.red()) + 0.7152 * linear(colour.green()) + 0.0722 * linear(colour.blue());
    }

    /// CIE 1976 L*.
    private static double lightness(Colour colour) {
        return 116 * Math.cbrt(luminance(colour)) - 16;
    }

    private static double linear(int channel) {
        var part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
