package dev.costate.lab.plot;

import java.util.List;

/// A colour, as red, green and blue from 0 to 255.
///
/// The named ones are the palette of Okabe and Ito (Color Universal Design, 2008), which readers with any of the
/// common forms of colour blindness can tell apart.
public record Colour(int red, int green, int blue) {
    public static final Colour BLUE = new Colour(0x00, 0x72, 0xB2);
    public static final Colour VERMILLION = new Colour(0xD5, 0x5E, 0x00);
    public static final Colour GREEN = new Colour(0x00, 0x9E, 0x73);
    public static final Colour PURPLE = new Colour(0xCC, 0x79, 0xA7);
    public static final Colour ORANGE = new Colour(0xE6, 0x9F, 0x00);
    public static final Colour SKY = new Colour(0x56, 0xB4, 0xE9);
    public static final Colour YELLOW = new Colour(0xF0, 0xE4, 0x42);
    public static final Colour BLACK = new Colour(0x1A, 0x1A, 0x1A);
    public static final Colour GREY = new Colour(0x80, 0x80, 0x80);
    public static final Colour WHITE = new Colour(0xFF, 0xFF, 0xFF);

    // yellow comes last: a thin yellow line on white paper is hard to see
    private static final List<Colour> SERIES = List.of(BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, BLACK, YELLOW);

    /// How many different colours [#series] has.
    public static final int SERIES_SIZE = SERIES.size();

    /// Checks its arguments.
    ///
    /// @throws IllegalArgumentException if a part is not from 0 to 255
    public Colour {
        if (((red | green | blue) & ~0xFF) != 0) {
            throw new IllegalArgumentException(
                    "colour (%d, %d, %d): each part is from 0 to 255".formatted(red, green, blue));
        }
    }

    /// The colour of the series with this index, counted from 0 and starting over after [#SERIES_SIZE].
    public static Colour series(int index) {
        return SERIES.get(Math.floorMod(index, SERIES.size()));
    }

    /// The colour written as `#0072B2`.
    public String hex() {
        return "#%02X%02X%02X".formatted(red, green, blue);
    }
}
