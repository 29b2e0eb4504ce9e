package dev.costate.studies.reluclassifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OctagonTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 1, 2, 3})
    void theCornersOfALevelLieOnIt(double s) {
        for (var corner : Octagon.level(s)) {
            assertThat(Octagon.distance(corner[0], corner[1])).isEqualTo(s);
        }
    }

    @Test
    void radiusLeadsToTheBoundary() {
        for (double angle = 0; angle < 7; angle += 0.01) {
            double r = Octagon.radius(angle);
            assertThat(Octagon.distance(r * Math.cos(angle), r * Math.sin(angle)))
                    .as("at angle %s", angle)
                    .isCloseTo(1, within(1e-14));
        }
    }

    /// Gauss's formula for the area of a polygon, and the sum of its sides.
    @Test
    void areaAndPerimeterAreThoseOfTheCorners() {
        var corners = Octagon.level(1);
        double twice = 0;
        double around = 0;
        for (int i = 0; i < corners.length; i++) {
            var a = corners[i];
            var b = corners[(i + 1) % corners.length];
            twice += a[0] * b[1] - a[1] * b[0];
            around += Math.hypot(b[0] - a[0], b[1] - a[1]);
        }

        assertThat(twice / 2).isEqualTo(Octagon.AREA);
        assertThat(around).isCloseTo(Octagon.PERIMETER, within(1e-14));
    }
}
