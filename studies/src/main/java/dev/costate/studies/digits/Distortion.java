package dev.costate.studies.digits;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.random.Key;
import dev.costate.random.Random;

/// Digits as they might have been scanned as well: moved by a part of a point, and with noise. There are few
/// digits to learn from, and so no net sees one twice.
///
/// @param farthest the most an image is moved along each axis, in points, from 0 to 1
/// @param noise the standard deviation of what is added to each point
record Distortion(double farthest, double noise) {
    /// The images as they are.
    static final Distortion NONE = new Distortion(0, 0);

    private static final Tensor RIGHT = moving(0, 1);
    private static final Tensor LEFT = moving(0, -1);
    private static final Tensor DOWN = moving(1, 0);
    private static final Tensor UP = moving(-1, 0);

    /// The digits, each distorted in its own way.
    Batch of(Key key, Batch digits) {
        return equals(NONE) ? digits : new Batch(distorted(key, digits.images()), digits.labels());
    }

    private Tensor distorted(Key key, Tensor images) {
        var keys = key.split(3);
        var each = Shape.of(images.dim(0), 1);
        var moved = images;
        moved = along(moved, Random.uniform(keys.get(0), DType.FLOAT32, each, -farthest, farthest), RIGHT, LEFT);
        moved = along(moved, Random.uniform(keys.get(1), DType.FLOAT32, each, -farthest, farthest), DOWN, UP);
        return moved.add(
                Random.normal(keys.get(2), DType.FLOAT32, images.shape()).mul(noise));
    }

    /// `(1 - |by|) x + |by| x'` with `x'` moved by a whole point, as linear interpolation has it.
    private static Tensor along(Tensor x, Tensor by, Tensor up, Tensor down) {
        return x.mul(by.abs().rsub(1))
                .add(x.matmul(up).mul(by.relu()))
                .add(x.matmul(down).mul(by.neg().relu()));
    }

    /// The matrix `[64,64]` that moves an image, from the right, by a point; what comes in is paper.
    private static Tensor moving(int down, int right) {
        int points = Batch.EDGE * Batch.EDGE;
        float[][] matrix = new float[points][points];
        for (int i = 0; i < points; i++) {
            int row = i / Batch.EDGE + down;
            int column = i % Batch.EDGE + right;
            if (row >= 0 && row < Batch.EDGE && column >= 0 && column < Batch.EDGE) {
                matrix[i][Batch.EDGE * row + column] = 1;
            }
        }
        return Tensor.of(matrix);
    }
}
