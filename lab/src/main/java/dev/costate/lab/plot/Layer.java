package dev.costate.lab.plot;

import java.util.List;

/// One thing drawn on a plot. Layers are drawn in the order they were added.
public sealed interface Layer {
    /// The name in the legend; layers with an empty name are not listed.
    default String name() {
        return "";
    }

    /// A line through points, or the points alone, as the style says.
    record Series(String name, Values x, Values y, Style style) implements Layer {
        /// Checks its arguments.
        public Series {
            Lengths.requireEqual("series '" + name + "'", "x", x.size(), "y", y.size());
        }

        Series coloured(Colour colour) {
            return new Series(name, x, y, style.colour(colour));
        }
    }

    /// Points coloured by a value, with a colour bar.
    record ColouredPoints(Values x, Values y, Values value, ColourBar bar, Style style) implements Layer {
        /// Checks its arguments.
        public ColouredPoints {
            Lengths.requireEqual("coloured points", "x", x.size(), "y", y.size());
            Lengths.requireEqual("coloured points", "x", x.size(), "value", value.size());
        }
    }

    /// The area between two curves.
    record Band(String name, Values x, Values low, Values high, Colour colour, double opacity) implements Layer {
        /// Checks its arguments.
        public Band {
            Lengths.requireEqual("band '" + name + "'", "x", x.size(), "low", low.size());
            Lengths.requireEqual("band '" + name + "'", "x", x.size(), "high", high.size());
        }
    }

    /// Bars from zero, centred at `x`.
    record Bars(String name, Values x, Values height, Colour colour) implements Layer {
        /// Checks its arguments.
        public Bars {
            Lengths.requireEqual("bars '" + name + "'", "x", x.size(), "height", height.size());
        }
    }

    /// A value at each point of a grid, as colours: `grid.get(row, column)` is the value at `(x[column], y[row])`.
    record HeatMap(Grid grid, ColourBar bar) implements Layer {}

    /// Lines along which a value on a grid is constant.
    record Contours(Grid grid, List<Double> levels, Style style) implements Layer {
        /// Copies its arguments.
        public Contours {
            levels = List.copyOf(levels);
        }
    }

    /// A straight line across the plot at one number of an axis.
    record Reference(Direction direction, double at, String label, Style style) implements Layer {}

    /// Words at a point, with or without a sign there.
    record Label(double x, double y, String text, Style style) implements Layer {}

    /// Which way a reference line runs.
    enum Direction {
        HORIZONTAL,
        VERTICAL
    }
}
