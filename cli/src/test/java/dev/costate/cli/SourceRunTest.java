package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRunTest {
    @TempDir
    Path folder;

    private Path result = Path.of("unset");

    @BeforeEach
    void nameResult() {
        result = folder.resolve("result.txt");
    }

    private String source(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void runsAStaticMainWithItsArguments() throws IOException {
        var file = source("Program.java", """
            import java.nio.file.*;
            public class Program {
                public static void main(String[] args) throws Exception {
                    Files.writeString(Path.of(args[0]), String.join(" ", args).substring(args[0].length()));
                }
            }
            """);
        var call = Call.of("run", file, result.toString(), "--steps", "3", "-x");
        assertThat(call).isEqualTo(new Call(0, "", ""));
        assertThat(result).hasContent(" --steps 3 -x");
    }

    @Test
    void runsAnInstanceMainWithoutAClassAroundIt() throws IOException {
        var file = source("Compact.java", """
            record Pair(int a, int b) {}
            int sum(Pair pair) { return pair.a() + pair.b(); }
            void main(String[] args) throws Exception {
                java.nio.file.Files.writeString(java.nio.file.Path.of(args[0]), "" + sum(new Pair(2, 3)));
            }
            """);
        assertThat(Call.of("run", file, result.toString()).code()).isZero();
        assertThat(result).hasContent("5");
    }

    @Test
    void runsAMainWithoutArgumentsOfTheFirstClassThatHasOne() throws IOException {
        var file = source("Several.java", """
            package some.where;
            interface First { int ONE = 1; }
            class Second { private static void main(String[] args) { throw new AssertionError("private"); } }
            class Base { void main() { throw new IllegalStateException("inherited main was called"); } }
            """);
        var call = Call.of("run", file);
        assertThat(call.code()).isEqualTo(1);
        assertThat(call.err().lines())
                .containsExactly(
                        file + " failed: java.lang.IllegalStateException: inherited main was called",
                        "    at some.where.Base.main(Several.java:4)");
    }

    @Test
    void usesTheLabAndWhateverElseIsOnTheClassPath() throws IOException {
        var file = source("UsesLab.java", """
            import dev.costate.lab.plot.*;
            void main(String[] args) throws Exception {
                PictureFiles.writeSvg(Plot.of("Mine").line("y", new double[] {1, 2}), java.nio.file.Path.of(args[0]));
            }
            """);
        assertThat(Call.of("run", file, result.toString()).code()).isZero();
        assertThat(result).content().contains(">Mine<");
    }

    @Test
    void runsAStudyWithItsOptions() throws IOException {
        var file = source("FallingBody.java", """
            import dev.costate.lab.*;
            public final class FallingBody implements Study<FallingBody.Config> {
                record Config(@Option(above = 0) double duration) {}
                public String title() { return "A body falls"; }
                public Config defaults() { return new Config(1); }
                public void run(Config config, StudyRun run) {
                    run.fact("duration", 1, config.duration(), 0);
                }
            }
            """);
        var out = folder.resolve("out").toString();
        var call = Call.of("run", "--out", out, file);
        assertThat(call.code()).isZero();
        assertThat(call.out()).startsWith("falling-body  A body falls").contains("The fact holds.");
        assertThat(Call.of("run", "--out", out, file, "--duration", "2").code()).isEqualTo(1);
        assertThat(folder.resolve("out/report.html")).content().contains("./costate run " + file + " --duration 2");
        assertThat(Call.of("run", "--quiet", file, "--duration", "0").err())
                .contains("costate: run falling-body: --duration: expected a number above 0, got '0'");
    }

    @Test
    void findsAStudyInsideAFileWithoutAClassAroundIt() throws IOException {
        var file = source("Notes.java", """
            import dev.costate.lab.*;
            record Config(int n) {}
            class Small implements Study<Config> {
                public String title() { return "Small"; }
                public Config defaults() { return new Config(3); }
                public void run(Config config, StudyRun run) { run.fact("n", 3, config.n()); }
            }
            void main() { throw new AssertionError("the study comes first"); }
            """);
        var call = Call.of("run", "--no-report", file);
        assertThat(call.code()).isZero();
        assertThat(call.out()).startsWith("small  Small");
    }

    @Test
    void showsCompileErrorsAsJavacDoes() throws IOException {
        var file = source("Bad.java", """
            void main() {
                int x = "one";
                int y = 2;
                z++;
            }
            """);
        var call = Call.of("run", file);
        assertThat(call.code()).isEqualTo(2);
        assertThat(call.out()).isEmpty();
        assertThat(call.err().lines())
                .containsExactly(
                        file + ":2: error: incompatible types: String cannot be converted to int",
                        "    int x = \"one\";",
                        "            ^",
                        file + ":4: error: cannot find symbol",
                        "    z++;",
                        "    ^",
                        "  symbol:   variable z",
                        "  location: class Bad",
                        "costate: run: " + file + " does not compile");
    }

    @Test
    void aSyntaxErrorIsACompileErrorToo() throws IOException {
        var call = Call.of("run", source("Syntax.java", "void main() { int x = ; }\n"));
        assertThat(call.code()).isEqualTo(2);
        assertThat(call.err()).contains("Syntax.java:1: error: illegal start of expression");
    }

    @Test
    void anExceptionShowsTheFramesOfTheFileAlone() throws IOException {
        var file = source("Boom.java", """
            void check(int n) {
                if (n == 2) throw new IllegalArgumentException("two", new java.io.IOException("deep"));
            }
            void main() {
                java.util.List.of(1, 2, 3).forEach(this::check);
            }
            """);
        var call = Call.of("run", file);
        assertThat(call.code()).isEqualTo(1);
        assertThat(call.err().lines())
                .containsExactly(
                        file + " failed: java.lang.IllegalArgumentException: two",
                        "    at Boom.check(Boom.java:2)",
                        "    at Boom.main(Boom.java:5)",
                        "Caused by: java.io.IOException: deep",
                        "    at Boom.check(Boom.java:2)",
                        "    at Boom.main(Boom.java:5)");
    }

    @Test
    void whereMemoryRunsOutItSaysHowToHaveMore() throws IOException {
        var file = source("Large.java", """
            void main() {
                throw new OutOfMemoryError("Java heap space");
            }
            """);
        var call = Call.of("run", file);
        assertThat(call.code()).isEqualTo(1);
        assertThat(call.err().lines().toList())
                .startsWith(
                        file + " failed: java.lang.OutOfMemoryError: Java heap space",
                        "    at Large.main(Large.java:2)")
                .last()
                .asString()
                .startsWith("Java's heap may grow to ")
                .contains("COSTATE_OPTS=-Xmx8g");
    }

    @Test
    void aSweepRemembersTheFileThatItCameFrom() throws IOException {
        var file = source("Small.java", """
            import dev.costate.lab.*;
            record Config(int n) {}
            class Small implements Study<Config> {
                public String title() { return "Small"; }
                public Config defaults() { return new Config(3); }
                public void run(Config config, StudyRun run) { run.figure("n", config.n()); }
            }
            """);
        var store = folder.resolve("runs");
        assertThat(Call.of("run", "-q", file, "--store", store.toString(), "--sweep", "n=1,2")
                        .code())
                .isZero();
        assertThat(store.resolve("small/manifest.json")).content().contains("\"run\", \"" + file + "\"");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        var none = Call.of("run", source("None.java", "class None {}\n"));
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("has neither a class that implements dev.costate.lab.Study nor a main");
        var empty = Call.of("run", source("Empty.java", "// nothing\n"));
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).contains("Empty.java declares no class and no main");
        assertThat(Call.of("run", folder.resolve("Absent.java").toString()).err())
                .contains("there is no file");
        var odd = Call.of("run", source("Odd.java", """
            import dev.costate.lab.*;
            class Odd implements Study<Odd.Config> {
                record Config(Object thing) {}
                Odd(int n) {}
                public String title() { return ""; }
                public Config defaults() { return new Config(1); }
                public void run(Config config, StudyRun run) {}
            }
            """));
        assertThat(odd.code()).isEqualTo(2);
        assertThat(odd.err()).contains("Odd needs a constructor without arguments");
    }
}
