package dev.costate.docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import jdk.jshell.JShell;

/// A statement, declaration or import, with the blanks and comments before it.
///
/// @param kind where it goes in a class
/// @param text the code
record JavaUnit(Kind kind, String text) {
    enum Kind {
        IMPORT,
        /// A type or a method.
        MEMBER,
        /// All else, local variables among it.
        STATEMENT
    }

    /// Cuts code into its units, which joined give the code again.
    ///
    /// @param shell knows where a unit ends; it runs nothing
    /// @param failure makes the error for code that is not Java
    static List<JavaUnit> split(JShell shell, String code, Function<String, AssertionError> failure) {
        var units = new ArrayList<JavaUnit>();
        var rest = code;
        while (!rest.isBlank()) {
            var completion = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            var text = completion.source();
            if (!completion.completeness().isComplete() || text == null || !rest.startsWith(text)) {
                throw failure.apply("this is no complete Java: " + rest.strip());
            }
            units.add(new JavaUnit(kind(text), text));
            rest = rest.substring(text.length());
        }
        return units;
    }

    private static Kind kind(String unit) {
        if (unit.strip().startsWith("import ")) {
            return Kind.IMPORT;
        }
        var members = membersOfAClass(unit);
        var isMember = members.size() == 1
                && (members.getFirst() instanceof MethodTree || members.getFirst() instanceof ClassTree);
        return isMember ? Kind.MEMBER : Kind.STATEMENT;
    }

    /// What `unit` is as the body of a class; empty if it cannot be one.
    private static List<? extends Tree> membersOfAClass(String unit) {
        var source = new SimpleJavaFileObject(URI.create("unit:///Unit.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "class Unit {" + unit + "\n}";
            }
        };
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostics, List.of("-proc:none"), null, List.of(source));
        try {
            var file = task.parse().iterator().next();
            var isLegal = diagnostics.getDiagnostics().isEmpty();
            return isLegal ? ((ClassTree) file.getTypeDecls().getFirst()).getMembers() : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
