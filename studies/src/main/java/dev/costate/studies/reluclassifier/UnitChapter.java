package dev.costate.studies.reluclassifier;

import static dev.costate.Costate.grad;

import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.ColourBar;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import java.util.HashSet;
import java.util.Set;

/// Why the boundary is an octagon: what each unit sees.
final class UnitChapter {
    /// Nine ways the hidden units can be on; outside the square, for each, whether `f_2` is still on.
    private static final int PIECES = 1 + 8 * 2;

    /// Inputs, and the gradient of the margin there by hand.
    private static final double[][] POINTS = {{0, 0}, {1.5, 0.5}, {0, -1.5}, {-1.25, 1.5}, {3.5, 0}, {-2.5, 3}};

    private static final double[][] SLOPES = {{0, 0}, {2, 0}, {0, -2}, {-2, 2}, {1, 0}, {-1, 1}};
    private static final String[] PLACES = {
        "in the square: no unit is on",
        "right: h_1",
        "below: h_4",
        "a corner: h_2 and h_3",
        "far right: h_1, f_2 off",
        "far corner, f_2 off"
    };

    private UnitChapter() {}

    static void tell(Plane plane, StudyRun run) {
        run.section("Why: what each unit sees");
        run.note("""
                A hidden unit is on beyond one straight line: h_1 where x1 > 1, h_3 where x1 < -1, h_2 and h_4 the \
                same for x2. Of h_1 and h_3 one at most is on, so h_1 + h_3 = max(|x1| - 1, 0). All of them add up \
                to s = f_1; the other score falls from 2, f_2 = max(2 - s, 0). They meet where s = 2 - s. Where \
                one pair is on the boundary is the straight line |x| = 2, where both are it is a diagonal.""");
        run.fact("linear pieces of the net", PIECES, patterns(plane).size());

        var slopes = new double[POINTS.length][];
        var table = Table.of("x", "where", "margin", "its gradient");
        for (int i = 0; i < POINTS.length; i++) {
            var x = Tensor.of(POINTS[i]);
            slopes[i] = grad(ReluNet.DOCUMENT::margin).apply(x).toDoubles();
            table = table.row(
                    VectorText.of(POINTS[i], 3),
                    PLACES[i],
                    ReluNet.DOCUMENT.margin(x).item(),
                    VectorText.of(slopes[i], 3));
        }
        run.table("margin f_1 - f_2 and its gradient by autodiff", table);
        run.note("""
                Within the square the net is blind: all inputs there give the same output, and the gradient is \
                exactly 0. Beyond s = 2 the second class's unit is off too, and the margin grows half as fast.""");
        double error = Tensor.of(slopes).sub(Tensor.of(SLOPES)).abs().max().item();
        run.fact("gradients: autodiff - by hand", 0, error, 0);
        run.plot("units", plot(plane));
    }

    /// Which of the six units are on, for each point of the plane.
    private static Set<Integer> patterns(Plane plane) {
        var net = ReluNet.DOCUMENT;
        boolean[] hidden = net.z(plane.points()).gt(0).toBooleans();
        boolean[] last = net.u(plane.points()).gt(0).toBooleans();
        var patterns = new HashSet<Integer>();
        for (int i = 0; i < plane.axis().length * plane.axis().length; i++) {
            int pattern = 0;
            for (int unit = 0; unit < 4; unit++) {
                pattern = 2 * pattern + (hidden[4 * i + unit] ? 1 : 0);
            }
            for (int unit = 0; unit < 2; unit++) {
                pattern = 2 * pattern + (last[2 * i + unit] ? 1 : 0);
            }
            patterns.add(pattern);
        }
        return patterns;
    }

    private static PlotGrid plot(Plane plane) {
        var hidden = ReluNet.DOCUMENT.hidden(plane.points());
        var scores = ReluNet.DOCUMENT.scores(plane.points());
        return PlotGrid.of(
                        "What each unit sees",
                        3,
                        panel("h_1 = max(x1 - 1, 0)", plane, hidden.get("..., 0"), 3),
                        panel("h_3 = max(-x1 - 1, 0)", plane, hidden.get("..., 2"), 3),
                        panel("f_1 = h_1 + h_2 + h_3 + h_4 = s", plane, scores.get("..., 0"), 6),
                        panel("h_2 = max(x2 - 1, 0)", plane, hidden.get("..., 1"), 3),
                        panel("h_4 = max(-x2 - 1, 0)", plane, hidden.get("..., 3"), 3),
                        panel("f_2 = max(2 - s, 0)", plane, scores.get("..., 1"), 2))
                .subtitle("white: the boundary, f_1 = f_2")
                .size(1080, 680);
    }

    private static Plot panel(String title, Plane plane, Tensor values, double most) {
        return Plane.outline(
                plane.map(title, values, ColourBar.of("").range(0, most)),
                1,
                Style.solid().colour(Colour.WHITE).width(1.4));
    }
}
