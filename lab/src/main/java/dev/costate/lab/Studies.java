package dev.costate.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// The studies on the class path: those whose classes are named in a file
/// `META-INF/services/dev.costate.lab.Study`.
public final class Studies {
    private Studies() {}

    /// All studies, sorted by name.
    ///
    /// @throws IllegalStateException if two studies share a name, or a name is not lower-case words joined by
    ///     hyphens
    /// @throws java.util.ServiceConfigurationError if a class named there cannot be made
    public static List<Study<?>> all() {
        var studies = new ArrayList<Study<?>>();
        var byName = new HashMap<String, Study<?>>();
        for (var study : loaded()) {
            requireName(study);
            var twin = byName.put(study.name(), study);
            if (twin != null) {
                throw new IllegalStateException("two studies are called '%s': %s and %s"
                        .formatted(
                                study.name(),
                                twin.getClass().getName(),
                                study.getClass().getName()));
            }
            studies.add(study);
        }
        studies.sort(Comparator.comparing(Study::name));
        return List.copyOf(studies);
    }

    /// The study called `name`. It looks no further than that study, which keeps the start short.
    public static Optional<Study<?>> find(String name) {
        for (var study : loaded()) {
            if (study.name().equals(name)) {
                return Optional.of(study);
            }
        }
        return Optional.empty();
    }

    /// Refuses a name that could not be typed as a word.
    ///
    /// @throws IllegalStateException if the name is not lower-case words joined by hyphens
    public static void requireName(Study<?> study) {
        if (!Names.isKebab(study.name())) {
            throw new IllegalStateException(
                    "%s calls itself '%s'; a study's name is lower-case words joined by hyphens, such as '%s'"
                            .formatted(
                                    study.getClass().getName(),
                                    study.name(),
                                    Names.kebab(study.getClass().getSimpleName())));
        }
    }

    @SuppressWarnings("rawtypes") // a service is a class, and a class has no type arguments
    private static Iterable<Study<?>> loaded() {
        var services = ServiceLoader.load(Study.class, Studies.class.getClassLoader());
        return () -> {
            var iterator = services.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return iterator.hasNext();
                }

                @Override
                public Study<?> next() {
                    return iterator.next();
                }
            };
        };
    }
}
