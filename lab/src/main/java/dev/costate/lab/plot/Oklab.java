package dev.costate.lab.plot;

/// Colours in Oklab, a space in which equal distances look equally different (B. Ottosson, "A perceptual color
/// space for image processing", 2020). The matrices are that page's.
final class Oklab {
    private static final double END_LIGHTNESS = 0.40;
    private static final double MOST_CHROMA = 0.155;

    private Oklab() {}

    /// A table of `size` colours, in hexadecimal, from one hue over white to another.
    ///
    /// @param size an odd number of colours
    /// @param firstHue the hue of the first colour in degrees
    /// @param lastHue the hue of the last colour in degrees
    static String divergingTable(int size, double firstHue, double lastHue) {
        var table = new StringBuilder();
        var middle = size / 2;
        for (var i = 0; i < size; i++) {
            var depth = Math.abs(i - middle) / (double) middle;
            var hue = Math.toRadians(i < middle ? firstHue : lastHue);
            var lightness = 1 - depth * (1 - END_LIGHTNESS);
            // past its crest at 0.8 of the way dark colours have less chroma, or a screen could not show them
            var chroma = MOST_CHROMA * Math.sin(0.62 * Math.PI * depth);
            table.append("%06x".formatted(rgb(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue))));
        }
        return table.toString();
    }

    private static int rgb(double lightness, double a, double b) {
        var l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        var m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        var s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) << 16
                | channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) << 8
                | channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    }

    private static double cube(double value) {
        return value * value * value;
    }

    /// A part of linear light as a part of sRGB from 0 to 255 (IEC 61966-2-1).
    private static int channel(double linear) {
        var light = Math.clamp(linear, 0, 1);
        var encoded = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * encoded);
    }
}
