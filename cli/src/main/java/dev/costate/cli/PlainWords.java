package dev.costate.cli;

import dev.costate.lab.JsonText;
import dev.costate.lab.NumberText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Plain values of a manifest in a line; those of a sweep's design as one types them.
final class PlainWords {
    private PlainWords() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "none";
            case String text -> text;
            case Double number -> NumberText.exact(number);
            case Map<?, ?> map -> ofMap(map);
            case List<?> list -> list(list, isFactor(list) ? "; " : ", ");
            default -> JsonText.of(value).strip();
        };
    }

    /// The seeds of a design: how many, or which.
    static String ofSeeds(@Nullable Object seeds) {
        return seeds instanceof Map<?, ?> map ? map.isEmpty() ? "1" : list(map.values(), ", ") : of(seeds);
    }

    private static String ofMap(Map<?, ?> map) {
        if (map.keySet().equals(Set.of("axes")) && map.get("axes") instanceof Map<?, ?> axes) {
            return axes.entrySet().stream()
                    .map(axis -> axis.getKey() + " = " + of(axis.getValue()))
                    .collect(Collectors.joining(" & "));
        }
        if (map.keySet().equals(Set.of("texts"))) {
            return of(map.get("texts"));
        }
        if (map.keySet().equals(Set.of("from", "to", "count", "isLogarithmic"))) {
            return of(map.get("from")) + ".." + of(map.get("to")) + ":" + of(map.get("count"))
                    + (Boolean.TRUE.equals(map.get("isLogarithmic")) ? ":log" : "");
        }
        return map.entrySet().stream()
                .map(entry -> entry(String.valueOf(entry.getKey()), entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static boolean isFactor(List<?> list) {
        return list.stream().anyMatch(Map.class::isInstance);
    }

    private static String entry(String name, @Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(nested -> entry(name + "." + nested.getKey(), nested.getValue()))
                        .collect(Collectors.joining(", "));
            case List<?> list -> name + " = [" + of(list) + "]";
            case null, default -> name + " = " + of(value);
        };
    }

    private static String list(Iterable<?> values, String between) {
        var words = new StringBuilder();
        for (var value : values) {
            words.append(words.isEmpty() ? "" : between).append(of(value));
        }
        return words.toString();
    }
}
