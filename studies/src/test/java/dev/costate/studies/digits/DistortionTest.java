package dev.costate.studies.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.random.Key;
import dev.costate.random.Random;
import org.junit.jupiter.api.Test;

class DistortionTest {
    private static final int MANY = 4000;

    /// Many images of a single inked point at (row 3, column 4).
    private static Batch dots() {
        var points = new float[MANY][64];
        for (var image : points) {
            image[3 * 8 + 4] = 1;
        }
        return new Batch(Tensor.of(points), Tensor.zeros(MANY).to(DType.INT32));
    }

    @Test
    void noneLeavesImagesAsTheyAre() {
        var digits = dots();
        assertThat(Distortion.NONE.of(Key.of(0), digits)).isSameAs(digits);
    }

    @Test
    void whatIsMovedIsInkByInkThere() {
        var moved = (double[][]) new Distortion(0.5, 0)
                .of(Key.of(1), dots())
                .images()
                .to(DType.FLOAT64)
                .toArray();
        double down = 0;
        double right = 0;
        for (var image : moved) {
            double ink = 0;
            double row = 0;
            double column = 0;
            for (int i = 0; i < 64; i++) {
                ink += image[i];
                row += image[i] * Math.floorDiv(i, 8);
                column += image[i] * (i % 8);
            }
            assertThat(ink).isCloseTo(1, within(1e-6));
            assertThat(row).isBetween(2.5 - 1e-6, 3.5 + 1e-6);
            assertThat(column).isBetween(3.5 - 1e-6, 4.5 + 1e-6);
            down += (row - 3) / MANY;
            right += (column - 4) / MANY;
        }
        // the mean of 4000 uniform numbers from -1/2 to 1/2 has a standard deviation of .0046
        assertThat(down).isCloseTo(0, within(0.02));
        assertThat(right).isCloseTo(0, within(0.02));
    }

    @Test
    void noiseHasItsDeviation() {
        var noise = new Distortion(0, 0.2).of(Key.of(2), dots()).images().sub(dots().images());
        assertThat(noise.mean().item()).isCloseTo(0, within(0.002));
        assertThat(noise.std().item()).isCloseTo(0.2, within(0.002));
    }

    @Test
    void aBatchIsMovedByWholePoints() {
        var images = Random.uniform(Key.of(3), DType.FLOAT32, Shape.of(2, 64));
        var moved = new Batch(images, Tensor.of(1, 2)).moved(1, -2).images().reshape(2, 8, 8);
        assertThat(moved.get("..., 1:, :6").identical(images.reshape(2, 8, 8).get("..., :7, 2:")))
                .isTrue();
        assertThat(moved.get("..., 0, :").abs().max().item()).isZero();
        assertThat(moved.get("..., 6:").abs().max().item()).isZero();
    }
}
