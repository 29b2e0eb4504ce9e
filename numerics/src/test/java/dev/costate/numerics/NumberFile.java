package dev.costate.numerics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Named rows of numbers that another program computed: `goldens/NAME.json`.
public record NumberFile(JsonNode rows) {
    /// The file of that name.
    public static NumberFile read(String name) {
        String resource = "/goldens/" + name + ".json";
        try (InputStream in = Objects.requireNonNull(NumberFile.class.getResourceAsStream(resource), resource)) {
            return new NumberFile(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /// All names.
    public Set<String> names() {
        return Set.copyOf(rows.propertyNames());
    }

    /// The numbers of that name.
    public double[] row(String name) {
        JsonNode row = Objects.requireNonNull(rows.get(name), name);
        double[] numbers = new double[row.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = row.get(i).asDouble();
        }
        return numbers;
    }
}
