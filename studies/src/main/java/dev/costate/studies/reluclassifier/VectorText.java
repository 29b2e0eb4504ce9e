package dev.costate.studies.reluclassifier;

import dev.costate.lab.NumberText;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Vectors in prose: `(2, 13, -4, -15)`.
final class VectorText {
    private VectorText() {}

    /// The numbers with at most `digits` significant digits.
    static String of(double[] vector, int digits) {
        return Arrays.stream(vector)
                .mapToObj(value -> NumberText.rounded(value, digits))
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
