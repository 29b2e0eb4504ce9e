package dev.costate.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A program of records, switches and lambdas, as javac leaves it and written out.
class UnbootstrapTest {
    private static final Path PROGRAM = Path.of("src/build/java/Unbootstrap.java");
    private static final Path LAMBDAS = Path.of("src/build/java/Lambdas.java");

    @TempDir
    static Path folder;

    static Path plain;
    static Path written;

    @BeforeAll
    static void compile() throws ReflectiveOperationException, IOException {
        plain = compiled("plain", source("Sample"), source("Lambdas"));
        written = compiled("written", source("Sample"), source("Lambdas"));
        writeOut();
    }

    private static Path source(String name) throws IOException {
        Path file = folder.resolve(name + ".java");
        if (!Files.exists(file)) {
            try (var text = Objects.requireNonNull(UnbootstrapTest.class.getResourceAsStream(name + ".java.txt"))) {
                Files.copy(text, file);
            }
        }
        return file;
    }

    private static Path compiled(String name, Path... sources) throws IOException {
        Path classes = Files.createDirectory(folder.resolve(name));
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        Stream.of(sources).map(Path::toString).forEach(arguments::add);
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(exit).as("javac of " + List.of(sources)).isZero();
        return classes;
    }

    private static void writeOut() throws ReflectiveOperationException, IOException {
        Path classes = folder.resolve("program");
        try (var loader = loader(Files.exists(classes) ? classes : compiled("program", PROGRAM, LAMBDAS))) {
            var main = loader.loadClass("Unbootstrap").getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[] {written.toString()});
        }
    }

    private static URLClassLoader loader(Path classes) throws IOException {
        return new URLClassLoader(new URL[] {classes.toUri().toURL()});
    }

    @Test
    void doesTheSame() throws ReflectiveOperationException, IOException {
        assertThat(facts("Sample", written)).hasSizeGreaterThan(500).isEqualTo(facts("Sample", plain));
        assertThat(facts("Lambdas", written)).hasSizeGreaterThan(15).isEqualTo(facts("Lambdas", plain));
    }

    private static List<?> facts(String name, Path classes) throws ReflectiveOperationException, IOException {
        try (var loader = loader(classes)) {
            return (List<?>) loader.loadClass(name).getMethod("facts").invoke(null);
        }
    }

    @Test
    void leavesOnlyChoicesAmongOtherThingsThanClasses() throws IOException {
        assertThat(bootstrapped(plain, "java.lang.runtime"))
                .contains("equals in equals", "hashCode in hashCode", "toString in toString", "typeSwitch in kind");
        assertThat(bootstrapped(written, "java.lang.runtime"))
                .containsExactly("typeSwitch in mixed", "typeSwitch in word");
    }

    @Test
    void leavesOnlyLambdasThatConvertPrimitivesOrAreSerializable() throws IOException {
        assertThat(lambdas(plain)).hasSizeGreaterThan(35);
        assertThat(lambdas(written))
                .containsExactlyInAnyOrder(
                        "applyAsLong in facts", "apply in facts", "get in facts", "get in $deserializeLambda$");
    }

    private static List<String> lambdas(Path classes) throws IOException {
        return bootstrapped(classes, "java.lang.invoke").stream()
                .filter(c -> !c.startsWith("makeConcat"))
                .toList();
    }

    /// The calls that a package of the JDK is to make, and the methods that they are in.
    private static List<String> bootstrapped(Path classes, String by) throws IOException {
        List<String> calls = new ArrayList<>();
        for (byte[] bytes : files(classes).values()) {
            for (MethodModel method : ClassFile.of().parse(bytes).methods()) {
                method.code().stream().flatMap(CodeModel::elementStream).forEach(e -> {
                    if (e instanceof InvokeDynamicInstruction call
                            && call.bootstrapMethod().owner().packageName().equals(by)) {
                        calls.add(call.name().stringValue() + " in "
                                + method.methodName().stringValue());
                    }
                });
            }
        }
        return calls;
    }

    @Test
    void findsNothingToDoASecondTime() throws ReflectiveOperationException, IOException {
        Map<Path, byte[]> before = files(written);
        writeOut();
        assertThat(files(written)).usingRecursiveComparison().isEqualTo(before);
    }

    private static Map<Path, byte[]> files(Path classes) throws IOException {
        Map<Path, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".class")).toList()) {
                files.put(file, Files.readAllBytes(file));
            }
        }
        return files;
    }
}
