package dev.costate.studies.digits;

import dev.costate.Tensor;

/// Some digits with their labels.
///
/// @param images `[n,64]`, from 0, paper, to 1, ink
/// @param labels `i32[n]`, 0 to 9
record Batch(Tensor images, Tensor labels) {
    /// The points along an edge of an image.
    static final int EDGE = 8;

    static final int CLASSES = 10;

    int size() {
        return labels.dim(0);
    }

    /// The images moved by a number of points down and to the right; what comes in is paper.
    Batch moved(int down, int right) {
        double[] from = images.toDoubles();
        float[] to = new float[from.length];
        for (int i = 0; i < from.length; i++) {
            int column = i % EDGE - right;
            int row = i / EDGE % EDGE - down;
            boolean isInside = row >= 0 && row < EDGE && column >= 0 && column < EDGE;
            to[i] = isInside ? (float) from[i - EDGE * down - right] : 0;
        }
        return new Batch(Tensor.of(to, images.shape()), labels);
    }
}
