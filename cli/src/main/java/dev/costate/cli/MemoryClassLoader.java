package dev.costate.cli;

import java.util.Map;

/// Loads classes that were compiled into memory.
final class MemoryClassLoader extends ClassLoader {
    /// The loader's name, by which stack frames of such classes are known.
    static final String NAME = "program";

    private final Map<String, byte[]> classes;

    MemoryClassLoader(Map<String, byte[]> classes, ClassLoader parent) {
        super(NAME, parent);
        this.classes = Map.copyOf(classes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        var bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
