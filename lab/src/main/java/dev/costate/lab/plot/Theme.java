package dev.costate.lab.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Stroke;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The look of all plots: typefaces, strokes and greys.
///
/// The typeface is DejaVu Sans Condensed 2.37 from the class path, so that a plot looks the same on every machine,
/// one without any fonts included, and has the signs of mathematics.
final class Theme {
    static final String FAMILY = "DejaVu Sans Condensed";

    /// The families an SVG asks for, best first.
    static final String FAMILIES = "'" + FAMILY + "', 'DejaVu Sans', Verdana, Helvetica, Arial, sans-serif";

    static final Color INK = new Color(0x26, 0x26, 0x26);
    static final Color QUIET_INK = new Color(0x5C, 0x5C, 0x5C);
    static final Color AXIS = new Color(0x59, 0x59, 0x59);
    static final Color GRID = new Color(0xE6, 0xE6, 0xE6);
    static final Color MISSING = new Color(0xE0, 0xE0, 0xE0);
    static final Color PAPER = Color.WHITE;

    static final Font TITLE;
    static final Font PANEL_TITLE;
    static final Font SUBTITLE;
    static final Font AXIS_LABEL;
    static final Font TICK;
    static final Font LEGEND;
    static final Font ANNOTATION;

    static final Stroke AXIS_STROKE = new BasicStroke(0.8f);
    static final Stroke GRID_STROKE = new BasicStroke(0.6f);

    static {
        var regular = load("DejaVuSansCondensed.ttf");
        var bold = load("DejaVuSansCondensed-Bold.ttf");
        // the style is for the SVG: the outlines are bold already
        TITLE = bold.deriveFont(Font.BOLD, 14f);
        PANEL_TITLE = bold.deriveFont(Font.BOLD, 12f);
        SUBTITLE = regular.deriveFont(11.5f);
        AXIS_LABEL = regular.deriveFont(12f);
        TICK = regular.deriveFont(11f);
        LEGEND = regular.deriveFont(11.5f);
        ANNOTATION = regular.deriveFont(11f);
    }

    private Theme() {}

    static Color paint(Colour colour, double opacity) {
        return new Color(colour.red(), colour.green(), colour.blue(), (int) Math.round(255 * opacity));
    }

    static Stroke stroke(Style style) {
        var width = (float) style.width();
        // a round cap would fill the gaps between short dashes
        return switch (style.dash()) {
            case SOLID -> new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
            case DASHED -> broken(width, 3.5f * Math.max(width, 1.2f), 2.2f * Math.max(width, 1.2f));
            case DOTTED -> broken(width, Math.max(width, 1), 1.8f * Math.max(width, 1));
        };
    }

    private static Stroke broken(float width, float on, float off) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {on, off}, 0);
    }

    private static Font load(String file) {
        try (var stream = Objects.requireNonNull(Theme.class.getResourceAsStream(file), file)) {
            return Font.createFont(Font.TRUETYPE_FONT, stream);
        } catch (IOException e) {
            throw new UncheckedIOException("the typeface " + file + " cannot be read", e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the typeface " + file + " is damaged", e);
        }
    }
}
