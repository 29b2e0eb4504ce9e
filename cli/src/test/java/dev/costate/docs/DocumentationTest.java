package dev.costate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The READMEs, the guide, the decisions and the Javadoc of the engine, of numerics, of networks and of the lab
/// say what is so.
class DocumentationTest {
    private static final Path ROOT = root();
    private static final String ENGINE = "engine/src/main/java/dev/costate";
    private static final String NUMERICS = "numerics/src/main/java/dev/costate";
    private static final String NN = "nn/src/main/java/dev/costate";
    private static final String LAB = "lab/src/main/java/dev/costate";

    @TestFactory
    Stream<DynamicTest> snippetsRun() {
        return pages().stream()
                .flatMap(page -> page.programs().stream())
                .map(program -> DynamicTest.dynamicTest(place(program), () -> PageRun.run(program)));
    }

    @TestFactory
    Stream<DynamicTest> programsRun(@TempDir Path folder) {
        return pages().stream()
                .flatMap(page -> page.blocks(Block.Program.class).stream()
                        .map(program -> DynamicTest.dynamicTest(
                                page.path() + " " + program.name(),
                                () -> ProgramRun.run(
                                        page,
                                        program,
                                        Files.createDirectories(folder.resolve(page.name() + program.line()))))));
    }

    @TestFactory
    Stream<DynamicTest> excerptsAreVerbatim() {
        return pages().stream()
                .flatMap(page -> page.blocks(Block.Excerpt.class).stream()
                        .map(excerpt -> DynamicTest.dynamicTest(
                                page.path() + ":" + excerpt.line() + " " + excerpt.file(),
                                () -> Excerpts.require(ROOT, page, excerpt))));
    }

    @TestFactory
    Stream<DynamicTest> commandsAreUnderstood(@TempDir Path folder) {
        return markdown().stream()
                .filter(page -> !page.blocks(Block.Commands.class).isEmpty())
                .map(page -> DynamicTest.dynamicTest(
                        page.path(),
                        () -> PrintedCommands.require(page, Files.createDirectories(folder.resolve(page.name())))));
    }

    @TestFactory
    Stream<DynamicTest> linksLeadSomewhere() {
        return markdown().stream().map(page -> DynamicTest.dynamicTest(page.path(), () -> Links.require(ROOT, page)));
    }

    @Test
    void theGuideIsThereAndItsIndexNamesEveryPage() {
        var guide = files("docs/guide", ".md");
        var index = String.join("\n", Page.read(ROOT, "docs/guide/README.md").lines());
        assertThat(guide).hasSizeGreaterThan(10);
        assertThat(guide)
                .filteredOn(path -> !path.endsWith("README.md"))
                .allSatisfy(
                        path -> assertThat(index).contains("](" + Path.of(path).getFileName() + ")"));
    }

    @Test
    void noDecisionSharesItsNumber() {
        assertThat(files("docs/decisions", ".md").stream()
                        .map(path -> Path.of(path).getFileName().toString().substring(0, 4))
                        .toList())
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allMatch(number -> number.matches("\\d{4}"));
    }

    private static String place(Page program) {
        return program.path() + ":"
                + program.blocks(Block.Snippet.class).getFirst().line();
    }

    private static List<Page> pages() {
        var pages = new ArrayList<>(markdown());
        Stream.of(ENGINE, NUMERICS, NN, LAB)
                .flatMap(module -> files(module, ".java").stream())
                .filter(path -> !path.startsWith(ENGINE + "/internal"))
                .forEach(path -> pages.add(Page.read(ROOT, path)));
        return pages;
    }

    private static List<Page> markdown() {
        var paths = new ArrayList<>(List.of("README.md", "CHANGELOG.md", "THIRD-PARTY.md", "bench/README.md"));
        paths.addAll(files("docs", ".md"));
        return paths.stream().map(path -> Page.read(ROOT, path)).toList();
    }

    private static List<String> files(String folder, String ending) {
        try (var files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The folder of the launcher, from wherever the tests are run.
    static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("THIRD-PARTY.md"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no project around " + Path.of("").toAbsolutePath());
    }
}
