package dev.costate;

import dev.costate.internal.trace.Problem;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How to take a record apart and put it together, looked up once a class.
record RecordShape(List<String> names, List<Method> accessors, Constructor<?> constructor) {
    private static final ClassValue<RecordShape> CACHE = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                List<Method> accessors = Arrays.stream(components)
                        .map(c -> open(type, c.getAccessor()))
                        .toList();
                return new RecordShape(
                        Arrays.stream(components).map(RecordComponent::getName).toList(),
                        accessors,
                        open(type, type.getDeclaredConstructor(types)));
            } catch (NoSuchMethodException e) {
                throw new AssertionError("a record without its canonical constructor: " + type, e);
            }
        }
    };

    static RecordShape of(Class<?> type) {
        return CACHE.get(type);
    }

    private static <M extends AccessibleObject> M open(Class<?> type, M member) {
        try {
            member.setAccessible(true);
            return member;
        } catch (InaccessibleObjectException e) {
            throw Problem.tree(
                    "tree",
                    "the record " + type.getName() + " cannot be read: its module does not open "
                            + type.getPackageName(),
                    "add \"opens " + type.getPackageName() + ";\" to its module-info");
        }
    }

    @Nullable
    Object get(Record record, int i) {
        return call(record.getClass(), () -> accessors.get(i).invoke(record));
    }

    @Nullable
    Object construct(@Nullable Object[] values) {
        return call(constructor.getDeclaringClass(), () -> constructor.newInstance(values));
    }

    private interface Call {
        @Nullable
        Object run() throws ReflectiveOperationException;
    }

    private static @Nullable Object call(Class<?> type, Call call) {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException r -> throw r;
                case Error r -> throw r;
                case null, default -> throw failure(type, e);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw failure(type, e);
        }
    }

    private static TreeException failure(Class<?> type, Exception e) {
        TreeException failure = Problem.tree(
                "tree",
                "the record " + type.getSimpleName() + " could not be rebuilt: " + e,
                "declare its components as List, Map, Optional or arrays, not as a class that implements one");
        failure.initCause(e);
        return failure;
    }
}
