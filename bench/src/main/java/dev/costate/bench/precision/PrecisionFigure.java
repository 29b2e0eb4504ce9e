package dev.costate.bench.precision;

import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Legend;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Error against time, a panel for each equation: down and to the left is better.
final class PrecisionFigure {
    /// Errors below this are rounding.
    private static final double LEAST = 1e-15;

    private PrecisionFigure() {}

    static PlotGrid of(List<Point> points) {
        var panels = new ArrayList<Plot>();
        for (var equation : Equation.values()) {
            panels.add(panel(equation, Course.of(points, equation)));
        }
        return PlotGrid.of("Work against precision", 2, panels)
                .subtitle("tolerances from 1e-3 to 1e-12; solid: Costate, dashed: peers")
                .size(1240, 900);
    }

    private static Plot panel(Equation equation, List<Course> courses) {
        var plot = Plot.of(equation.title())
                .x("milliseconds")
                .y("relative error at the end")
                .logX()
                .logY()
                .legend(Legend.RIGHT);
        for (var i = 0; i < courses.size(); i++) {
            var course = courses.get(i);
            var isOurs = course.contender().equals("Costate");
            var colour = Colour.series(i);
            var line = isOurs ? Style.solid().width(2.2) : Style.dashed().width(1.4);
            var x = values(course, p -> 1e3 * p.seconds());
            var y = values(course, p -> Math.max(LEAST, p.error()));
            plot = plot.line(course.contender() + ", " + course.method(), x, y, line.colour(colour))
                    .scatter("", x, y, Style.points().size(4).colour(colour));
        }
        return plot;
    }

    private static double[] values(Course course, ToDoubleFunction<Point> value) {
        return course.points().stream().mapToDouble(value).toArray();
    }
}
