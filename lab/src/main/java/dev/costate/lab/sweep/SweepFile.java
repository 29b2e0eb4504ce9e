package dev.costate.lab.sweep;

import dev.costate.lab.Names;
import dev.costate.lab.Suggestion;
import dev.costate.lab.config.ConfigException;
import dev.costate.lab.sweep.YamlNode.Entries;
import dev.costate.lab.sweep.YamlNode.Items;
import dev.costate.lab.sweep.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// A sweep as a YAML file describes it.
///
/// ```yaml
/// study: two-scales                # required: a study's name, or a source file beside this one
/// name: l2                         # the sweep's name in the store; the file's unless given
/// set: {epochs: 2000}              # what all runs share beside the defaults
/// axes:                            # crossed
///   lambda: [0, 0.125, 0.25, 0.5]
///   w1Init: {from: 0.001, to: 0.5, count: 5, scale: log}
/// zip:                             # each a group of axes that go together, crossed with the others
///   - {hidden: [50, 500], lr: [0.02, 0.002]}
/// seeds: 20                        # how many, or a list of them
/// store: out/runs                  # a folder; the usual one unless given
/// ```
///
/// Keys that are not among these are errors, and so are keys that are there twice.
///
/// @param study the study's name
/// @param name the sweep's name, or an empty text
/// @param design what is swept
/// @param store a folder, or an empty text
/// @param places where its keys are, such as `line 3, column 3`, by their names; a component's is that of its axis if
/// it
///     has one
public record SweepFile(String study, String name, Design design, String store, Map<String, String> places) {
    private static final Set<String> KEYS = Set.of("study", "name", "set", "axes", "zip", "seeds", "store");

    /// Copies its argument.
    public SweepFile {
        places = Map.copyOf(places);
    }

    /// Where a component or another key is, however it is spelt; empty if it is not there.
    public Optional<String> place(String name) {
        return Optional.ofNullable(places.get(Names.kebab(name)));
    }

    /// Reads a file's content.
    ///
    /// @throws ConfigException if it describes no sweep; the message names line and column
    public static SweepFile parse(String text) {
        var root = map(YamlNode.read(text), "a sweep is a map: study, set, axes, zip, seeds");
        requireKeys(root, KEYS);
        if (!root.entries().containsKey("study")) {
            throw wrong(root, "'study' is missing; name the study to sweep");
        }
        return new SweepFile(text(root, "study"), text(root, "name"), design(root), text(root, "store"), places(root));
    }

    private static Map<String, String> places(Entries root) {
        var places = new HashMap<String, String>();
        addPlaces(root, places);
        if (root.entries().get("set") instanceof Entries set) {
            addPlaces(set, places);
        }
        if (root.entries().get("axes") instanceof Entries axes) {
            addPlaces(axes, places);
        }
        if (root.entries().get("zip") instanceof Items groups) {
            groups.items().forEach(group -> {
                if (group instanceof Entries axes) {
                    addPlaces(axes, places);
                }
            });
        }
        return places;
    }

    private static void addPlaces(Entries map, Map<String, String> places) {
        map.keys().forEach((name, place) -> places.put(Names.kebab(name), place));
    }

    private static Design design(Entries root) {
        var design = Design.of();
        for (var part : root.entries().entrySet()) {
            var node = part.getValue();
            design = switch (part.getKey()) {
                case "set" -> design.set(texts(map(node, "'set' is a map from components to values")));
                case "axes" -> crossed(design, map(node, "'axes' is a map from components to lists or ranges"));
                case "zip" -> zipped(design, list(node, "'zip' is a list of maps from components to lists"));
                case "seeds" -> seeds(design, node);
                default -> design; // study, name and store, and nothing else
            };
        }
        return design;
    }

    private static Design crossed(Design design, Entries axes) {
        var more = design;
        for (var axis : axes(axes).entrySet()) {
            more = more.axis(axis.getKey(), axis.getValue());
        }
        return more;
    }

    private static Design zipped(Design design, Items groups) {
        var more = design;
        for (var group : groups.items()) {
            more = more.zip(axes(map(group, "axes that go together are a map from components to lists")));
        }
        return more;
    }

