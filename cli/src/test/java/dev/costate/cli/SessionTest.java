package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    @Test
    void errorsThatGoToAFileAreToldFromThoseOnTheScreen(@TempDir Path descriptors) throws IOException {
        assertThat(Session.isElsewhere(descriptors)).isFalse();
        Files.createSymbolicLink(descriptors.resolve("1"), Path.of("/dev/pts/0"));
        Files.createSymbolicLink(descriptors.resolve("2"), Path.of("/dev/pts/0"));
        assertThat(Session.isElsewhere(descriptors)).isFalse();
        Files.delete(descriptors.resolve("2"));
        Files.createSymbolicLink(descriptors.resolve("2"), Path.of("errors.txt"));
        assertThat(Session.isElsewhere(descriptors)).isTrue();
    }
}
