package dev.costate.nn.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// The reader of a safetensors header: nothing but what the format knows, each key once.
final class SafetensorsParser {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final ByteSource source;
    private final byte[] bytes;
    private final long start;
    private final JsonParser json;

    /// @param bytes the header, the last that was read of `source`
    SafetensorsParser(ByteSource source, byte[] bytes) throws MalformedFileException {
        this.source = source;
        this.bytes = bytes;
        this.start = source.place() - bytes.length;
        // also keeps Jackson from taking it for UTF-16
        if (bytes.length < 2 || bytes[0] != '{' || bytes[1] == 0) {
            throw source.problem(start, "the header does not begin with {, as JSON in UTF-8 would");
        }
        requireUtf8();
        this.json = JSON.createParser(ObjectReadContext.empty(), bytes);
    }

    private void requireUtf8() throws MalformedFileException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(1 << 13);
        var result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        if (result.isError()) {
            throw source.problem(start + in.position(), "the header is not UTF-8");
        }
    }

    SafetensorsHeader header() throws MalformedFileException {
        try (json) {
            expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
            SequencedMap<String, String> metadata = new LinkedHashMap<>();
            SequencedMap<String, SafetensorsEntry> entries = new LinkedHashMap<>();
            for (var name = json.nextName(); name != null; name = json.nextName()) {
                if (name.equals(SafetensorsHeader.METADATA)) {
                    metadata = metadata();
                } else {
                    entries.put(name, entry(name));
                }
            }
            if (json.nextToken() != null) {
                throw problem("there is more after the header's object");
            }
            return new SafetensorsHeader(metadata, entries);
        } catch (JacksonException e) {
            var at = Math.max(0, e.getLocation().getByteOffset());
            throw source.problem(start + at, "no valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private SequencedMap<String, String> metadata() throws MalformedFileException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "an object of texts for " + SafetensorsHeader.METADATA);
        var result = new LinkedHashMap<String, String>();
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            expect(json.nextToken(), JsonToken.VALUE_STRING, "a text for the note '" + name + "'");
            result.put(name, json.getString());
        }
        return result;
    }

    private SafetensorsEntry entry(String name) throws MalformedFileException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "an object for tensor '" + name + "'");
        @Nullable StoredType stored = null;
        long @Nullable [] shape = null;
        long @Nullable [] range = null;
        for (var key = json.nextName(); key != null; key = json.nextName()) {
            switch (key) {
                case "dtype" -> stored = stored(name);
                case "shape" -> shape = numbers(name, key);
                case "data_offsets" -> range = numbers(name, key);
                default -> throw problem("tensor '" + name + "': there is no key '" + key + "'");
            }
        }
        if (stored == null || shape == null || range == null) {
            throw problem("tensor '" + name + "': one of dtype, shape, data_offsets is missing");
        }
        if (range.length != 2) {
            throw problem("tensor '" + name + "': data_offsets has " + range.length + " numbers; expected 2");
        }
        return new SafetensorsEntry(stored, new Extents(shape), range[0], range[1]);
    }

    private StoredType stored(String name) throws MalformedFileException {
        expect(json.nextToken(), JsonToken.VALUE_STRING, "a text for dtype");
        var code = json.getString();
        return Arrays.stream(StoredType.values())
                .filter(type -> type.name().equals(code))
                .findFirst()
                .orElseThrow(() -> problem("tensor '%s': dtype %s is not read here; those that are: %s"
                        .formatted(name, code, Arrays.toString(StoredType.values()))));
    }

    private long[] numbers(String name, String key) throws MalformedFileException {
        expect(json.nextToken(), JsonToken.START_ARRAY, "a list for " + key);
        var result = LongStream.builder();
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            expect(token, JsonToken.VALUE_NUMBER_INT, "a whole number");
            var number = json.getLongValue();
            if (number < 0) {
                throw problem("tensor '" + name + "': " + key + " has the negative number " + number);
            }
            result.add(number);
        }
        return result.build().toArray();
    }

    private void expect(@Nullable JsonToken token, JsonToken wanted, String what) throws MalformedFileException {
        if (token != wanted) {
            throw problem("expected " + what);
        }
    }

    private MalformedFileException problem(String what) {
        return source.problem(start + json.currentTokenLocation().getByteOffset(), what);
    }
}
