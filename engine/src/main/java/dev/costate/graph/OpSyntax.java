package dev.costate.graph;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How operations are written, read off their records: `name(operands) {component=value, ...}`.
///
/// A new operation needs nothing here as long as its components are of the kinds in [Component#prototypes]. A
/// component that the name already tells, as `sin` does for a [Unary], is not written again.
final class OpSyntax {
    /// One spelling.
    ///
    /// @param name the operation's name
    /// @param type its record
    /// @param implied the components that the name tells, with their values
    /// @param written the components that stand in braces, graphs last
    record Form(String name, Class<?> type, Map<String, Object> implied, List<Component> written) {
        /// The operation of this form with the written components' `values`, by name.
        ///
        /// @throws IllegalArgumentException if the record's constructor refuses them
        Op make(Map<String, Object> values) {
            return construct(type, with(implied, values));
        }

        /// Some operation of this form, not a legal one.
        Op example() {
            Map<String, Object> values = new LinkedHashMap<>();
            written.forEach(c -> values.put(c.name(), c.prototypes().getFirst()));
            return make(values);
        }
    }

    /// A component of an operation's record.
    ///
    /// @param name its printed name, in snake case
    /// @param type its type
    /// @param accessor reads it
    record Component(String name, Class<?> type, Method accessor) {
        private static Component of(RecordComponent c) {
            String name = c.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
            return new Component(name, c.getType(), c.getAccessor());
        }

        /// Whether it holds one graph or a list of them.
        boolean isNested() {
            return type == Graph.class || type == List.class;
        }

        /// Its value in `op`.
        Object get(Op op) {
            try {
                return accessor.invoke(op);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(name + " of " + op.getClass(), e);
            }
        }

        /// Every value if its type is finite, one otherwise.
        List<Object> prototypes() {
            if (type.isEnum()) {
                return List.of(type.getEnumConstants());
            }
            if (type == boolean.class) {
                return List.of(false, true);
            }
            Map<Class<?>, Object> one = Map.of(
                    int.class, 0,
                    String.class, "",
                    Shape.class, Shape.scalar(),
                    Axes.class, Axes.of(),
                    Array.class, Array.zeros(Type.scalar(DType.FLOAT32)),
                    Graph.class, new Graph(List.of(), List.of(), List.of(), Axes.of()),
                    List.class, List.of());
            @Nullable Object value = one.get(type);
            if (value == null) {
                throw new IllegalStateException("graph text has no syntax for a component of " + type);
            }
            return List.of(value);
        }
    }

    private static final ClassValue<List<Component>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Component::of).toList();
        }
    };

    private static final Map<String, Form> FORMS = forms();

    private OpSyntax() {}

    /// The form whose name is `name`, if there is one.
    static Optional<Form> named(String name) {
        return Optional.ofNullable(FORMS.get(name));
    }

    /// The form `op` prints in.
    static Form of(Op op) {
        Form form = FORMS.get(op.name());
        if (form == null || form.type() != op.getClass()) {
            throw new IllegalStateException("no form for " + op);
        }
        return form;
    }

    /// The names of all forms.
    static List<String> names() {
        return List.copyOf(FORMS.keySet());
    }

    /// The graphs among the components of `op`, by their printed names; those of a list are `branches[0]` and
    /// so on.
    static Map<String, Graph> graphs(Op op) {
        Map<String, Graph> graphs = new LinkedHashMap<>();
        for (Component c : COMPONENTS.get(op.getClass())) {
            if (!c.isNested()) {
                continue;
            }
            if (c.get(op) instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    graphs.put(c.name() + "[" + i + "]", (Graph) list.get(i));
                }
            } else {
                graphs.put(c.name(), (Graph) c.get(op));
            }
        }
        return graphs;
    }

    /// The records under a sealed interface.
    static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(OpSyntax::records);
    }

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        for (Class<?> type : records(Op.class).toList()) {
            for (Form form : forms(type)) {
                if (forms.put(form.name(), form) != null) {
                    throw new IllegalStateException("two operations print as " + form.name());
                }
            }
        }
        return Collections.unmodifiableMap(forms);
    }

    /// A component is told by the name if another value of it makes another name.
    private static List<Form> forms(Class<?> type) {
        Map<String, Object> example = new LinkedHashMap<>();
        for (Component c : COMPONENTS.get(type)) {
            example.put(c.name(), c.prototypes().getFirst());
        }
        List<Map<String, Object>> implied = List.of(Map.of());
        List<Component> written = new ArrayList<>();
        for (Component c : COMPONENTS.get(type)) {
            long names = c.prototypes().stream()
                    .map(value -> construct(type, with(example, Map.of(c.name(), value)))
                            .name())
                    .distinct()
                    .count();
            if (names > 1) {
                implied = implied.stream()
                        .flatMap(told -> c.prototypes().stream().map(value -> with(told, Map.of(c.name(), value))))
                        .toList();
            } else {
                written.add(c);
            }
        }
        written.sort(Comparator.comparing(Component::isNested));
        List<Form> forms = new ArrayList<>();
        for (Map<String, Object> told : implied) {
            String name = construct(type, with(example, told)).name();
            forms.add(new Form(name, type, told, List.copyOf(written)));
        }
        return forms;
    }

    private static Map<String, Object> with(Map<String, Object> values, Map<String, Object> others) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.putAll(others);
        return all;
    }

    private static Op construct(Class<?> type, Map<String, Object> values) {
        List<Component> components = COMPONENTS.get(type);
        Class<?>[] types = components.stream().map(Component::type).toArray(Class<?>[]::new);
        Object[] arguments = components.stream().map(c -> values.get(c.name())).toArray();
        try {
            return (Op) type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(String.valueOf(e.getCause()), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }
}
