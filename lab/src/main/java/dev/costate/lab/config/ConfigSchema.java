package dev.costate.lab.config;

import dev.costate.lab.Option;
import dev.costate.lab.Suggestion;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The options of a configuration record, and how a configuration is made of their texts.
///
/// @param <C> the record
public final class ConfigSchema<C extends Record> {
    private final C defaults;
    private final List<ConfigOption> options;

    private ConfigSchema(C defaults, List<ConfigOption> options) {
        this.defaults = defaults;
        this.options = List.copyOf(options);
    }

    /// The options of the record of `defaults`, in the order of its components.
    ///
    /// @throws IllegalStateException if a component has a type that cannot be an option
    public static <C extends Record> ConfigSchema<C> of(C defaults) {
        var options = new ArrayList<ConfigOption>();
        collect("", defaults, options);
        return new ConfigSchema<>(defaults, options);
    }

    /// The options, in the order of the components.
    public List<ConfigOption> options() {
        return options;
    }

    /// The configuration with these values, and the defaults for the others.
    ///
    /// @param texts the values as typed, by [ConfigOption#path]
    /// @throws ConfigException if there is no such option, a text is no value of its option, or the record's
    ///     constructor refuses the values together by an [IllegalArgumentException]
    public C read(Map<String, String> texts) {
        for (var path : texts.keySet()) {
            if (options.stream().noneMatch(option -> option.path().equals(path))) {
                var paths = options.stream().map(ConfigOption::path).toList();
                throw new ConfigException(
                        path,
                        "there is no option '%s'%s (there are %s)"
                                .formatted(path, Suggestion.meant(path, paths), String.join(", ", paths)));
            }
        }
        return texts.isEmpty() ? defaults : build("", defaults, texts);
    }

    /// The texts of a configuration's plain value (see [dev.costate.lab.PlainValue]) by [ConfigOption#path]:
    /// what [#read] makes the same configuration of.
    ///
    /// @throws ConfigException if the value lacks an option
    public Map<String, String> texts(Map<String, ? extends @Nullable Object> plain) {
        var texts = new LinkedHashMap<String, String>();
        for (var option : options) {
            Object value = plain;
            for (var name : option.path().split("\\.", -1)) {
                value = value instanceof Map<?, ?> map ? map.get(name) : null;
            }
            if (value == null) {
                throw new ConfigException("the configuration %s has no '%s'".formatted(plain, option.path()));
            }
            texts.put(option.path(), ConfigOption.text(value));
        }
        return texts;
    }

    private static void collect(String prefix, Record defaults, List<ConfigOption> options) {
        for (var component : defaults.getClass().getRecordComponents()) {
            var path = prefix + component.getName();
            var value = value(component, defaults);
            var type = OptionType.of(component.getGenericType());
            if (type != null) {
                options.add(ConfigOption.of(path, type, component.getAnnotation(Option.class), value));
            } else if (value instanceof Record nested) {
                collect(path + ".", nested, options);
            } else {
                throw new IllegalStateException(
                        "%s.%s: a %s cannot be an option; use int, long, double, boolean, String, an enum, an array or List of those, or a record"
                                .formatted(
                                        defaults.getClass().getSimpleName(),
                                        path,
                                        component.getGenericType().getTypeName()));
            }
        }
    }

    private <R extends Record> R build(String prefix, R defaults, Map<String, String> texts) {
        var components = defaults.getClass().getRecordComponents();
        var values = new @Nullable Object[components.length];
        for (var i = 0; i < components.length; i++) {
            var path = prefix + components[i].getName();
            var old = value(components[i], defaults);
            var text = texts.get(path);
            if (text != null) {
                values[i] = option(path).read(text);
            } else {
                values[i] = old instanceof Record nested ? build(path + ".", nested, texts) : old;
            }
        }
        return construct(defaults, components, values);
    }

    private ConfigOption option(String path) {
        return options.stream()
                .filter(option -> option.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // the constructor of R's own class
    private static <R extends Record> R construct(R defaults, RecordComponent[] components, @Nullable Object[] values) {
        var type = defaults.getClass();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            // a study in a user's single source file may keep its configuration private
            constructor.setAccessible(true);
            return (R) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw new ConfigException(String.valueOf(refusal.getMessage()), refusal);
            }
            throw new IllegalStateException(type.getName() + ": its constructor failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + ": its canonical constructor cannot be called", e);
        }
    }

    private static @Nullable Object value(RecordComponent component, Record record) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
