package dev.costate.lab.plot;

import org.jspecify.annotations.Nullable;

/// How a line or a set of points looks.
///
/// @param colour its colour, or `null` for the next of the palette
/// @param width the width of its line in points; 0 draws no line
/// @param dash how the line is broken
/// @param marker the sign at each point
/// @param size the diameter of the signs in points
/// @param opacity from 0, invisible, to 1
public record Style(@Nullable Colour colour, double width, Dash dash, Marker marker, double size, double opacity) {
    /// How a line is broken.
    public enum Dash {
        SOLID,
        DASHED,
        DOTTED
    }

    /// The sign drawn at a point.
    public enum Marker {
        NONE,
        DOT,
        RING,
        SQUARE,
        TRIANGLE,
        DIAMOND,
        CROSS
    }

    private static final Style SOLID = new Style(null, 1.8, Dash.SOLID, Marker.NONE, 6, 1);

    /// Checks its arguments.
    ///
    /// @throws IllegalArgumentException if width, size or opacity is out of range
    public Style {
        if (!(width >= 0) || !(size >= 0) || !(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("style: width %s and size %s are from 0 up, opacity %s is from 0 to 1"
                    .formatted(width, size, opacity));
        }
    }

    /// An unbroken line.
    public static Style solid() {
        return SOLID;
    }

    /// A dashed line, as for a theory beside a measurement.
    public static Style dashed() {
        return SOLID.dash(Dash.DASHED);
    }

    /// A dotted line.
    public static Style dotted() {
        return SOLID.dash(Dash.DOTTED);
    }

    /// A thin pale line, as for single runs behind their mean.
    public static Style faint() {
        return SOLID.width(0.8).opacity(0.3);
    }

    /// Points without a line.
    public static Style points() {
        return SOLID.width(0).marker(Marker.DOT);
    }

    /// A line with a dot at each point.
    public static Style linePoints() {
        return SOLID.marker(Marker.DOT);
    }

    public Style colour(Colour colour) {
        return new Style(colour, width, dash, marker, size, opacity);
    }

    public Style width(double width) {
        return new Style(colour, width, dash, marker, size, opacity);
    }

    public Style dash(Dash dash) {
        return new Style(colour, width, dash, marker, size, opacity);
    }

    public Style marker(Marker marker) {
        return new Style(colour, width, dash, marker, size, opacity);
    }

    public Style size(double size) {
        return new Style(colour, width, dash, marker, size, opacity);
    }

    public Style opacity(double opacity) {
        return new Style(colour, width, dash, marker, size, opacity);
    }
}
