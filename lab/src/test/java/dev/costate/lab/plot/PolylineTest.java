package dev.costate.lab.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PolylineTest {
    private record Step(boolean isMove, double x, double y) {}

    @Test
    void keepsTheExtremesOfEveryColumn() {
        var random = new SplittableRandom(4);
        var n = 200_000;
        var x = new double[n];
        var y = new double[n];
        for (var i = 0; i < n; i++) {
            x[i] = 500.0 * i / n;
            y[i] = random.nextDouble(100);
        }
        y[123_456] = 1e5;
        y[77_777] = -1e5;
        var steps = steps(Polyline.of(x, y));
        assertThat(steps).hasSizeLessThanOrEqualTo(4 * 1000);
        for (var column = 0; column < 1000; column += 37) {
            var from = column / 2.0;
            assertThat(extremes(steps, from)).isEqualTo(extremes(points(x, y), from));
        }
        assertThat(steps).extracting(Step::y).contains(1e5, -1e5);
        assertThat(steps.getFirst()).isEqualTo(new Step(true, x[0], y[0]));
        assertThat(steps.getLast()).isEqualTo(new Step(false, x[n - 1], y[n - 1]));
    }

    @Test
    void keepsAllPointsThatAreFarEnoughApart() {
        double[] x = {0, 10, 20, 15, 5};
        double[] y = {1, 2, 3, 4, 5};
        assertThat(steps(Polyline.of(x, y))).extracting(Step::y).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    }

    @Test
    void aNanMakesAGap() {
        var nan = Double.NaN;
        double[] x = {0, 10, 20, 30, nan, 50, 60};
        double[] y = {1, 2, nan, 4, 5, 6, 7};
        assertThat(steps(Polyline.of(x, y)))
                .containsExactly(
                        new Step(true, 0, 1),
                        new Step(false, 10, 2),
                        // alone between two gaps: a stroke without length, a dot on paper
                        new Step(true, 30, 4),
                        new Step(false, 30, 4),
                        new Step(true, 50, 6),
                        new Step(false, 60, 7));
    }

    @Test
    void aNanInsideAColumnIsAGapToo() {
        double[] x = {0, 0.1, 0.2, 0.3};
        double[] y = {1, 2, Double.NaN, 4};
        assertThat(steps(Polyline.of(x, y)))
                .containsExactly(
                        new Step(true, 0, 1), new Step(false, 0.1, 2), new Step(true, 0.3, 4), new Step(false, 0.3, 4));
    }

    @Test
    void nothingIsNothing() {
        assertThat(steps(Polyline.of(new double[0], new double[0]))).isEmpty();
        assertThat(steps(Polyline.of(new double[] {Double.NaN}, new double[] {1})))
                .isEmpty();
    }

    private static List<Double> extremes(List<Step> steps, double from) {
        var ys = steps.stream()
                .filter(step -> step.x() >= from && step.x() < from + 0.5)
                .mapToDouble(Step::y)
                .summaryStatistics();
        return List.of(ys.getMin(), ys.getMax());
    }

    private static List<Step> points(double[] x, double[] y) {
        var points = new ArrayList<Step>();
        for (var i = 0; i < x.length; i++) {
            points.add(new Step(false, x[i], y[i]));
        }
        return points;
    }

    private static List<Step> steps(Path2D path) {
        var steps = new ArrayList<Step>();
        var point = new double[6];
        for (var strokes = path.getPathIterator(null); !strokes.isDone(); strokes.next()) {
            var kind = strokes.currentSegment(point);
            steps.add(new Step(kind == PathIterator.SEG_MOVETO, point[0], point[1]));
        }
        return steps;
    }
}
