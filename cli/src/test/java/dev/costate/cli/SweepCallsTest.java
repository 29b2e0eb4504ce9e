package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.lab.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class SweepCallsTest {
    /// Gradient descent on half a square: each step multiplies the place by 1 - lr.
    private static final String VALLEY = """
            import dev.costate.*;
            import dev.costate.lab.*;
            import dev.costate.lab.experiment.*;
            import dev.costate.lab.runs.*;
            import dev.costate.random.*;
            import java.util.Map;

            public class Valley implements Experiment<Valley.Config, Valley.Numbers, Tensor> {
                public record Config(@Option(above = 0) double lr, @Option(min = 1) int steps, long seed) {}
                public record Numbers(Tensor lr) {}

                public String title() { return "Down a valley"; }
                public Config defaults() { return new Config(0.5, 10, 0); }
                public void run(Config config, StudyRun run) {}
                public Class<Numbers> numbers() { return Numbers.class; }

                public Dynamics<Numbers, Tensor> dynamics(Config config) {
                    return new Dynamics<>() {
                        public int steps() { return config.steps(); }
                        public Tensor begin(Numbers numbers, Key key) { return Tensor.scalar(DType.FLOAT32, 1); }
                        public Step<Tensor, Map<String, Tensor>> step(Tensor x, Numbers numbers) {
                            return new Step<>(x.sub(x.mul(numbers.lr())), Map.of("height", x.square().div(2)));
                        }
                    };
                }

                public void conclude(Config base, Records records, StudyRun run) {
                    for (var one : records.runs()) {
                        double lr = (Double) one.config().get("lr");
                        run.factRelative(
                                "height, lr " + lr + " seed " + one.config().get("seed"),
                                Math.pow(1 - lr, 2 * (base.steps() - 1)) / 2,
                                records.curve(one.id(), "height").last(),
                                1e-5);
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    private String store = "";

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("Valley.java"), VALLEY);
        store = "--store=" + folder.resolve("runs");
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("sweep.yaml"), text).toString();
    }

    private String valley() {
        return folder.resolve("Valley.java").toString();
    }

    @Test
    void sweepsWhatAFileDescribes() throws IOException {
        var json = folder.resolve("result.json");
        var call = Call.of(
                "sweep",
                file("study: Valley.java\naxes:\n  lr: [0.25, 0.5]\nset: {steps: 6}\nseeds: 2\n"),
                store,
                "--json=" + json);
        assertThat(call.err()).isEmpty();
        assertThat(call.code()).isZero();
        assertThat(call.out().lines().map(String::strip))
                .startsWith("valley  Down a valley", "4 runs over lr x 2 seeds")
                .anyMatch(line -> line.startsWith("4 runs, 0 diverged, 0 failed; all 4 facts hold.  "));
        // (3/4)^10 / 2 and (1/2)^10 / 2
        assertThat(call.out())
                .containsPattern("lr +runs +diverged +failed +height")
                .containsPattern("0.25 +2 +0 +0 +0.02816")
                .containsPattern("0.5 +2 +0 +0 +0.0004883");
        var result = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(result.get("study").asString()).isEqualTo("valley");
        assertThat(result.get("runs").size()).isEqualTo(4);
        var run = result.get("runs").get(3);
        assertThat(run.get("phase").asString()).isEqualTo("done");
        assertThat(run.get("config").get("seed").asInt()).isEqualTo(1);
        assertThat(run.get("last").get("height").asDouble()).isEqualTo(Math.pow(0.5, 10) / 2);
        assertThat(result.get("facts").size()).isEqualTo(4);
        assertThat(Call.of("show", "sweep", store).out()).contains("  ./costate sweep " + folder.resolve("sweep.yaml"));
    }

    @Test
    void runTakesAxesAndSeeds() {
        var call = Call.of("run", valley(), "--sweep", "lr=0.1..0.3:3", "--seeds", "2", "--quiet", store);
        assertThat(call.code()).isZero();
        assertThat(call.out())
                .startsWith("6 runs, 0 diverged, 0 failed; all 6 facts hold.")
                .hasLineCount(1);
        assertThat(call.err()).isEmpty();
    }

    @Test
    void aFactThatDoesNotHoldAndRunsThatDivergeAreSeen() {
        // the height of lr = 100 is past all numbers, and no number
        var call = Call.of("run", valley(), "--sweep", "lr=0.5,100", "--steps", "60", store);
        assertThat(call.code()).isEqualTo(1);
        assertThat(call.out())
                .containsPattern("100 +1 +1 +0 +–")
                .contains("2 runs, 1 diverged, 0 failed; 1 of 2 facts does not hold.");
    }

    @Test
    void ordinaryStudiesAreSweptToo() {
        var call = Call.of("run", "counting-study", "--sweep", "steps=2,3 & seed=1,2", store);
        assertThat(call.err()).isEmpty();
        assertThat(call.code()).isZero();
        assertThat(call.out()).contains("2 runs over steps, seed").containsPattern("steps +runs +diverged +failed +");
    }

    @Test
    void whatFailsIsNamedAndTheOthersGoOn() {
        var call = Call.of("run", "counting-study", "--sweep", "trouble=none,exception", store);
        assertThat(call.code()).isEqualTo(1);
        // the study has an infinite figure, and so diverges
        assertThat(call.err()).containsPattern("failed  run [0-9a-f]{12}: ");
        assertThat(call.out()).contains("2 runs, 1 diverged, 1 failed.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "sweep missing.yaml | sweep: there is no file missing.yaml that can be read as text",
                "run counting-study --sweep size=1 | run counting-study: axis 'size': the study counting-study has no"
                        + " such option; did you mean sizes? (it has steps, stepSize, trouble, sizes, plot, seed)",
                "run counting-study steps=3 | run counting-study: 'steps=3' is one word too many; did you mean"
                        + " --steps=3?",
                "run counting-study --sweep steps | run counting-study: --sweep: the axis 'steps' has no '='; write"
                        + " name=value,value or name=from..to:count",
                "run counting-study --seeds 0 | --seeds: expected a whole number from 1 up, got 0",
                "run counting-study --chunk 3 | run counting-study: --name, --store and --chunk are for sweeps; say what to"
                        + " sweep by --sweep or --seeds",
                "fork some --at 3 | fork: there is no sweep 'some': there are no sweeps in runs",
            })
    void aWrongCallIsOneLineAndCodeTwo(String words, String message) {
        var call = Call.of(words.split(" "));
        assertThat(call.code()).isEqualTo(2);
        assertThat(call.err()).isEqualTo("costate: " + message + System.lineSeparator());
    }

    @Test
    void whatIsThereIsNotRepeatedAndForksJoinIt() {
        assertThat(Call.of("run", valley(), "--sweep=lr=0.5", "--seeds=2", store)
                        .code())
                .isZero();
        var more = Call.of("run", valley(), "--sweep=lr=0.5", "--seeds=3", store);
        assertThat(more.out()).contains("3 runs, 0 diverged, 0 failed; all 3 facts hold.");
        var forked = Call.of("fork", "valley", "--at=4", "--set=lr=0.25", "--source=" + valley(), store);
        assertThat(forked.err()).isEmpty();
        assertThat(Call.of("show", "valley", store).out()).contains("0.25");
        assertThat(Call.of("resume", "valley", "--source=" + valley(), store).err())
                .isEmpty();
        assertThat(folder.resolve("runs/valley/files/report.html")).isNotEmptyFile();
        assertThat(Call.of("verify", "valley", store).code()).isZero();
    }

    @Test
    void aFileThatIsWrongIsNamedWithItsLine() throws IOException {
        var file = file("study: Valley.java\nseed: 3\n");
        assertThat(Call.of("sweep", file).err())
                .startsWith(
                        "costate: sweep: " + file + ": line 2, column 1: there is no 'seed' here; did you mean seeds?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "study: nothing-like-this | line 1, column 1: there is no study 'nothing-like-this' ('costate list' shows"
                        + " the studies)",
                "study: conting-study | line 1, column 1: there is no study 'conting-study'; did you mean counting-study?"
                        + " ('costate list' shows the studies)",
                "study: Valey.java | line 1, column 1: there is no file FOLDER/Valey.java",
                "study: counting-study;axes:;  stepps: [2] | line 3, column 3: axis 'stepps': the study counting-study has"
                        + " no such option; did you mean steps? (it has steps, stepSize, trouble, sizes, plot, seed)",
                "study: counting-study;axes:;  step-size: [2, x] | line 3, column 3: axis 'stepSize': expected a number above"
                        + " 0, got 'x'",
                "study: counting-study;set: {steps: many} | line 2, column 7: set 'steps': expected a whole number from 1 to"
                        + " 1000, got 'many'",
                "study: counting-study;seeds: 0 | line 2, column 1: seeds: 0 is no number of seeds; it is from 1 to"
                        + " 100,000",
            })
    void whatTheStudyDoesNotTakeIsNamedWithItsLine(String text, String message) throws IOException {
        var file = file(text.replace(';', '\n') + "\n");
        var call = Call.of("sweep", file, store);
        assertThat(call.err())
                .isEqualTo("costate: sweep: " + file + ": " + message.replace("FOLDER", folder.toString())
                        + System.lineSeparator());
        assertThat(call.code()).isEqualTo(2);
    }

    @Test
    void whatCouldNotBeWrittenIsRefusedBeforeThereIsASweep() throws IOException {
        var sweep = file("study: Valley.java\naxes:\n  lr: [0.25, 0.5]\n");
        var file = Files.writeString(folder.resolve("file"), "x");
        for (var option : new String[] {"--out", "--json", "--store"}) {
            var place = option.equals("--json") ? file.resolve("result.json") : file;
            var call = option.equals("--store")
                    ? Call.of("sweep", sweep, option + "=" + place)
                    : Call.of("sweep", sweep, store, option + "=" + place);
            assertThat(call.err())
                    .as(option)
                    .isEqualTo("costate: " + option + ": " + file + " is a file, not a folder; name another folder"
                            + System.lineSeparator());
            assertThat(call.code()).isEqualTo(2);
            assertThat(folder.resolve("runs")).doesNotExist();
        }
    }

    @Test
    void aSignalStopsItAfterTheStepsItIsAt() throws IOException, InterruptedException {
        var last =
                Child.terminateAt("2 runs over", "run", valley(), "--sweep=lr=0.25,0.5", "--steps=2000000000", store);
        assertThat(last)
                .contains("valley: stopped after 0 of 2 runs; `./costate resume valley --store "
                        + ShellWord.of(folder.resolve("runs").toString()) + " --source FILE.java` goes on with it");
    }
}
