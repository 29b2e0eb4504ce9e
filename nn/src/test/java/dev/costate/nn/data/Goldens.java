package dev.costate.nn.data;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/// Files that other programs wrote.
final class Goldens {
    private Goldens() {}

    static Path file(String name) throws IOException {
        try {
            return Path.of(Objects.requireNonNull(Goldens.class.getResource("/goldens/data/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(name, e);
        }
    }
}
