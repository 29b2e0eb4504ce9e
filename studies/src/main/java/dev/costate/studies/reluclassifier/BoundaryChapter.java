package dev.costate.studies.reluclassifier;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.ColourBar;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Style;

/// Where the net decides for which class.
final class BoundaryChapter {
    private static final int DIRECTIONS = 360;
    private static final double OUTSIDE = 10;

    private BoundaryChapter() {}

    static void tell(Plane plane, StudyRun run) {
        var net = ReluNet.DOCUMENT;
        run.section("What it decides");
        run.note("""
                The first class wins where max(|x1| - 1, 0) + max(|x2| - 1, 0) > 1, the second inside. That sum, s, \
                is how far x is from the square [-1, 1]^2, walking along the axes; s = 1 is an octagon: |x1| <= 2, \
                |x2| <= 2 and |x1| + |x2| <= 3.""");

        var corners = Tensor.of(Octagon.level(1));
        run.fact(
                "o_1 - 1/2 at the 8 corners",
                0,
                largest(net.output(corners, 1).get(":, 0").sub(0.5)),
                0);
        run.fact("boundary in 360 directions", 0, worstRadius(net), 1e-14 * OUTSIDE);
        var s = plane.each(Octagon::distance);
        var margin = net.margin(plane.points());
        // both are sums of the same few numbers, of size 10 at most
        run.fact(
                "f_1 - f_2 = s - max(2 - s, 0)",
                0,
                largest(margin.sub(s.sub(s.rsub(2).maximum(0)))),
                1e-14);
        var isOffTheLine = s.sub(1).abs().gt(1e-12);
        var isWrong = margin.gt(0).ne(s.gt(1)).and(isOffTheLine);
        run.fact("points on the wrong side", 0, (int)
                isWrong.to(DType.INT32).sum().item());
        double cell = plane.step() * plane.step();
        double inside = margin.lt(0).to(DType.FLOAT64).sum().item() * cell;
        // a point decides for the cell around it; cells in doubt lie along the boundary
        run.fact("second class: area", Octagon.AREA, inside, Octagon.PERIMETER * plane.step());
        run.note("In the picture regions the white line is the formula, the colours are the net.");
        run.plot("regions", plot(plane));
    }

    private static double largest(Tensor values) {
        return values.abs().max().item();
    }

    /// The boundary by bisection along rays from the origin, all at once, against its formula.
    private static double worstRadius(ReluNet net) {
        var angles = new double[DIRECTIONS];
        var directions = new double[DIRECTIONS][];
        var radii = new double[DIRECTIONS];
        for (int i = 0; i < DIRECTIONS; i++) {
            angles[i] = 2 * Math.PI * i / DIRECTIONS;
            directions[i] = new double[] {Math.cos(angles[i]), Math.sin(angles[i])};
            radii[i] = Octagon.radius(angles[i]);
        }
        var rays = Tensor.of(directions);
        var low = Tensor.of(new double[DIRECTIONS]);
        var high = low.add(OUTSIDE);
        for (int i = 0; i < 60; i++) {
            var middle = low.add(high).div(2);
            var isOutside = net.margin(rays.mul(middle.unsqueeze(1))).gt(0);
            low = isOutside.select(low, middle);
            high = isOutside.select(middle, high);
        }
        return largest(high.sub(Tensor.of(radii)));
    }

    private static Plot plot(Plane plane) {
        var output = ReluNet.DOCUMENT.output(plane.points(), 1).get("..., 0");
        var plot = plane.map(
                        "What the net decides",
                        output,
                        ColourBar.of("o_1, the first class's share").range(0, 1))
                .subtitle("white: max(|x1| - 1, 0) + max(|x2| - 1, 0) = 1; dashed: where a hidden unit turns on");
        var kink = Style.dashed().colour(Colour.WHITE).width(0.9);
        double[] across = {plane.axis()[0], plane.axis()[plane.axis().length - 1]};
        for (double at : new double[] {-1, 1}) {
            plot = plot.line("", new double[] {at, at}, across, kink).line("", across, new double[] {at, at}, kink);
        }
        return Plane.outline(plot, 1, Plane.boundary())
                .text(0, 0.2, "second class")
                .text(0, -0.2, "o_1 = 0.119")
                .text(3.2, 3.2, "first class")
                .mark(2, 1, "(2, 1)")
                .mark(1, 2, "(1, 2)");
    }
}
