package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import dev.costate.lab.runs.Phase;
import dev.costate.lab.runs.Run;
import dev.costate.lab.store.Asked;
import dev.costate.lab.store.RunStore;
import dev.costate.lab.sweep.Recorder.Batch;
import dev.costate.lab.sweep.Recorder.Metric;
import dev.costate.lab.sweep.Recorder.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCallsTest {
    @TempDir
    Path folder;

    private String store;

    @BeforeEach
    void makeSweep() throws IOException {
        store = folder.resolve("runs").toString();
        var asked = new Asked(
                "counting-study",
                Map.of("steps", 100L),
                Map.of("lr", List.of(0.1, 0.2)),
                1,
                List.of("sweep", "a b.yaml"));
        var runs = List.of(run("0000000000aa", 0.1), run("0000000000bb", 0.2));
        try (var writer = RunStore.at(Path.of(store)).write("mine", asked, notice -> {})) {
            var state = new LinkedHashMap<>(Map.of("w", Tensor.of(1.0, 2.0)));
            var loss = new Metric("loss", List.of(0, 50), Tensor.of(new double[][] {{0.9, 0.5}, {0.8, Double.NaN}}));
            writer.commit(
                    new Batch("0123456789ab", runs),
                    new Piece(100, state, List.of(loss), List.of(), List.of(-1, 50), false, true));
        }
    }

    private static Run run(String id, double lr) {
        return new Run(id, Map.of("lr", lr), null, Phase.WAITING, 0, OptionalInt.empty(), "");
    }

    private Call call(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--store", store));
        return Call.of(all.toArray(String[]::new));
    }

    @Test
    void listsAndShowsSweeps() {
        assertThat(call("runs").out())
                .containsPattern("sweep +study +runs +done +diverged +failed +open +begun +size")
                .containsPattern("mine +counting-study +2 +2 +1 +- +- +\\d");
        var sweep = call("show", "mine");
        assertThat(sweep.code()).isZero();
        assertThat(sweep.out())
                .contains("2 runs, 2 done, 1 diverged", "lr = [0.1, 0.2]", "./costate sweep 'a b.yaml'")
                .containsPattern("0000000000aa +0.1 +100 +done +0.5")
                .containsPattern("0000000000bb +0.2 +100 +done, diverged at 50 +NaN");
        assertThat(call("show", "mine", "--run", "0000000000b").out())
                .contains("done after 100 steps; diverged at step 50", "./costate run counting-study --lr 0.2")
                .containsPattern("loss +2 +0.8 +0.8 +0.8 +NaN");
    }

    @Test
    void wrongCallsAreOneLine() {
        assertWrong("show: there is no sweep 'other' in " + store + "; there is mine", "show", "other");
        assertWrong(
                "show: 2 runs of 'mine' begin with '0'; `./costate show mine` lists them",
                "show",
                "mine",
                "--run",
                "0");
        assertWrong(
                "export: there is no format 'xls' (there are npz, csv, parquet, tensorboard)",
                "export",
                "mine",
                "--to",
                "xls");
        assertWrong("rm: nobody can be asked here; --yes removes without asking", "rm", "mine");
        assertWrong("import: there is no nowhere", "import", "nowhere");
        assertWrong(
                "verify: '../mine' is no name of a sweep; use letters, digits, '-', '_' and '.', at most 100, a letter or"
                        + " digit first",
                "verify",
                "../mine");
    }

    private void assertWrong(String message, String... words) {
        var call = call(words);
        assertThat(call.err()).isEqualTo("costate: " + message + System.lineSeparator());
        assertThat(call.code()).isEqualTo(2);
    }

    @Test
    void exportsImportsAndRemoves() {
        var out = folder.resolve("out");
        assertThat(call("export", "mine", "--to", "csv", "--out", out.toString())
                        .out())
                .contains("wrote " + out.resolve("metrics.csv"));
        assertThat(out.resolve("metrics.csv")).isNotEmptyFile();
        var other = Call.of(
                "import", store + "/mine", "--store", folder.resolve("other").toString());
        assertThat(other.out()).startsWith("imported mine: 2 runs of counting-study, ");
        assertThat(call("rm", "mine", "--yes").out()).startsWith("removed mine (2 runs");
        assertThat(call("runs").out()).startsWith("there are no sweeps in ");
    }

    @Test
    void verifiesAndRepairs() throws IOException {
        assertThat(call("verify", "mine").out()).contains("all files of mine are as they were written");
        var file = Path.of(store, "mine/batches/0123456789ab/metrics.parquet");
        Files.write(file, new byte[] {1});
        var found = call("verify", "mine");
        assertThat(found.code()).isEqualTo(1);
        assertThat(found.out()).contains("damaged  " + file + ": it has 1 bytes where ", "2 of the runs concerned");
        assertThat(call("verify", "mine", "--repair").out()).contains("it is set aside in ", "./costate resume mine");
        assertThat(call("verify", "mine").code()).isZero();
        assertThat(call("show", "mine").out()).contains("2 runs, 2 waiting, 0 diverged");
    }

    @Test
    void timesAreShort() {
        var now = Instant.parse("2026-11-22T12:00:00Z");
        assertThat(StoreTable.shortTime(Instant.parse("2026-11-15T12:00:00Z"), now))
                .matches("1[456] Nov \\d\\d:\\d\\d");
        assertThat(StoreTable.shortTime(Instant.parse("2025-11-15T12:00:00Z"), now))
                .matches("1[456] Nov 2025");
    }
}
