package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "-h", "help"})
    void explainsItself(String word) {
        var call = word.isEmpty() ? Call.of() : Call.of(word);
        assertThat(call.code()).isZero();
        assertThat(call.out())
                .startsWith("Usage: costate")
                .contains("list    List the studies.")
                .contains("run     Run a study, or a source file.")
                .contains("sweep   Run a study many times, as a file describes it.")
                .contains("bench   Measure Costate, and its peers beside it.")
                .contains("costate run Mine.java");
        assertThat(call.err()).isEmpty();
    }

    @Test
    void versionNamesTheJdkAndTheCores() {
        var call = Call.of("--version");
        assertThat(call.code()).isZero();
        assertThat(call.out())
                .matches("costate \\d+\\.\\d+\\.\\d+\\S* \\(Java .*; \\d+ cores\\)\\R")
                .contains(Runtime.version().toString());
    }

    @Test
    void listsTheStudies() {
        var call = Call.of("list");
        assertThat(call.code()).isZero();
        assertThat(call.out())
                .containsPattern("counting-study +Counting with a λ of one +The test's own document")
                .contains("costate run STUDY --help shows its options.");
    }

    @Test
    void spellsOutWhatTheTerminalCannotShow() {
        var call = Call.of(StandardCharsets.US_ASCII, new dev.costate.lab.Cancellation(), "list");
        assertThat(call.out()).contains("Counting with a lambda of one").matches("\\p{ASCII}*");
    }

    @Test
    void helpTakesACommandOrAStudy() {
        assertThat(Call.of("help", "run").out()).startsWith("Usage: costate run [OPTIONS] STUDY");
        assertThat(Call.of("help", "counting-study").out()).contains("--step-size=<number>");
        assertThat(Call.of("help", "counting-stdy").err()).contains("did you mean counting-study?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "lsit | there is no command 'lsit'; did you mean list? (there are list, run, sweep, resume, fork, runs, show,"
                        + " export, import, rm, verify, bench, serve, help)",
                "xyzzy | there is no command 'xyzzy' (there are list, run, sweep, resume, fork, runs, show,"
                        + " export, import, rm, verify, bench, serve, help)",
                "sow sweep | there is no command 'sow'; did you mean show? (there are list, run, sweep, resume, fork, runs,"
                        + " show, export, import, rm, verify, bench, serve, help)",
                "counting-study --steps 3 | there is no command 'counting-study'; did you mean run counting-study? (there"
                        + " are list, run, sweep, resume, fork, runs, show, export, import, rm, verify, bench, serve, help)",
                "mine.yaml | there is no command 'mine.yaml'; did you mean sweep mine.yaml? (there are list, run, sweep,"
                        + " resume, fork, runs, show, export, import, rm, verify, bench, serve, help)",
                "--versoin | there is no option --versoin; did you mean --version? (there are --help, --version)",
                "list extra | list: 'extra' is one word too many",
                "run | run: name a study, or a source file that ends in .java; 'costate list' shows the studies",
                "run --json | run: --json: a value is missing",
                "show | show: SWEEP is missing",
                "sweep --quiet | sweep: FILE.yaml is missing",
                "fork some | fork: --at STEP is missing",
                "serve --port many | serve: --port: expected a whole number, got 'many'",
                "bench --peers no/python | bench: --peers: there is no program no/python; name a Python that has the peers",
                "run conting-study | there is no study 'conting-study'; did you mean counting-study? ('costate list'"
                        + " shows the studies)",
                "run Missing.java | run: there is no file Missing.java that can be read",
            })
    void aWrongCallIsOneLineAndCodeTwo(String words, String message) {
        var call = Call.of(words.split(" "));
        assertThat(call.code()).isEqualTo(2);
        assertThat(call.out()).isEmpty();
        assertThat(call.err()).isEqualTo("costate: " + message + System.lineSeparator());
    }

    @Test
    void theTourForTheCacheLeavesNothingBehind() {
        var call = Call.of("__train");
        assertThat(call).isEqualTo(new Call(0, "", ""));
    }
}
