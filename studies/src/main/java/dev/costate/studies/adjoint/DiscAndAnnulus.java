package dev.costate.studies.adjoint;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.random.LegacyNumPy;
import java.util.ArrayList;
import java.util.List;

/// Points of two classes in the plane: a disc of radius 0.4 that should flow to (0, 1), and an annulus of
/// radii 0.8 to 1.2 around it that should flow to (2, 1).
///
/// @param points `f64[I, 2]`, uniform on the two areas; the first half (rounded down) is the disc
/// @param targets `f64[I, 2]`
/// @param classes 0 for the disc, 1 for the annulus
record DiscAndAnnulus(Tensor points, Tensor targets, int[] classes) {
    private static final double DISC = 0.4;
    private static final double INNER = 0.8;
    private static final double OUTER = 1.2;
    /// Where each class should end.
    static final double[][] TARGETS = {{0, 1}, {2, 1}};

    /// Draws `samples` points.
    static DiscAndAnnulus draw(LegacyNumPy random, int samples) {
        double[] points = new double[2 * samples];
        double[] targets = new double[2 * samples];
        int[] classes = new int[samples];
        for (int i = 0; i < samples; i++) {
            classes[i] = i < samples / 2 ? 0 : 1;
            double inner = classes[i] == 0 ? 0 : INNER;
            double outer = classes[i] == 0 ? DISC : OUTER;
            // The area within r grows like r^2, so that r^2 is what is uniform.
            double radius = Math.sqrt(random.uniform(inner * inner, outer * outer));
            double angle = random.uniform(0, 2 * Math.PI);
            points[2 * i] = radius * Math.cos(angle);
            points[2 * i + 1] = radius * Math.sin(angle);
            targets[2 * i] = TARGETS[classes[i]][0];
            targets[2 * i + 1] = TARGETS[classes[i]][1];
        }
        Shape shape = Shape.of(samples, 2);
        return new DiscAndAnnulus(Tensor.of(points, shape), Tensor.of(targets, shape), classes);
    }

    /// The share of samples that `ends`, `f64[I, 2]`, puts nearer to their own target than to the other.
    double accuracy(Tensor ends) {
        double[] x = ends.get(":, 0").toDoubles();
        double halfway = (TARGETS[0][0] + TARGETS[1][0]) / 2;
        int right = 0;
        for (int i = 0; i < classes.length; i++) {
            if ((x[i] > halfway ? 1 : 0) == classes[i]) {
                right++;
            }
        }
        return right / (double) classes.length;
    }

    /// The samples' places in one class.
    int[] members(int ofClass) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] == ofClass) {
                members.add(i);
            }
        }
        return members.stream().mapToInt(Integer::intValue).toArray();
    }
}
