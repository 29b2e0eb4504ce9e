package dev.costate.nn.data.sets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/// A packed file beside these classes.
final class Resource {
    private Resource() {}

    static byte[] unpacked(String name) {
        try (var in = Objects.requireNonNull(Resource.class.getResourceAsStream(name), name);
                var unpacked = new GZIPInputStream(in)) {
            return unpacked.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " within the jar: " + e.getMessage(), e);
        }
    }
}