    private static Design seeds(Design design, YamlNode seeds) {
        return switch (seeds) {
            case Scalar scalar -> design.seeds((int) whole(scalar, Design.MOST));
            case Items items ->
                design.seeds(items.items().stream()
                        .map(item -> whole(item, Long.MAX_VALUE))
                        .toList());
            case Entries entries -> throw wrong(entries, "'seeds' is how many, or a list of seeds");
        };
    }

    private static long whole(YamlNode node, long most) {
        try {
            var number = Long.parseLong(scalar(node, "a seed is a whole number").replace("_", ""));
            if (Math.abs(number) <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong(node, "'seeds' is how many, from 1 to %,d, or a list of whole numbers".formatted(Design.MOST));
    }

    private static SequencedMap<String, Values> axes(Entries axes) {
        var values = new LinkedHashMap<String, Values>();
        axes.entries().forEach((name, node) -> values.put(name, values(name, node)));
        return values;
    }

    private static Values values(String name, YamlNode node) {
        return switch (node) {
            case Items(List<YamlNode> items, String _)
            when !items.isEmpty() ->
                new Values.Listed(items.stream().map(item -> typed(name, item)).toList());
            case Items items -> throw wrong(items, "axis '%s' has no values; name one or more".formatted(name));
            case Scalar scalar ->
                throw wrong(scalar, "axis '%s' is a list, or {from, to, count, scale}".formatted(name));
            case Entries entries -> range(name, entries);
        };
    }

    private static Values range(String name, Entries entries) {
        requireKeys(entries, Set.of("from", "to", "count", "scale"));
        for (var key : List.of("from", "to", "count")) {
            if (!entries.entries().containsKey(key)) {
                throw wrong(entries, "axis '%s': a range has from, to and count; '%s' is missing".formatted(name, key));
            }
        }
        var scale = entries.entries().containsKey("scale") ? text(entries, "scale") : null;
        try {
            return DesignText.range(name, text(entries, "from"), text(entries, "to"), text(entries, "count"), scale);
        } catch (ConfigException e) {
            throw new ConfigException(entries.place() + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> texts(Entries map) {
        var texts = new LinkedHashMap<String, String>();
        map.entries().forEach((name, node) -> texts.put(name, typed(name, node)));
        return texts;
    }

    /// A value as it would be typed: a list is its items with commas between them.
    private static String typed(String name, YamlNode node) {
        return switch (node) {
            case Scalar(String text, String _) -> text;
            case Items(List<YamlNode> items, String _) -> {
                var texts = new ArrayList<String>();
                items.forEach(item -> texts.add(scalar(item, "'%s': a list of lists is no value".formatted(name))));
                yield String.join(",", texts);
            }
            case Entries entries ->
                throw wrong(entries, "'%s' is no value; name components of a record as %s.part".formatted(name, name));
        };
    }

    private static String text(Entries map, String key) {
        var node = map.entries().get(key);
        return node == null ? "" : scalar(node, "'%s' is one word".formatted(key));
    }

    private static String scalar(YamlNode node, String otherwise) {
        if (node instanceof Scalar(String text, String _)) {
            return text;
        }
        throw wrong(node, otherwise);
    }

    private static Entries map(YamlNode node, String otherwise) {
        if (node instanceof Entries entries) {
            return entries;
        }
        throw wrong(node, otherwise);
    }

    private static Items list(YamlNode node, String otherwise) {
        if (node instanceof Items items) {
            return items;
        }
        throw wrong(node, otherwise);
    }

    private static void requireKeys(Entries map, Set<String> keys) {
        for (var name : map.entries().keySet()) {
            if (!keys.contains(name)) {
                throw new ConfigException("%s: there is no '%s' here%s (there are %s)"
                        .formatted(
                                map.keys().get(name),
                                name,
                                Suggestion.meant(name, keys),
                                keys.stream().sorted().collect(Collectors.joining(", "))));
            }
        }
    }

    private static ConfigException wrong(YamlNode node, String what) {
        return new ConfigException(node.place() + ": " + what);
    }
}
