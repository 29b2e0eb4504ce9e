package dev.costate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.cli.CommandLineCall;
import dev.costate.lab.Studies;
import dev.costate.lab.Study;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a user may look for is named by a page.
class NamesTest {
    private static final Path ROOT = DocumentationTest.root();
    private static final Pattern COMMAND = Pattern.compile("(?m)^ {2}([a-z]+) {2,}\\S");

    private static String text(String path) {
        return String.join("\n", Page.read(ROOT, path).lines());
    }

    private static List<Study<?>> studies() {
        return Studies.all().stream()
                .filter(study -> study.getClass().getName().startsWith("dev.costate.studies."))
                .toList();
    }

    @Test
    void theReadmeAndTheChangelogNameEveryStudy() {
        assertThat(studies()).hasSizeGreaterThan(10);
        var readme = text("README.md");
        var changelog = text("CHANGELOG.md");
        assertThat(studies()).map(Study::name).allSatisfy(name -> {
            assertThat(readme).contains("\n| `" + name + "` |");
            assertThat(changelog).contains("`" + name + "`");
        });
    }

    @Test
    void aStudyOfADocumentStandsBesideItsQuestion() {
        var questions = text("docs/guide/34-questions-and-answers.md");
        assertThat(studies())
                .filteredOn(study -> !study.document().isEmpty())
                .isNotEmpty()
                .map(Study::name)
                .allSatisfy(name -> assertThat(questions).contains("`" + name + "`"));
    }

    @Test
    void everyCommandIsInTheTable() {
        var commands = COMMAND.matcher(CommandLineCall.of("--help").said())
                .results()
                .map(match -> match.group(1))
                .filter(command -> !command.equals("help"))
                .toList();
        assertThat(commands).contains("list", "run", "serve");
        var page = text("docs/guide/33-the-command-line.md");
        assertThat(commands).allSatisfy(command -> assertThat(page).containsPattern("\n\\|[^|]*`" + command + "\\b"));
    }

    @ParameterizedTest
    @CsvSource({
        "nn/src/main/java/dev/costate/nn/layer, public",
        "nn/src/main/java/dev/costate/nn/optim, implements Optimiser",
        "nn/src/main/java/dev/costate/nn/optim, implements Minimiser",
        "nn/src/main/java/dev/costate/nn/recurrent, implements Cell",
        "lab/src/main/java/dev/costate/lab/probe, public",
        "numerics/src/main/java/dev/costate/numerics/ode/explicit, implements ExplicitRungeKutta",
        "numerics/src/main/java/dev/costate/numerics/ode/implicit, implements",
        "engine/src/main/java/dev/costate/ops, public final class",
    })
    void whatCanBeChosenIsNamed(String folder, String sign) throws IOException {
        var words = words();
        try (var sources = Files.list(ROOT.resolve(folder))) {
            var names = sources.filter(file -> declares(file, sign))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
            assertThat(names).isNotEmpty();
            assertThat(names.stream().filter(name -> !words.contains(name)))
                    .as("named by no page")
                    .isEmpty();
        }
    }

    /// The words of the README and the guide.
    private static Set<String> words() throws IOException {
        try (var guide = Files.list(ROOT.resolve("docs/guide"))) {
            return Stream.concat(
                            Stream.of("README.md"),
                            guide.map(page -> ROOT.relativize(page).toString()))
                    .flatMap(page -> Arrays.stream(text(page).split("\\W+", -1)))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean declares(Path file, String sign) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.anyMatch(line -> line.startsWith("public ") && line.contains(sign));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
