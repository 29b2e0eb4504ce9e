package dev.costate.nn.state;

import dev.costate.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The names of a tree's tensors in a state dict.
final class StateNames {
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
    private static final String REST = "*";
    private static final String NUMBER = "#";
    private static final String REST_OF_NUMBER = NUMBER + "." + REST;

    private StateNames() {}

    /// The name of each tensor, in order; empty for the tree that is a tensor.
    static List<String> of(Structure structure) {
        List<String> names = new ArrayList<>();
        switch (structure) {
            case Structure.Leaf _ -> names.add("");
            case Structure.Static _ -> {}
            case Structure.Maybe(Optional<Structure> child) -> child.ifPresent(c -> names.addAll(of(c)));
            case Structure.Fields(var type, var components, var children) -> {
                for (var i = 0; i < components.size(); i++) {
                    names.addAll(component(type, i, components.get(i), children.get(i)));
                }
            }
            case Structure.Elements(var children) -> numbered(REST_OF_NUMBER, children, names);
            case Structure.ArrayElements(var _, var children) -> numbered(REST_OF_NUMBER, children, names);
            case Structure.Entries(var keys, var children) -> {
                for (var i = 0; i < children.size(); i++) {
                    var key = String.valueOf(keys.get(i));
                    of(children.get(i)).forEach(name -> names.add(name.isEmpty() ? key : key + "." + name));
                }
            }
        }
        return names;
    }

    private static List<String> component(Class<?> type, int i, String name, Structure child) {
        List<String> names = new ArrayList<>();
        var given = type.getRecordComponents()[i].getAnnotation(StateName.class);
        var pattern = given == null ? snake(name) + "." + REST : given.value();
        if (!pattern.contains(NUMBER)) {
            below(pattern, of(child), names);
            return names;
        }
        switch (child) {
            case Structure.Elements(var children) -> numbered(pattern, children, names);
            case Structure.ArrayElements(var _, var children) -> numbered(pattern, children, names);
            case Structure.Leaf _, Structure.Static _, Structure.Fields _, Structure.Entries _, Structure.Maybe _ ->
                throw new IllegalArgumentException("state dict: the component " + name + " of " + type.getSimpleName()
                        + " has the pattern " + pattern + " but is no list; only elements have numbers");
        }
        return names;
    }

    private static void numbered(String pattern, List<Structure> children, List<String> names) {
        for (var i = 0; i < children.size(); i++) {
            below(pattern.replace(NUMBER, Integer.toString(i)), of(children.get(i)), names);
        }
    }

    private static void below(String pattern, List<String> rest, List<String> names) {
        for (var name : rest) {
            names.add(name.isEmpty() ? pattern.replace("." + REST, "").replace(REST, "") : pattern.replace(REST, name));
        }
    }

    private static String snake(String name) {
        return HUMP.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }
}
