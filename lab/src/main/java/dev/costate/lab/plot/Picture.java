package dev.costate.lab.plot;

/// What can be drawn into a file: one plot or a grid of them.
public sealed interface Picture permits Plot, PlotGrid {
    /// The width in points; an SVG is that wide, a PNG has twice as many pixels.
    int width();

    /// The height in points.
    int height();
}
