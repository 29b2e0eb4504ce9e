package dev.costate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The shape of a parameter tree without its tensors: what [Tree#flatten] leaves over and [Tree#unflatten]
/// needs.
///
/// Two structures are equal if records, lists, maps, arrays and all static values (those that are neither
/// tensors nor containers) agree.
public sealed interface Structure {
    /// A tensor.
    record Leaf() implements Structure {}

    /// A record.
    ///
    /// @param type its class
    /// @param names its components
    /// @param children what they hold
    record Fields(Class<?> type, List<String> names, List<Structure> children) implements Structure {}

    /// A list.
    ///
    /// @param children its elements
    record Elements(List<Structure> children) implements Structure {}

    /// A Java array of objects.
    ///
    /// @param component its component type
    /// @param children its elements
    record ArrayElements(Class<?> component, List<Structure> children) implements Structure {}

    /// A map; entries keep their order, those of a hash map go by their keys.
    ///
    /// @param keys its keys
    /// @param children its values
    record Entries(List<Object> keys, List<Structure> children) implements Structure {}

    /// An optional.
    ///
    /// @param child what it holds, if anything
    record Maybe(Optional<Structure> child) implements Structure {}

    /// Anything else: a number, an enum, a name. It is part of the program, not of its data.
    ///
    /// @param value the value, null inside the optional if it is null
    record Static(Optional<Object> value) implements Structure {
        @Override
        public boolean equals(Object o) {
            return o instanceof Static(Optional<Object> other)
                    && Objects.deepEquals(value.orElse(null), other.orElse(null));
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.deepHashCode(new Object[] {value.orElse(null)});
        }
    }

    /// The parts of this node and how a path names each.
    private static void parts(Structure s, java.util.function.BiConsumer<String, Structure> each) {
        switch (s) {
            case Leaf _, Static _ -> {}
            case Fields(Class<?> _, List<String> names, List<Structure> children) -> {
                for (int i = 0; i < names.size(); i++) {
                    each.accept("." + names.get(i), children.get(i));
                }
            }
            case Elements(List<Structure> children) -> indexed(children, each);
            case ArrayElements(Class<?> _, List<Structure> children) -> indexed(children, each);
            case Entries(List<Object> keys, List<Structure> children) -> {
                for (int i = 0; i < keys.size(); i++) {
                    each.accept("[" + keys.get(i) + "]", children.get(i));
                }
            }
            case Maybe(Optional<Structure> child) -> child.ifPresent(c -> each.accept("", c));
        }
    }

    private static void indexed(List<Structure> children, java.util.function.BiConsumer<String, Structure> each) {
        for (int i = 0; i < children.size(); i++) {
            each.accept("[" + i + "]", children.get(i));
        }
    }

    /// The path of every leaf below `root`, in order, such as `net.layers[2].weight`.
    default List<String> paths(String root) {
        List<String> paths = new java.util.ArrayList<>();
        collect(this, root, paths);
        return paths;
    }

    private static void collect(Structure s, String path, List<String> paths) {
        if (s instanceof Leaf) {
            paths.add(path);
        }
        parts(
                s,
                (step, child) -> collect(
                        child, path.isEmpty() && step.startsWith(".") ? step.substring(1) : path + step, paths));
    }

    /// Where and how another structure differs.
    ///
    /// @param path where, empty for the whole
    /// @param here what stands there in this structure, in words
    /// @param there what stands there in the other
    record Difference(String path, String here, String there) {
        /// The place as the subject of a sentence: its path, or `it`.
        public String place() {
            return path.isEmpty() ? "it" : path;
        }
    }

    /// Where and how `other` first differs from this, empty if they are equal.
    default Optional<Difference> difference(Structure other) {
        return difference(other, "");
    }

    private Optional<Difference> difference(Structure other, String path) {
        if (equals(other)) {
            return Optional.empty();
        }
        List<String> steps = new java.util.ArrayList<>();
        List<Structure> mine = new java.util.ArrayList<>();
        List<Structure> theirs = new java.util.ArrayList<>();
        parts(this, (step, child) -> {
            steps.add(step);
            mine.add(child);
        });
        parts(other, (_, child) -> theirs.add(child));
        if (sameNode(other) && mine.size() == theirs.size()) {
            for (int i = 0; i < mine.size(); i++) {
                String step = steps.get(i);
                String below = path.isEmpty() && step.startsWith(".") ? step.substring(1) : path + step;
                Optional<Difference> found = mine.get(i).difference(theirs.get(i), below);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.of(new Difference(path, describe(), other.describe()));
    }

    private boolean sameNode(Structure other) {
        return switch (this) {
            case Leaf _, Static _ -> false;
            case Fields f -> other instanceof Fields o && f.type == o.type && f.names.equals(o.names);
            case Elements _ -> other instanceof Elements;
            case ArrayElements a -> other instanceof ArrayElements o && a.component == o.component;
            case Entries e -> other instanceof Entries o && e.keys.equals(o.keys);
            case Maybe _ -> other instanceof Maybe;
        };
    }

    /// This node in words, for errors.
    default String describe() {
        return switch (this) {
            case Leaf _ -> "a tensor";
            case Fields f -> "a " + f.type.getSimpleName();
            case Elements e -> "a list of " + e.children.size();
            case ArrayElements a -> "an array of " + a.children.size();
            case Entries e -> "a map with keys " + e.keys;
            case Maybe m -> m.child.isPresent() ? "an optional with a value" : "an empty optional";
            case Static s -> s.value.map(v -> "the static value " + v).orElse("null");
        };
    }
}
