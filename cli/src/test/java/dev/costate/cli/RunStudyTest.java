package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.lab.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RunStudyTest {
    @TempDir
    Path folder;

    private Call run(String... args) {
        var words =
                new ArrayList<>(List.of("run", "--out", folder.resolve("out").toString(), "counting-study"));
        words.addAll(List.of(args));
        return Call.of(words.toArray(String[]::new));
    }

    @Test
    void beginsWithTheStudyAndEndsWithItsFacts() {
        var call = run("--steps", "4", "--plot");
        assertThat(call.code()).isZero();
        assertThat(call.err()).isEmpty();
        var out = folder.resolve("out").toString();
        assertThat(call.out().lines().map(String::stripTrailing))
                .startsWith(
                        "counting-study  Counting with a λ of one",
                        "--steps 4 --plot",
                        "",
                        "Counting",
                        "",
                        "It counts up to 4.",
                        "",
                        "Sums",
                        "steps  sum",
                        "──────────",
                        "    4    2",
                        "",
                        "fact  expected  measured  tolerance  holds",
                        "──────────────────────────────────────────",
                        "sum          2         2      1e-09      ✓",
                        "sign       yes       yes      exact      ✓",
                        "",
                        "wrote " + out + "/count.png and .svg",
                        "wrote " + out + "/report.html");
        assertThat(call.out().lines().toList().getLast()).startsWith("All 2 facts hold.  ");
        assertThat(folder.resolve("out/count.png")).exists();
    }

    @Test
    void aReportIsWrittenUnlessItIsNotWanted() throws IOException {
        assertThat(run("--steps", "4", "--quiet").code()).isZero();
        var report = folder.resolve("out/report.html");
        assertThat(report)
                .content()
                .contains("./costate run counting-study --steps 4", "It counts up to 4.", "All 2 facts hold");
        Files.delete(report);
        var without = run("--no-report");
        assertThat(without.out()).doesNotContain("report");
        assertThat(report).doesNotExist();
    }

    @Test
    void aFailedFactIsInTheReport() {
        assertThat(run("--trouble", "wrong-fact").code()).isEqualTo(1);
        assertThat(folder.resolve("out/report.html")).content().contains("1 of 3 facts does not hold");
    }

    @Test
    void aFactThatDoesNotHoldIsCodeOne() {
        var call = run("--trouble", "wrong-fact");
        assertThat(call.code()).isEqualTo(1);
        assertThat(call.out()).containsPattern("wrong +1 +2 +0.5 +✗").contains("1 of 3 facts does not hold.");
    }

    @Test
    void quietShowsOnlyWhatDoesNotHold() {
        assertThat(run("--quiet").out().lines()).singleElement().asString().startsWith("All 2 facts hold.");
        var call = run("-q", "--trouble=wrong-fact");
        assertThat(call.out()).contains("wrong").doesNotContain("sum", "Counting");
    }

    @Test
    void jsonGoesToAFile() throws IOException {
        var file = folder.resolve("deep/result.json");
        var call = run("--steps=4", "--plot", "--json", file.toString());
        assertThat(call.code()).isZero();
        assertThat(call.out()).contains("wrote " + file);
        var json = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(json.propertyNames()).containsExactly("study", "config", "facts", "figures", "files");
        assertThat(json.get("config"))
                .hasToString(
                        "{\"steps\":4,\"stepSize\":0.5,\"trouble\":\"none\",\"sizes\":[1,2],\"plot\":true,\"seed\":3}");
        assertThat(json.get("facts").get(0))
                .hasToString(
                        "{\"name\":\"sum\",\"expected\":2.0,\"measured\":2.0,\"tolerance\":1.0E-9,\"holds\":true}");
        assertThat(json.get("figures"))
                .hasToString("{\"Sums\":{\"columns\":[\"steps\",\"sum\"],\"rows\":[[4,2.0]]},\"limit\":\"Infinity\"}");
        assertThat(json.get("files").valueStream().map(node -> Path.of(node.asString())))
                .containsExactly(
                        folder.resolve("out/count.png"),
                        folder.resolve("out/count.svg"),
                        folder.resolve("out/report.html"));
    }

    @Test
    void jsonOnStandardOutputIsAloneThere() {
        var call = run("--json", "-");
        assertThat(call.code()).isZero();
        assertThat(JsonMapper.shared().readTree(call.out()).get("study").asString())
                .isEqualTo("counting-study");
        assertThat(call.err()).contains("counting-study  Counting with", "All 2 facts hold.");
        assertThat(Call.of("run", "--json", "-", "-q", "--no-report", "counting-study", "--trouble", "wrong-fact")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void jsonIsUtf8WhateverTheTerminalShows() {
        var call = Call.of(
                StandardCharsets.US_ASCII, new Cancellation(), "run", "--no-report", "counting-study", "--json", "-");
        assertThat(call.err()).matches("\\p{ASCII}*").contains("lambda of one", "yes");
        assertThat(JsonMapper.shared().readTree(call.out()).get("study").asString())
                .isEqualTo("counting-study");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--steps 0 | --steps: expected a whole number from 1 to 1000, got '0'",
                "--steps | --steps: a value is missing",
                "--step-size -1 | --step-size: expected a number above 0, got '-1'",
                "--sizes 1,x | --sizes: expected values separated by commas, each a whole number, got '1,x'",
                "--trouble much | --trouble: expected one of none, wrong-fact, exception, wrong-config, cancelled, deaf, got"
                        + " 'much'",
                "--plot=perhaps | --plot: expected true or false, got 'perhaps'",
                "--trouble wrong-config | --steps and --sizes do not go together",
                "more | 'more' is one word too many",
                "--stps 3 | there is no option --stps; did you mean --steps? (there are --steps, --step-size,"
                        + " --trouble, --sizes, --plot, --seed, --json, --out, --no-report, --quiet, --help, --sweep,"
                        + " --seeds, --name, --store, --chunk)",
            })
    void aWrongOptionIsOneLineAndCodeTwo(String words, String message) {
        var call = run(words.split(" "));
        assertThat(call.code()).isEqualTo(2);
        assertThat(call.err()).isEqualTo("costate: run counting-study: " + message + System.lineSeparator());
    }

    @Test
    void aResultThatCouldNotBeWrittenIsRefusedBeforeTheRun() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "x");
        var asFolder = Call.of("run", "counting-study", "--out", file.toString());
        assertThat(asFolder)
                .isEqualTo(new Call(
                        2,
                        "",
                        "costate: --out: " + file + " is a file, not a folder; name another folder"
                                + System.lineSeparator()));
        var asFile = Call.of("run", "counting-study", "--json", folder.toString());
        assertThat(asFile)
                .isEqualTo(new Call(
                        2, "", "costate: --json: " + folder + " is a folder; name a file" + System.lineSeparator()));
        var beneathAFile = Call.of("run", "counting-study", "--json", file + "/result.json");
        assertThat(beneathAFile.err()).contains("--json: " + file + " is a file, not a folder");
        var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"));
        var atALink = Call.of("run", "counting-study", "--out", link.toString());
        assertThat(atALink.err()).contains("--out: " + link + " is a link to nothing; name another folder");
        assertThat(atALink.out()).isEmpty();
    }

    /// Even root, whom permissions do not stop, makes no files there.
    @Test
    @EnabledOnOs(OS.LINUX)
    void whetherAFolderTakesFilesIsTried() throws IOException {
        assertThat(Call.of("run", "counting-study", "--out", "/proc/files"))
                .isEqualTo(new Call(
                        2,
                        "",
                        "costate: --out: nothing can be written to the folder /proc; name another folder"
                                + System.lineSeparator()));
        WritableFolder.require("--out", folder.resolve("not/yet"));
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aStudyThatThrowsShowsItsFramesAlone() {
        var call = run(
                "--trouble", "exception", "--json", folder.resolve("none.json").toString());
        assertThat(call.code()).isEqualTo(1);
        assertThat(call.err().lines().toList().getFirst())
                .isEqualTo("counting-study failed: java.lang.IllegalStateException: the count went wrong");
        assertThat(call.err()).doesNotContain("picocli", "StudyExecution", "StudyRun.execute");
        assertThat(folder.resolve("none.json")).doesNotExist();
        assertThat(folder.resolve("out/report.html")).doesNotExist();
    }

    @Test
    void aCancelledRunSaysSoAndWritesNothing() {
        var cancellation = new Cancellation();
        cancellation.request();
        var json = folder.resolve("none.json");
        var call = Call.of(
                StandardCharsets.UTF_8, cancellation, "run", "counting-study", "--trouble=cancelled", "--json=" + json);
        assertThat(call.code()).isEqualTo(130);
        assertThat(call.err()).isEqualTo("counting-study: stopped; no result was written" + System.lineSeparator());
        assertThat(json).doesNotExist();
    }

    @Test
    void helpShowsEveryOptionWithItsMeaningRangeAndDefault() {
        var call = run("--help");
        assertThat(call.code()).isZero();
        assertThat(call.out())
                .startsWith("Usage: costate run counting-study [OPTIONS]")
                .contains("Counting with a λ of one.", "From: The test's own document.")
                .containsPattern("--steps=<int> +how far to count; from 1 to 1000; default 10")
                .containsPattern("--step-size=<number> +what each step adds \\(m\\); above 0; default 0.5")
                .containsPattern("--sizes=<int,...> +default 1,2")
                .containsPattern("--plot\\[=true\\|false\\] +default false")
                .contains("100 % of what goes wrong")
                .contains("Options of every run:", "--json=FILE|-");
    }
}
