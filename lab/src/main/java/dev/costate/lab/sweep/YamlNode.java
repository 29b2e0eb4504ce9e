package dev.costate.lab.sweep;

import dev.costate.lab.config.ConfigException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// A part of a YAML file: a scalar as it is written, a list or a map, with its place for messages.
///
/// Keys are unique; there are neither anchors nor more than one document.
sealed interface YamlNode {
    /// Lists in maps in lists: deeper than any description of a sweep.
    int DEEPEST = 16;

    /// An indentation with a tab.
    Pattern TAB = Pattern.compile(" *\t");

    /// Where it is: `line 3, column 5`.
    String place();

    /// A scalar.
    record Scalar(String text, String place) implements YamlNode {}

    /// A list.
    record Items(List<YamlNode> items, String place) implements YamlNode {}

    /// A map.
    ///
    /// @param entries its values
    /// @param keys where its keys are
    record Entries(SequencedMap<String, YamlNode> entries, Map<String, String> keys, String place)
            implements YamlNode {}

    /// Reads a file's content.
    ///
    /// @throws ConfigException if it is no YAML of this sort; the message names line and column
    static YamlNode read(String text) {
        var factory = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new ConfigException("it is empty; a sweep is a map: study, set, axes, zip, seeds");
            }
            var root = node(parser, 0);
            if (parser.nextToken() != null) {
                throw wrong(parser, "a second document; describe one sweep in a file");
            }
            return root;
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new ConfigException(
                    tab(text).orElse((at == null || at.getLineNr() < 1 ? "" : place(at) + ": ") + words(e)), e);
        }
    }

    /// What the parser says, without its excerpt of the file.
    private static String words(JacksonException e) {
        var words = e.getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .collect(Collectors.joining(": "));
        var twice = Pattern.compile("Duplicate Object property \"(.*)\"").matcher(words);
        return twice.matches() ? "'" + twice.group(1) + "' is there twice; write all of it in one place" : words;
    }

    /// What is wrong with the first line that is indented by a tab, if there is one.
    private static Optional<String> tab(String text) {
        var lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> TAB.matcher(lines.get(i)).lookingAt())
                .mapToObj(i -> "line %d, column 1: it is indented by a tab, which YAML does not take; indent by blanks"
                        .formatted(i + 1))
                .findFirst();
    }

    private static YamlNode node(JsonParser parser, int depth) {
        var place = place(parser.currentTokenLocation());
        if (depth > DEEPEST) {
            throw wrong(parser, "lists and maps in one another more than %d deep".formatted(DEEPEST));
        }
        if (parser instanceof YAMLParser yaml && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
            throw wrong(parser, "anchors (&) and aliases (*) are not read; write the value out");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var entries = new LinkedHashMap<String, YamlNode>();
                var keys = new HashMap<String, String>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var name = parser.currentName();
                    keys.put(name, place(parser.currentTokenLocation()));
                    if (parser.nextToken() == JsonToken.VALUE_NULL) {
                        throw new ConfigException(keys.get(name) + ": '" + name + "' has no value; write one after it");
                    }
                    entries.put(name, node(parser, depth + 1));
                }
                yield new Entries(entries, keys, place);
            }
            case START_ARRAY -> {
                var items = new ArrayList<YamlNode>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(node(parser, depth + 1));
                }
                yield new Items(items, place);
            }
            case VALUE_NULL -> throw wrong(parser, "a value is missing");
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                new Scalar(parser.getString(), place);
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw wrong(parser, "nothing that describes a sweep");
        };
    }

    private static ConfigException wrong(JsonParser parser, String what) {
        return new ConfigException(place(parser.currentTokenLocation()) + ": " + what);
    }

    private static String place(TokenStreamLocation location) {
        return "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
