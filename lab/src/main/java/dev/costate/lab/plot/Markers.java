package dev.costate.lab.plot;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// The shapes of the signs at points, around the origin.
final class Markers {
    private Markers() {}

    static boolean isFilled(Style.Marker marker) {
        return marker != Style.Marker.RING && marker != Style.Marker.CROSS;
    }

    /// The shape whose width is about `size`; signs of all kinds cover about the same area.
    static Shape shape(Style.Marker marker, double size) {
        var r = size / 2;
        return switch (marker) {
            case NONE -> new Path2D.Double();
            case DOT, RING -> new Ellipse2D.Double(-r, -r, size, size);
            case SQUARE -> new Rectangle2D.Double(-0.9 * r, -0.9 * r, 0.9 * size, 0.9 * size);
            case TRIANGLE -> polygon(0, -1.15 * r, 1.1 * r, 0.8 * r, -1.1 * r, 0.8 * r);
            case DIAMOND -> polygon(0, -1.2 * r, 1.2 * r, 0, 0, 1.2 * r, -1.2 * r, 0);
            case CROSS -> {
                var cross = new Path2D.Double();
                cross.moveTo(-r, -r);
                cross.lineTo(r, r);
                cross.moveTo(-r, r);
                cross.lineTo(r, -r);
                yield cross;
            }
        };
    }

    private static Shape polygon(double... corners) {
        var polygon = new Path2D.Double();
        polygon.moveTo(corners[0], corners[1]);
        for (var i = 2; i < corners.length; i += 2) {
            polygon.lineTo(corners[i], corners[i + 1]);
        }
        polygon.closePath();
        return polygon;
    }
}
