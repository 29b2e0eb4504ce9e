package dev.costate.nn.data.sets;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.nn.data.Idx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Handwritten digits of 13 people: 1,797 grey images of 8 by 8 points with their labels.
///
/// A point was the number of inked dots among 4 by 4 of a scan, 0 to 16; here it is that over 16, 0 to 1,
/// exactly.
///
/// ```java
/// import dev.costate.nn.data.sets.*;
///
/// Digits digits = Digits.load();
/// IO.println(digits.images().shape() + " " + digits.labels().get("-3:"));  // -> [1797,64] i32[3] {8, 9, 8}
/// ```
///
/// Source: E. Alpaydin, C. Kaynak, "Optical recognition of handwritten digits", UCI Machine Learning
/// Repository, 1998, doi 10.24432/C50P49, CC BY 4.0; the part for testing, as in scikit-learn's
/// `load_digits`.
///
/// @param images `f32[1797,64]`, the rows of an image one after the other
/// @param labels `i32[1797]`, 0 to 9
public record Digits(Tensor images, Tensor labels) {
    /// The greatest number of dots.
    private static final int DOTS = 16;

    /// All of them, in the order of the file.
    public static Digits load() {
        var images = read("digits-images.idx.gz");
        return new Digits(images.to(DType.FLOAT32).div(DOTS).reshape(images.dim(0), -1), read("digits-labels.idx.gz"));
    }

    private static Tensor read(String name) {
        var bytes = Resource.bytes(name);
        try {
            return Idx.read(new ByteArrayInputStream(bytes), name, bytes.length, Idx.LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " within the jar: " + e.getMessage(), e);
        }
    }
}
