package dev.costate.cli;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.JavacTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Compiles a single source file into memory, with the class path of this process.
final class SourceCompiler {
    private SourceCompiler() {}

    /// What came out.
    ///
    /// @param classes the class files by binary name; empty if the file does not compile
    /// @param topLevel the binary names of the classes declared at the top of the file, in their order
    /// @param messages what the compiler said, as it says it
    record Compiled(Map<String, byte[]> classes, List<String> topLevel, String messages) {}

    /// Compiles `file`.
    ///
    /// @throws WrongCall if this Java has no compiler
    static Compiled compile(Path file) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new WrongCall("run: this Java runtime has no compiler; a JDK has one");
        }
        var messages = new StringWriter();
        var topLevel = new ArrayList<String>();
        try (var standard = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
                var files = new MemoryFiles(standard)) {
            var options = List.of("-proc:none", "-g", "-cp", System.getProperty("java.class.path", ""));
            var task = (JavacTask)
                    compiler.getTask(messages, files, null, options, null, standard.getJavaFileObjects(file));
            for (var unit : task.parse()) {
                var packageName = unit.getPackageName();
                for (var declaration : unit.getTypeDecls()) {
                    if (declaration instanceof ClassTree tree) {
                        topLevel.add((packageName == null ? "" : packageName + ".") + tree.getSimpleName());
                    }
                }
            }
            // generates nothing if there was an error
            task.generate();
            return new Compiled(files.classes(), topLevel, messages.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keeps the class files that the compiler writes.
    private static final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

        MemoryFiles(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    var bytes = new ByteArrayOutputStream();
                    written.put(className, bytes);
                    return bytes;
                }
            };
        }

        Map<String, byte[]> classes() {
            var classes = new LinkedHashMap<String, byte[]>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }
}
