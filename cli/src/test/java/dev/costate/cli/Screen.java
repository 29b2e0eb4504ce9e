package dev.costate.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// A terminal that keeps what is printed, and a clock that goes when it is told to.
final class Screen {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    Terminal terminal(int columns, boolean isInteractive) {
        return terminal(columns, isInteractive, Map.of());
    }

    Terminal terminal(int columns, boolean isInteractive, Map<String, String> variables) {
        var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        var environment = new HashMap<>(variables);
        environment.put("COLUMNS", String.valueOf(columns));
        return new Terminal(stream, environment, isInteractive);
    }

    long nanos() {
        return nanos.get();
    }

    void pass(double seconds) {
        nanos.addAndGet((long) (seconds * 1e9));
    }

    String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
