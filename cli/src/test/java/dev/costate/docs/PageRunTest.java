package dev.costate.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A page that says something wrong fails, and the failure names the line.
class PageRunTest {
    private static final String TRUE_PAGE = """
        # Blocks share a scope, methods and types may come after their use

        ```java
        import dev.costate.Tensor;

        record Pair(Tensor a, Tensor b) {}

        Pair pair = new Pair(Tensor.of(1.0, 2.0), Tensor.of(3.0, 4.0));
        IO.println(sum(pair));  // -> f64[2] {4, 6}
        ```

        Prose.

        ```java
        Tensor sum(Pair p) {
            return p.a().add(p.b());
        }

        for (int i = 0; i < 2; i++) {
            IO.println(i + "   " + i * i);
        }
        // -> 0 0
        // -> 1 1
        pair.a().matmul(Tensor.of(1.0, 2.0, 3.0));
        // throws ShapeException: matmul: inner dimensions differ: f64[2] x f64[3] (2 vs 3) at Pair.java:7;
        //     the last axis of the left and the last but one of the right must agree
        var last = pair;
        ```
        """;

    @Test
    void aTruePagePasses() {
        assertThatCode(() -> run(TRUE_PAGE)).doesNotThrowAnyException();
    }

    @Test
    void aWrongValueFailsAtItsLine() {
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("// -> 1 1", "// -> 1 2")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("docs/page.md:23: \"1 2\" should be printed, instead of \"1   1\"");
    }

    @Test
    void aWrongErrorFailsAtItsLine() {
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("(2 vs 3)", "(3 vs 2)")))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("docs/page.md:25: \"ShapeException: matmul: ");
    }

    @Test
    void anErrorThatIsNotThrownFailsAtItsLine() {
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("Tensor.of(1.0, 2.0, 3.0)", "pair.b()")))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("docs/page.md:25: \"ShapeException: ")
                .hasMessageContaining("should be thrown, nothing is");
    }

    @Test
    void outputThatIsNotStatedFails() {
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("// -> 0 0\n", "")))
                .hasMessageStartingWith("docs/page.md:22: \"1 1\" should be printed, instead of");
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("// -> 1 1\n", "")))
                .hasMessage("docs/page.md:22: \"1   1\" is printed too; state it");
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("var last = pair;", "IO.println(7);")))
                .hasMessage("docs/page.md:28: \"7\" is printed; state it with a comment // -> ...");
    }

    @Test
    void outputThatIsStatedButNotPrintedFails() {
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("var last = pair;", "// -> 7")))
                .hasMessage("docs/page.md:27: \"7\" should be printed, nothing is");
    }

    @Test
    void codeThatDoesNotCompileFailsAtItsLine() {
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("var last = pair;", "String last = pair;")))
                .hasMessageStartingWith("docs/page.md:27: ")
                .hasMessageContaining("Pair cannot be converted to java.lang.String");
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("return p.a()", "return p.c()")))
                .hasMessageStartingWith("docs/page.md:16: ")
                .hasMessageContaining("cannot find symbol");
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("var last = pair;", "List last = List.of();")))
                .as("a warning")
                .hasMessageStartingWith("docs/page.md:27: ")
                .hasMessageContaining("raw type");
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("var last = pair;", "var last = (")))
                .hasMessageStartingWith("docs/page.md:15: this is no complete Java: var last = (");
    }

    @Test
    void anUnexpectedErrorFailsAtItsLine() {
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("var last = pair;", "pair.a().get(2);")))
                .hasMessageStartingWith("docs/page.md:27: dev.costate.IndexException: get: index 2 is outside")
                .hasMessageContaining(" at page.md:27; ");
    }

    @Test
    void aBlockOfAnotherKindFails() {
        assertThatThrownBy(() -> run(TRUE_PAGE.replaceFirst("```java", "```jav")))
                .hasMessageStartingWith("docs/page.md:3: \"jav\" is no kind of block");
        assertThatThrownBy(() -> run(TRUE_PAGE.replaceFirst("```java", " ```java")))
                .hasMessageStartingWith("docs/page.md:3: a fence is indented");
        assertThatThrownBy(() -> run(TRUE_PAGE + "```java\n")).hasMessage("docs/page.md:29: the block is not closed");
    }

    @Test
    void aCheckThatIsMisspeltFails() {
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("// -> 1 1", "// ->1 1")))
                .hasMessageStartingWith("docs/page.md:23: write ");
        assertThatThrownBy(() -> run(TRUE_PAGE.replace("throws ShapeException:", "throws a ShapeException:")))
                .hasMessageStartingWith("docs/page.md:25: write ");
    }

    @Test
    void aProgramIsRunByTheCommandLine(@TempDir Path folder) throws IOException {
        var text = """
            ```java First.java
            import dev.costate.Tensor;

            void main() {
                IO.println(Tensor.of(1, 2).sum());  // -> i32[] 3
            }
            ```
            """;
        runProgram(text, folder);
        assertThatThrownBy(() -> runProgram(text.replace("-> i32[] 3", "-> i32[] 4"), folder))
                .hasMessageStartingWith("docs/page.md:5: \"i32[] 4\" should be printed as line 1 of\ni32[] 3");
        assertThatThrownBy(() -> runProgram(text.replace("  // -> i32[] 3", ""), folder))
                .hasMessage("docs/page.md:2: \"i32[] 3\" is printed too; state it");
        assertThatThrownBy(() -> runProgram(text.replace("sum", "summe"), folder))
                .hasMessageStartingWith("docs/page.md:2: exit code 2");
    }

    @Test
    void everyBlockOfAJavadocIsAProgram() {
        var block = List.of("```java", "int a = 1;", "IO.println(a);  // -> 1", "```", "");
        var twice = new ArrayList<>(block);
        twice.addAll(block);
        var javadoc = new Page("A.java", twice, true);
        assertThat(javadoc.programs()).hasSize(2).allSatisfy(PageRun::run);
        assertThatThrownBy(() -> PageRun.run(new Page("a.md", twice, false)))
                .hasMessageStartingWith("a.md:7: variable a is already defined");
    }

    @Test
    void anExcerptStandsInItsFile(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("A.java"), "class A {\n    int a(int b) {\n        return b;\n    }\n}\n");
        var page = page("```java excerpt A.java\nint a(\n  int b) {\n```\n\n```java excerpt A.java\nint b(\n```\n");
        List<Block.Excerpt> excerpts = page.blocks(Block.Excerpt.class);
        assertThat(excerpts).hasSize(2);
        Excerpts.require(root, page, excerpts.getFirst());
        assertThatThrownBy(() -> Excerpts.require(root, page, excerpts.getLast()))
                .hasMessage("docs/page.md:7: A.java has no such lines");
    }

    private static void runProgram(String text, Path folder) throws IOException {
        var page = page(text);
        ProgramRun.run(page, page.blocks(Block.Program.class).getFirst(), folder);
    }

    private static void run(String text) {
        PageRun.run(page(text));
    }

    private static Page page(String text) {
        return new Page("docs/page.md", text.lines().toList(), false);
    }
}
