package dev.costate.internal.trace;

import dev.costate.Tensor;
import dev.costate.graph.Origin;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds the line of the user's source that is calling the engine: the innermost frame of a class that is
/// neither the engine's nor the JDK's.
public final class UserCode {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final @Nullable CodeSource ENGINE = source(Tensor.class);
    private static final ClassValue<Boolean> IS_USERS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            Module module = type.getModule();
            boolean platform = module.isNamed()
                    && (module.getName().startsWith("java.") || module.getName().startsWith("jdk."));
            CodeSource source = source(type);
            boolean engine =
                    source != null && ENGINE != null && Objects.equals(source.getLocation(), ENGINE.getLocation());
            return !platform && !engine;
        }
    };

    private UserCode() {}

    /// The user's line, [Origin#UNKNOWN] if there is none on the stack.
    public static Origin origin() {
        return WALKER.walk(frames -> frames.filter(f -> IS_USERS.get(f.getDeclaringClass()))
                .findFirst()
                .map(f -> Origin.of(
                        Objects.requireNonNullElse(
                                f.getFileName(), f.getDeclaringClass().getSimpleName()),
                        Math.max(0, f.getLineNumber())))
                .orElse(Origin.UNKNOWN));
    }

    private static @Nullable CodeSource source(Class<?> type) {
        ProtectionDomain domain = type.getProtectionDomain();
        return domain == null ? null : domain.getCodeSource();
    }
}
