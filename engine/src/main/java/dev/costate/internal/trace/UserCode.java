package dev.costate.internal.trace;

import dev.costate.Tensor;
import dev.costate.graph.Origin;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds the line of source that is calling the engine, on the stack.
///
/// There are two answers where a library of Costate's stands between user and engine: its line says what is
/// computed, so nodes carry it; the user's says what to mend, so errors name it.
public final class UserCode {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final @Nullable String ENGINE = location(Tensor.class);
    private static final ClassValue<Kind> KIND = new ClassValue<>() {
        @Override
        protected Kind computeValue(Class<?> type) {
            return kind(type);
        }
    };

    /// Whose code a class is.
    private enum Kind {
        /// The JDK's or the engine's.
        ENGINE,
        /// That of a library on top of the engine, by [Libraries].
        LIBRARY,
        /// All other.
        USER
    }

    private UserCode() {}

    /// The innermost line that is neither the engine's nor the JDK's, [Origin#UNKNOWN] if there is none: a
    /// library's where that calls the engine.
    public static Origin origin() {
        return innermost(kind -> kind != Kind.ENGINE);
    }

    /// The innermost line of the user's own; if there is none, [#origin].
    public static Origin caller() {
        Origin users = innermost(kind -> kind == Kind.USER);
        return users.isKnown() ? users : origin();
    }

    private static Origin innermost(Predicate<Kind> whose) {
        return WALKER.walk(frames -> frames.filter(f -> whose.test(KIND.get(f.getDeclaringClass())))
                .findFirst()
                .map(f -> Origin.of(
                        Objects.requireNonNullElse(
                                f.getFileName(), f.getDeclaringClass().getSimpleName()),
                        Math.max(0, f.getLineNumber())))
                .orElse(Origin.UNKNOWN));
    }

    private static Kind kind(Class<?> type) {
        Module module = type.getModule();
        if (module.isNamed()
                && (module.getName().startsWith("java.") || module.getName().startsWith("jdk."))) {
            return Kind.ENGINE;
        }
        // by package too, since an application may be one jar of its own classes, the libraries' and the engine's
        String location = location(type);
        if (location == null || !type.getName().startsWith("dev.costate.")) {
            return Kind.USER;
        }
        return location.equals(ENGINE) ? Kind.ENGINE : Libraries.contain(location) ? Kind.LIBRARY : Kind.USER;
    }

    private static @Nullable String location(Class<?> type) {
        ProtectionDomain domain = type.getProtectionDomain();
        CodeSource source = domain == null ? null : domain.getCodeSource();
        return source == null || source.getLocation() == null
                ? null
                : source.getLocation().toExternalForm();
    }
}
