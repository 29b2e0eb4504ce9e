package dev.costate.lab.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/// A plot: layers over two axes, under a title.
///
/// A plot is immutable; each method returns a changed copy, so that they are called in a chain. Series without
/// a colour of their own take the next one of [Colour#series].
///
/// @param title what it shows
/// @param subtitle a second, quieter line, for the setting; may be empty
/// @param xAxis the axis from left to right
/// @param yAxis the axis from bottom to top
/// @param layers what is drawn, first to last
/// @param legend where the names of the layers stand
/// @param equalAspect whether a unit of x is as long as a unit of y
/// @param width the width in points
/// @param height the height in points
public record Plot(
        String title,
        String subtitle,
        Axis xAxis,
        Axis yAxis,
        List<Layer> layers,
        Legend legend,
        boolean equalAspect,
        int width,
        int height)
        implements Picture {
    private static final Style REFERENCE = Style.dashed().width(1).colour(new Colour(0x60, 0x60, 0x60));
    private static final Style CONTOUR = Style.solid().width(0.9).colour(Colour.BLACK);
    private static final Style THEORY = Style.dashed().width(1.5);
    private static final Style MARK =
            Style.points().marker(Style.Marker.RING).size(8).colour(Colour.BLACK);
    private static final Style WORDS = MARK.marker(Style.Marker.NONE);

    /// Checks and copies its arguments, and gives a colour to each series that has none.
    ///
    /// @throws IllegalArgumentException if the size is less than 120 x 90 or more than 4000 x 4000 points
    public Plot {
        layers = Palette.coloured(layers);
        if (width < 120 || height < 90 || width > 4000 || height > 4000) {
            throw new IllegalArgumentException("plot '%s': %d x %d points; from 120 x 90 to 4000 x 4000 can be drawn"
                    .formatted(title, width, height));
        }
    }

    /// An empty plot of 640 x 420 points.
    public static Plot of(String title) {
        return new Plot(title, "", Axis.DEFAULT, Axis.DEFAULT, List.of(), Legend.AUTO, false, 640, 420);
    }

    /// This plot with a quieter line under its title.
    public Plot subtitle(String subtitle) {
        return new Plot(title, subtitle, xAxis, yAxis, layers, legend, equalAspect, width, height);
    }

    /// This plot of another size, in points.
    public Plot size(int width, int height) {
        return new Plot(title, subtitle, xAxis, yAxis, layers, legend, equalAspect, width, height);
    }

    /// This plot with its legend elsewhere.
    public Plot legend(Legend legend) {
        return new Plot(title, subtitle, xAxis, yAxis, layers, legend, equalAspect, width, height);
    }

    /// This plot with a unit of x as long as a unit of y, as for positions in a plane.
    public Plot withEqualAspect() {
        return new Plot(title, subtitle, xAxis, yAxis, layers, legend, true, width, height);
    }

    // ---- axes
    // --------------------------------------------------------------------------------------------------

    /// This plot with a label on its x axis.
    public Plot x(String label) {
        return xAxis(xAxis.labelled(label));
    }

    /// This plot with a label on its y axis.
    public Plot y(String label) {
        return yAxis(yAxis.labelled(label));
    }

    /// This plot with `names` at 0, 1, 2, ... of its x axis in place of numbers, as for bars; none where a name is
    /// empty.
    public Plot namesX(String... names) {
        return xAxis(xAxis.named(List.of(names)));
    }

    /// This plot with `names` at 0, 1, 2, ... of its y axis in place of numbers; none where a name is empty.
    public Plot namesY(String... names) {
        return yAxis(yAxis.named(List.of(names)));
    }

    /// This plot with a logarithmic x axis.
    public Plot logX() {
        return scaleX(Scale.LOG);
    }

    /// This plot with a logarithmic y axis.
    public Plot logY() {
        return scaleY(Scale.LOG);
    }

    /// This plot with its x axis on `scale`, such as `Scale.symlog(1e-3)`.
    public Plot scaleX(Scale scale) {
        return xAxis(xAxis.scaled(scale));
    }

    /// This plot with its y axis on `scale`.
    public Plot scaleY(Scale scale) {
        return yAxis(yAxis.scaled(scale));
    }

    /// This plot with x from `low` to `high`; NaN leaves an end to the data.
    public Plot rangeX(double low, double high) {
        return xAxis(xAxis.between(low, high));
    }

    /// This plot with y from `low` to `high`; NaN leaves an end to the data.
    public Plot rangeY(double low, double high) {
        return yAxis(yAxis.between(low, high));
    }

    private Plot xAxis(Axis axis) {
        return new Plot(title, subtitle, axis, yAxis, layers, legend, equalAspect, width, height);
    }

    private Plot yAxis(Axis axis) {
        return new Plot(title, subtitle, xAxis, axis, layers, legend, equalAspect, width, height);
    }

    // ---- layers
    // ------------------------------------------------------------------------------------------------

    /// This plot with one more layer on top.
    public Plot add(Layer layer) {
        return addAll(List.of(layer));
    }

    private Plot addAll(List<? extends Layer> added) {
        var more = new ArrayList<>(layers);
        more.addAll(added);
        return new Plot(title, subtitle, xAxis, yAxis, more, legend, equalAspect, width, height);
    }

    /// Adds a line through `(0, y[0]), (1, y[1]), ...`.
    public Plot line(String name, double[] y) {
        return line(name, y, Style.solid());
    }

    /// Adds a line through `(0, y[0]), (1, y[1]), ...`.
    public Plot line(String name, double[] y, Style style) {
        return series(name, Values.indices(y.length), Values.of(y), style);
    }

    /// Adds a line through the points `(x[i], y[i])` in their order.
    public Plot line(String name, double[] x, double[] y) {
        return line(name, x, y, Style.solid());
    }

    /// Adds a line through the points `(x[i], y[i])` in their order.
    public Plot line(String name, double[] x, double[] y, Style style) {
        return series(name, Values.of(x), Values.of(y), style);
    }

    /// Adds lines of one colour under one name, such as single runs, all over the same `x`.
    public Plot lines(String name, double[] x, double[][] ys, Style style) {
        var colour = Objects.requireNonNullElseGet(style.colour(), () -> Palette.next(layers));
        var lines = new ArrayList<Layer>();
        for (var y : ys) {
            lines.add(new Layer.Series(lines.isEmpty() ? name : "", Values.of(x), Values.of(y), style.colour(colour)));
        }
        return addAll(lines);
    }

    /// Adds points.
    public Plot scatter(String name, double[] x, double[] y) {
        return scatter(name, x, y, Style.points());
    }

    /// Adds a dashed dark line under a name, as for a theory beside what was measured.
    public Plot theory(String name, double[] x, double[] y) {
        return theory(name, x, y, Colour.BLACK);
    }

    /// Adds a dashed line in the colour of what it explains.
    public Plot theory(String name, double[] x, double[] y, Colour colour) {
        return line(name, x, y, THEORY.colour(colour));
    }

    /// Adds the dashed dark line `y = f(x)` from `from` to `to`, of 400 points at even distances on the x axis
    /// as its scale is now.
    ///
    /// @throws IllegalArgumentException if the scale of the x axis cannot show `from` or `to`
    public Plot theory(String name, double from, double to, DoubleUnaryOperator f) {
        var low = xAxis.scale().place(from);
        var high = xAxis.scale().place(to);
        if (Double.isNaN(low) || Double.isNaN(high)) {
            throw new IllegalArgumentException(
                    "theory '%s': the x axis cannot show all from %s to %s".formatted(name, from, to));
        }
        var x = Values.tabulate(
                        400, i -> i == 0 ? from : i == 399 ? to : xAxis.scale().value(low + (high - low) * i / 399))
                .stream()
                .toArray();
        return theory(name, x, Arrays.stream(x).map(f).toArray());
    }

    /// Adds points; the width of the style's line is ignored.
    public Plot scatter(String name, double[] x, double[] y, Style style) {
        var points = style.marker() == Style.Marker.NONE ? style.marker(Style.Marker.DOT) : style;
        return series(name, Values.of(x), Values.of(y), points.width(0));
    }

    /// Adds points in a colour for each class: class `k` is called `names[k]`.
    ///
    /// @throws IllegalArgumentException if a class has no name
    public Plot scatterByClass(double[] x, double[] y, int[] classes, String... names) {
        Lengths.requireEqual("scatter by class", "x", x.length, "y", y.length);
        Lengths.requireEqual("scatter by class", "x", x.length, "classes", classes.length);
        var plot = this;
        for (var k = 0; k < names.length; k++) {
            var which = k;
            var rows = IntStream.range(0, x.length)
                    .filter(i -> classes[i] == which)
                    .toArray();
            plot = plot.scatter(
                    names[k],
                    Arrays.stream(rows).mapToDouble(i -> x[i]).toArray(),
                    Arrays.stream(rows).mapToDouble(i -> y[i]).toArray());
        }
        var unnamed =
                Arrays.stream(classes).filter(k -> k < 0 || k >= names.length).findFirst();
        if (unnamed.isPresent()) {
            throw new IllegalArgumentException(
                    "scatter by class: class %d has no name; there are %d names, from class 0"
                            .formatted(unnamed.getAsInt(), names.length));
        }
        return plot;
    }

    /// Adds points coloured by `value`, with a colour bar.
    public Plot scatterByValue(double[] x, double[] y, double[] value, ColourBar bar) {
        return add(new Layer.ColouredPoints(Values.of(x), Values.of(y), Values.of(value), bar, Style.points()));
    }

    /// Adds the area between `low` and `high`, in a pale shade of the next colour.
    public Plot band(String name, double[] x, double[] low, double[] high) {
        var colour = Palette.next(layers);
        return add(new Layer.Band(name, Values.of(x), Values.of(low), Values.of(high), colour, 0.25));
    }

    /// Adds a line in the middle of a band of the same colour, such as a mean and its interval.
    public Plot meanBand(String name, double[] x, double[] mean, double[] low, double[] high) {
        var colour = Palette.next(layers);
        return add(new Layer.Band("", Values.of(x), Values.of(low), Values.of(high), colour, 0.2))
                .line(name, x, mean, Style.solid().colour(colour));
    }

    /// Adds bars from zero, centred at `x`.
    public Plot bars(String name, double[] x, double[] height) {
        return add(new Layer.Bars(name, Values.of(x), Values.of(height), Palette.next(layers)));
    }

    /// Adds `z[row][column]` at `(x[column], y[row])` as colours.
    public Plot heatMap(double[] x, double[] y, double[][] z, ColourBar bar) {
        return add(new Layer.HeatMap(Grid.of(x, y, z), bar));
    }

    /// Adds lines along which `z[row][column]`, at `(x[column], y[row])`, has the values `levels`.
    public Plot contours(double[] x, double[] y, double[][] z, double... levels) {
        return add(new Layer.Contours(
                Grid.of(x, y, z), Arrays.stream(levels).boxed().toList(), CONTOUR));
    }

    /// Adds a thin dashed line at a height, with a label (which may be empty).
    public Plot horizontal(double y, String label) {
        return add(new Layer.Reference(Layer.Direction.HORIZONTAL, y, label, REFERENCE));
    }

    /// Adds a thin dashed line at a number of the x axis, with a label (which may be empty).
    public Plot vertical(double x, String label) {
        return add(new Layer.Reference(Layer.Direction.VERTICAL, x, label, REFERENCE));
    }

    /// Adds a ring at a point with words beside it.
    public Plot mark(double x, double y, String text) {
        return add(new Layer.Label(x, y, text, MARK));
    }

    /// Adds words at a point.
    public Plot text(double x, double y, String text) {
        return add(new Layer.Label(x, y, text, WORDS));
    }

    private Plot series(String name, Values x, Values y, Style style) {
        return add(new Layer.Series(name, x, y, style));
    }
}
