package dev.costate.cli;

import dev.costate.lab.store.Machine;

/// The version of the program and of what it runs on.
final class Version {
    private Version() {}

    /// One line, such as `costate 0.1.0 (Java 25.0.1, Eclipse Adoptium; Linux amd64; 8 cores)`.
    static String line() {
        return "costate %s (Java %s, %s; %s %s; %d cores)"
                .formatted(
                        Machine.version(),
                        Runtime.version(),
                        System.getProperty("java.vendor"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors());
    }
}
