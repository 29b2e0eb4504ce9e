package dev.costate.graph;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How operations are written, read off their records: `name(operands) {component=value, ...}`.
///
/// A new operation needs nothing here as long as its components are of the kinds in [#prototypes]. A component
/// that the name already tells, as `sin` does for a [Unary], is not written again.
final class OpSyntax {
    /// One spelling.
    ///
    /// @param name the operation's name
    /// @param type its record
    /// @param implied the components that the name tells, with their values
    /// @param written the components that stand in braces, graphs last
    record Form(String name, Class<?> type, Map<String, Object> implied, List<RecordComponent> written) {}

    private static final Map<String, Form> FORMS = forms();
    private static final ClassValue<List<RecordComponent>> GRAPHS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(OpSyntax::isNested)
                    .toList();
        }
    };

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

    /// The value of a component of `op`.
    static Object get(Op op, RecordComponent component) {
        try {
            return component.getAccessor().invoke(op);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " of " + op.getClass(), e);
        }
    }

    /// The operation of this form with the written components' `values`, by name.
    ///
    /// @throws IllegalArgumentException if the record's constructor refuses them
    static Op make(Form form, Map<String, Object> values) {
        Map<String, Object> all = new LinkedHashMap<>(form.implied());
        all.putAll(values);
        return construct(form.type(), all);
    }

    /// Some operation of this form, not a legal one.
    static Op example(Form form) {
        Map<String, Object> values = new LinkedHashMap<>();
        form.written().forEach(c -> values.put(name(c), prototypes(c).getFirst()));
        return make(form, values);
    }

    /// The graphs among the components of `op`, by their printed names; those of a list are `branches[0]` and
    /// so on.
    static Map<String, Graph> graphs(Op op) {
        List<RecordComponent> components = GRAPHS.get(op.getClass());
        if (components.isEmpty()) {
            return Map.of();
        }
        Map<String, Graph> graphs = new LinkedHashMap<>();
        for (RecordComponent c : components) {
            if (get(op, c) instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    graphs.put(name(c) + "[" + i + "]", (Graph) list.get(i));
                }
            } else {
                graphs.put(name(c), (Graph) get(op, c));
            }
        }
        return graphs;
    }

    /// A component's printed name, in snake case.
    static String name(RecordComponent component) {
        return component.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /// Whether a component holds one graph or a list of them.
    static boolean isNested(RecordComponent component) {
        return component.getType() == Graph.class || component.getType() == List.class;
    }

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        for (Class<?> type : Op.class.getPermittedSubclasses()) {
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
        RecordComponent[] components = type.getRecordComponents();
        Map<String, Object> example = new LinkedHashMap<>();
        for (RecordComponent c : components) {
            example.put(name(c), prototypes(c).getFirst());
        }
        List<RecordComponent> telling = new ArrayList<>();
        List<RecordComponent> written = new ArrayList<>();
        for (RecordComponent c : components) {
            long names = prototypes(c).stream()
                    .map(value -> construct(type, with(example, name(c), value)).name())
                    .distinct()
                    .count();
            (names > 1 ? telling : written).add(c);
        }
        written.sort((a, b) -> Boolean.compare(isNested(a), isNested(b)));
        List<Map<String, Object>> implied = List.of(Map.of());
        for (RecordComponent c : telling) {
            implied = implied.stream()
                    .flatMap(m -> prototypes(c).stream().map(value -> with(m, name(c), value)))
                    .toList();
        }
        List<Form> forms = new ArrayList<>();
        for (Map<String, Object> values : implied) {
            Map<String, Object> all = new LinkedHashMap<>(example);
            all.putAll(values);
            forms.add(new Form(construct(type, all).name(), type, values, List.copyOf(written)));
        }
        return forms;
    }

    /// Every value of a component of a finite type, one of any other.
    private static List<Object> prototypes(RecordComponent component) {
        Class<?> type = component.getType();
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

    private static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
        Map<String, Object> result = new LinkedHashMap<>(values);
        result.put(name, value);
        return result;
    }

    private static Op construct(Class<?> type, Map<String, Object> values) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] arguments =
                Arrays.stream(components).map(c -> values.get(name(c))).toArray();
        try {
            return (Op) type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(String.valueOf(e.getCause()), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }
}
