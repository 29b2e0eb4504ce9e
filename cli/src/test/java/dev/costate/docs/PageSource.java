package dev.costate.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.JShell;

/// The two classes that the snippets of a page are compiled as. Every line of code stands in them at its line of
/// the page, so that the compiler, stack traces and the engine's errors name that.
///
/// Statements go into a method of the one, where all blocks share their variables; types and methods go into the
/// other, which it extends. Two kinds of comments become checks:
///
/// - `// -> text` after a statement, or several of them: what was printed since the last such comment. A comment
///   that is indented by four blanks continues the line before it.
/// - `// throws Type: message` after a statement: what it throws.
final class PageSource {
    /// The name of the class whose `run` are the statements.
    static final String PAGE = "Page";

    private static final Pattern PRINTS = Pattern.compile("(.*?)\\s*// -> (.*)");
    private static final Pattern THROWS = Pattern.compile("(.*?)\\s*// throws (\\w+: .*)");
    private static final Pattern CONTINUED = Pattern.compile("\\s*// {4,}(.*)");
    private static final Pattern LOOKS_LIKE_A_CHECK = Pattern.compile("//\\s*(->|throws\\b).*");
    private static final String JAVADOC_IMPORTS = "import dev.costate.*; import dev.costate.function.*; "
            + "import dev.costate.graph.*; import dev.costate.random.*; ";
    private static final Pattern PACKAGE = Pattern.compile("[^/]+/src/main/java/(.+)/[^/]+");

    private final Page page;
    private final StringBuilder[] statements;
    private final StringBuilder[] members;
    private final StringBuilder imports = new StringBuilder("import module java.base; ");

    private PageSource(Page page) {
        this.page = page;
        statements = empty();
        members = empty();
        if (page.isJavadoc()) {
            imports.append(JAVADOC_IMPORTS).append(neighbours(page.path()));
        }
    }

    /// Imports what whoever reads the Javadoc has before them: its package, and the lab's own if it is one of its.
    private static String neighbours(String path) {
        var source = PACKAGE.matcher(path);
        if (!source.matches()) {
            return "";
        }
        var name = source.group(1).replace('/', '.');
        return "import " + name + ".*; " + (name.startsWith("dev.costate.lab.") ? "import dev.costate.lab.*; " : "");
    }

    private StringBuilder[] empty() {
        return page.lines().stream().map(_ -> new StringBuilder()).toArray(StringBuilder[]::new);
    }

    /// The texts of the two classes.
    static List<String> of(Page page) {
        var source = new PageSource(page);
        try (var shell = JShell.builder().executionEngine("local").build()) {
            for (var snippet : page.blocks(Block.Snippet.class)) {
                source.add(shell, snippet.line(), source.withChecks(snippet));
            }
        }
        return List.of(
                source.text("abstract class Members extends " + PageScope.class.getName() + " { ", source.members, "}"),
                source.text(
                        "final class " + PAGE + " extends Members { @Override protected void run() throws Exception { ",
                        source.statements,
                        "} }"));
    }

    private String text(String head, StringBuilder[] body, String tail) {
        return imports + head + String.join("\n", body) + "\n" + tail;
    }

    /// The code with its checks as statements, as many lines as before.
    private String withChecks(Block.Snippet snippet) {
        var code = new ArrayList<String>();
        for (var i = 0; i < snippet.lines().size(); i++) {
            var line = snippet.lines().get(i);
            var number = snippet.line() + i;
            var prints = PRINTS.matcher(line);
            var thrown = THROWS.matcher(line);
            if (prints.matches()) {
                var expected = new ArrayList<>(List.of(prints.group(2)));
                var used = i + 1;
                for (; used < snippet.lines().size(); used++) {
                    var more = PRINTS.matcher(snippet.lines().get(used));
                    var rest = CONTINUED.matcher(snippet.lines().get(used));
                    if (more.matches() && more.group(1).isBlank()) {
                        expected.add(more.group(2));
                    } else if (rest.matches()) {
                        expected.add(expected.removeLast() + " " + rest.group(1));
                    } else {
                        break;
                    }
                }
                var texts = expected.stream().map(PageSource::literal).toList();
                code.add(prints.group(1) + " $printed(" + number + ", " + String.join(", ", texts) + ");");
                i = skip(code, i, used);
            } else if (thrown.matches()) {
                var expected = thrown.group(2);
                var used = i + 1;
                for (; used < snippet.lines().size(); used++) {
                    var rest = CONTINUED.matcher(snippet.lines().get(used));
                    if (!rest.matches()) {
                        break;
                    }
                    expected += " " + rest.group(1);
                }
                code.add(thrown.group(1) + " $threw(" + number + ", $t" + number + ", " + literal(expected) + ");");
                i = skip(code, i, used);
            } else if (LOOKS_LIKE_A_CHECK.matcher(line).find()) {
                throw page.failure(number, "write \"// -> text\" or \"// throws Type: message\"");
            } else {
                code.add(line);
            }
        }
        return String.join("\n", code);
    }

    private static int skip(List<String> code, int line, int next) {
        for (var i = line + 1; i < next; i++) {
            code.add("");
        }
        return next - 1;
    }

    private static String literal(String text) {
        return "\"" + text.strip().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private void add(JShell shell, int firstLine, String code) {
        var units = JavaUnit.split(shell, code, problem -> page.failure(firstLine, problem));
        var line = firstLine - 1;
        for (var i = 0; i < units.size(); i++) {
            var unit = units.get(i);
            switch (unit.kind()) {
                case IMPORT -> imports.append(unit.text().strip()).append(' ');
                case MEMBER -> append(members, line, unit.text());
                case STATEMENT -> {
                    var throwing =
                            i + 1 < units.size() ? variable(units.get(i + 1).text()) : "";
                    append(statements, line, throwing.isEmpty() ? unit.text() : caught(throwing, unit.text()));
                }
            }
            line += (int) unit.text().chars().filter(c -> c == '\n').count();
        }
    }

    private static void append(StringBuilder[] lines, int first, String text) {
        var parts = text.split("\n", -1);
        for (var i = 0; i < parts.length; i++) {
            lines[first + i].append(parts[i]);
        }
    }

    /// The variable that a `$threw` reads; empty if this is none.
    private static String variable(String statement) {
        var matcher = Pattern.compile("\\s*\\$threw\\(\\d+, (\\$t\\d+), .*", Pattern.DOTALL)
                .matcher(statement);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static String caught(String variable, String statement) {
        var code = statement.stripLeading();
        var before = statement.substring(0, statement.length() - code.length());
        return before + "Throwable " + variable + " = null; try { " + code + " } catch (Throwable $t) { " + variable
                + " = $t; }";
    }
}
