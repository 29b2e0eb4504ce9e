package dev.costate.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Compiles the snippets of a page and runs them.
final class PageRun {
    private PageRun() {}

    /// Runs a page.
    ///
    /// @throws AssertionError that names the page and the line, if the code does not compile without a warning,
    ///     throws, or does not do what the page states
    static void run(Page page) {
        var transcript = new Transcript(page);
        var classes = compile(page, PageSource.of(page));
        var before = System.out;
        System.setOut(transcript.stream());
        try {
            PageScope.begin(transcript);
            var type = Class.forName(PageSource.PAGE, true, new PageLoader(classes));
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            ((PageScope) constructor.newInstance()).run();
            transcript.requireNoMore();
        } catch (Exception e) {
            throw thrown(page, e);
        } catch (Error e) {
            throw e.getMessage() != null && e.getMessage().startsWith(page.path()) ? e : thrown(page, e);
        } finally {
            System.setOut(before);
        }
    }

    private static AssertionError thrown(Page page, Throwable thrown) {
        var line = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> page.name().equals(frame.getFileName()))
                .mapToInt(StackTraceElement::getLineNumber)
                .findFirst()
                .orElse(1);
        var failure = page.failure(line, String.valueOf(thrown));
        failure.initCause(thrown);
        return failure;
    }

    private static Map<String, byte[]> compile(Page page, List<String> sources) {
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var standard = compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8);
                var files = new MemoryFiles(standard)) {
            var options = List.of(
                    "-proc:none", "-g", "-Xlint:all,-auxiliaryclass", "-cp", System.getProperty("java.class.path", ""));
            var units = sources.stream().map(source -> new Source(page, source)).toList();
            compiler.getTask(null, files, diagnostics, options, null, units).call();
            for (var diagnostic : diagnostics.getDiagnostics()) {
                if (diagnostic.getKind() != Diagnostic.Kind.NOTE) {
                    throw page.failure((int) diagnostic.getLineNumber(), diagnostic.getMessage(Locale.ROOT));
                }
            }
            return files.classes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A text in memory that has the page's name.
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Page page, String text) {
            super(URI.create("page:///" + page.name()), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        MemoryFiles(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("page:///" + className + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return written.computeIfAbsent(className, _ -> new ByteArrayOutputStream());
                }
            };
        }

        Map<String, byte[]> classes() {
            var classes = new HashMap<String, byte[]>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }

    private static final class PageLoader extends ClassLoader {
        private final Map<String, byte[]> classes;

        PageLoader(Map<String, byte[]> classes) {
            super(PageRun.class.getClassLoader());
            this.classes = classes;
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
}
