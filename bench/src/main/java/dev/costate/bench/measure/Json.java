package dev.costate.bench.measure;

import java.nio.file.Path;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON of records; what a record lacks or has too much is an error.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /// The text of a value on one line.
    public static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// The text of a value, indented.
    public static String text(Object value) {
        return MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value) + "\n";
    }

    static void write(Path file, Object value) {
        MAPPER.writeValue(file, value);
    }

    static <T> T read(Path file, Class<T> type) {
        return MAPPER.readValue(file, type);
    }

    static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    static <T> T convert(JsonNode node, Class<T> type) {
        return MAPPER.treeToValue(node, type);
    }
}
