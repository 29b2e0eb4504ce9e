package dev.costate.nn.data.sets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// A file beside these classes.
final class Resource {
    private Resource() {}

    static byte[] bytes(String name) {
        try (var in = Objects.requireNonNull(Resource.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " within the jar: " + e.getMessage(), e);
        }
    }
}
