package dev.costate.lab.plot;

import java.util.HexFormat;

/// A row of colours that values are mapped to.
public enum ColourMap {
    /// From dark violet over green to yellow, evenly in perceived lightness, in print without colour too.
    ///
    /// The map of S. van der Walt and N. Smith (matplotlib, 2015; CC0), every fifth of its 256 colours.
    VIRIDIS(("44015446085c471063481769481d6f482475472a7a46307e453781433d844142873f48893d4e8a"
            + "3a538b38598c355e8d33638d31688e2e6d8e2c718e2a768e297b8e27808e25848e23898e218e8d"
            + "20928c1f978b1e9c891fa18821a58524aa8328ae802eb37c35b7793dbc7446c06f50c46a5ac864"
            + "65cb5e70cf577cd25089d54895d840a2da37b0dd2fbddf26cae11fd8e219e5e419f1e51dfde725")),

    /// From blue over white to red, for values of both signs: equally deep at both ends.
    ///
    /// Straight lines in Oklab (B. Ottosson, 2020) from lightness 0.40 at the ends to white, so that each half is
    /// even in perceived lightness.
    BLUE_RED(Oklab.divergingTable(51, 255, 25)),

    /// From white to black.
    GREYS("ffffff1a1a1a");

    @SuppressWarnings("ImmutableEnumChecker") // written by the constructor only
    private final int[] table;

    ColourMap(String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        table = new int[bytes.length / 3];
        for (var i = 0; i < table.length; i++) {
            table[i] = (bytes[3 * i] & 0xFF) << 16 | (bytes[3 * i + 1] & 0xFF) << 8 | (bytes[3 * i + 2] & 0xFF);
        }
    }

    /// Whether the middle of the map stands for zero.
    public boolean isDiverging() {
        return this == BLUE_RED;
    }

    /// The colour at a fraction from 0 to 1 of the map; fractions beyond have the colour of the end.
    ///
    /// @throws IllegalArgumentException if `fraction` is NaN
    public Colour at(double fraction) {
        if (Double.isNaN(fraction)) {
            throw new IllegalArgumentException("a colour map has no colour for NaN");
        }
        var position = Math.clamp(fraction, 0, 1) * (table.length - 1);
        var index = Math.min((int) position, table.length - 2);
        var part = position - index;
        return new Colour(
                mix(table[index] >> 16, table[index + 1] >> 16, part),
                mix(table[index] >> 8, table[index + 1] >> 8, part),
                mix(table[index], table[index + 1], part));
    }

    private static int mix(int from, int to, double part) {
        return (int) Math.round((from & 0xFF) + part * ((to & 0xFF) - (from & 0xFF)));
    }
}
