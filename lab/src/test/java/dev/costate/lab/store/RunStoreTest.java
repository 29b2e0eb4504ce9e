package dev.costate.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.Tensor;
import dev.costate.lab.runs.Curve;
import dev.costate.lab.runs.Phase;
import dev.costate.lab.sweep.Recorder.Batch;
import dev.costate.lab.sweep.Recorder.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunStoreTest {
    @TempDir
    Path folder;

    private RunStore store;
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void makeStore() {
        store = RunStore.at(folder.resolve("runs"));
    }

    private SweepWriter writer(String name) throws IOException {
        return store.write(name, FakeTraining.ASKED, notices::add);
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        var batch = FakeTraining.batch(1, 3);
        var waiting = FakeTraining.batch(2, 1);
        try (var writer = writer("first")) {
            writer.plan(waiting.runs());
            new FakeTraining(120, step -> step % 25 == 0).train(writer, batch);
        }
        var records = store.read("first");
        assertThat(records.study()).isEqualTo("fake");
        assertThat(records.metrics()).containsExactly("norm", "loss");
        assertThat(records.snapshots()).containsExactly("weights/w");
        var runs = records.runs();
        assertThat(runs)
                .hasSize(4)
                .first()
                .satisfies(run -> assertThat(run.phase()).isEqualTo(Phase.WAITING));
        assertThat(runs.get(2).phase()).isEqualTo(Phase.DONE);
        assertThat(runs.get(2).steps()).isEqualTo(120);
        assertThat(runs.get(2).divergedAt()).hasValue(30);
        assertThat(runs.get(1).divergedAt()).isEmpty();
        assertThat(runs.get(1).config()).isEqualTo(Map.of("lambda", 0.0, "seed", 1L));

        // the recurrence once more, by hand
        var run = batch.runs().get(2).id();
        var w = 0.0;
        var loss = records.curve(run, "loss");
        var norm = records.curve(run, "norm");
        assertThat(loss.steps()).isEqualTo(IntStream.range(0, 120).toArray());
        assertThat(norm.steps())
                .isEqualTo(IntStream.rangeClosed(0, 12).map(i -> 10 * i).toArray());
        for (var step = 0; step < 120; step++) {
            assertThat(loss.values()[step]).isEqualTo((double) (float) (w * w));
            if (step % 10 == 0) {
                assertThat(norm.values()[step / 10]).isEqualTo(w);
            }
            if (step % 50 == 0) {
                assertThat(records.snapshot(run, "weights/w", step).identical(Tensor.of(w, 2 * w)))
                        .isTrue();
            }
            w = 0.9 * w + Math.sin(step + 2);
        }
        assertThat(records.snapshotSteps(run, "weights/w")).containsExactly(0, 50, 100);
        assertThat(records.curve(run, "accuracy")).isSameAs(Curve.EMPTY);
        assertThat(records.curve(waiting.runs().getFirst().id(), "loss")).isSameAs(Curve.EMPTY);
        assertThatThrownBy(() -> records.curve("nobody", "loss"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the sweep 'first' has no run nobody");
        assertThatThrownBy(() -> records.snapshot(run, "weights/w", 51))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("run " + run + " has no snapshot 'weights/w' after 51 steps");
        assertThat(notices).isEmpty();
    }

    @Test
    void aCompleteBatchHasOneFileOfEachKind() throws IOException {
        try (var writer = writer("first")) {
            new FakeTraining(250, step -> step % 25 == 0).train(writer, FakeTraining.batch(1, 3));
        }
        assertThat(StoreFiles.ofBatches(folder.resolve("runs/first")).keySet().stream()
                        .map(name -> name.substring(name.indexOf('/') + 1)))
                .containsExactly(
                        "checkpoint-100.safetensors",
                        "checkpoint-200.safetensors",
                        "checkpoint-250.safetensors",
                        "commit.json",
                        "metrics.parquet",
                        "snapshots.safetensors");
    }

    @Test
    void theLastFilesDoNotTellInWhichPiecesTheyCame() throws IOException {
        var pieces = List.<FakeTraining>of(
                new FakeTraining(230, step -> false),
                new FakeTraining(230, step -> true),
                new FakeTraining(230, step -> step % 7 == 3));
        for (var i = 0; i < pieces.size(); i++) {
            try (var writer = writer("sweep" + i)) {
                pieces.get(i).train(writer, FakeTraining.batch(1, 4));
            }
            assertThat(StoreFiles.ofBatches(folder.resolve("runs/sweep" + i)))
                    .isEqualTo(StoreFiles.ofBatches(folder.resolve("runs/sweep0")));
        }
    }

    @Test
    void aWriterGoesOnWhereAnotherStopped() throws IOException {
        var batch = FakeTraining.batch(1, 3);
        var other = FakeTraining.batch(2, 2);
        try (var writer = writer("stopped")) {
            writer.plan(batch.runs());
            writer.plan(other.runs());
            new FakeTraining(100, step -> false).train(writer, other);
            new FakeTraining(300, step -> step % 60 == 0).train(writer, batch, 3);
        }
        try (var writer = writer("stopped")) {
            assertThat(writer.batches().stream().map(b -> b.id())).containsExactly(other.id(), batch.id());
            assertThat(writer.batches().get(0).runs()).allMatch(run -> run.phase() == Phase.DONE);
            assertThat(writer.batches().get(1).runs())
                    .allMatch(run -> run.phase() == Phase.RUNNING && run.steps() == 120);
            var saved = writer.last(batch).orElseThrow();
            assertThat(saved.step()).isEqualTo(120);
            assertThat(saved.state().sequencedKeySet()).containsExactly("net/w", "key", "a/mask");
            assertThat(saved.divergedAt()).containsExactly(-1, 30, -1);
            new FakeTraining(300, step -> step % 60 == 0).train(writer, batch);
        }
        try (var writer = writer("whole")) {
            new FakeTraining(100, step -> false).train(writer, other);
            new FakeTraining(300, step -> step % 60 == 0).train(writer, batch);
        }
        assertThat(StoreFiles.ofBatches(folder.resolve("runs/stopped")))
                .isEqualTo(StoreFiles.ofBatches(folder.resolve("runs/whole")));
    }

    @Test
    void aFailureIsRemembered() throws IOException {
        var batch = FakeTraining.batch(1, 2);
        try (var writer = writer("failing")) {
            new FakeTraining(300, step -> false).train(writer, batch, 1);
            writer.failed(batch, "out of memory");
            writer.failed(FakeTraining.batch(2, 1), "no program");
            assertThat(writer.last(batch).orElseThrow().step()).isEqualTo(100);
            assertThat(writer.last(FakeTraining.batch(2, 1))).isEmpty();
        }
        var runs = store.read("failing").runs();
        assertThat(runs).allMatch(run -> run.phase() == Phase.FAILED);
        assertThat(runs.stream().map(run -> run.trouble()))
                .containsExactly("out of memory", "out of memory", "no program");
        assertThat(runs.stream().map(run -> run.steps())).containsExactly(100, 100, 0);
        try (var writer = writer("failing")) {
            new FakeTraining(300, step -> false).train(writer, batch);
        }
        assertThat(store.read("failing").runs().getFirst().trouble()).isEmpty();
        assertThat(store.read("failing").runs().getFirst().phase()).isEqualTo(Phase.DONE);
    }

    @Test
    void statesAreKeptForForks() throws IOException {
        var batch = FakeTraining.batch(1, 3);
        var run = batch.runs().get(1).id();
        try (var writer = writer("kept")) {
            new FakeTraining(250, step -> step == 130).train(writer, batch);
            assertThat(writer.keptSteps(run)).containsExactly(100, 200);
            assertThat(writer.kept(run, 130)).isEmpty();
            assertThat(writer.kept("nobody", 100)).isEmpty();
            var w = 0.0;
            for (var step = 0; step < 200; step++) {
                w = 0.9 * w + Math.sin(step + 1);
            }
            var state = writer.kept(run, 200).orElseThrow();
            assertThat(state.sequencedKeySet()).containsExactly("net/w", "key", "a/mask");
            assertThat(state.firstEntry().getValue().item()).isEqualTo(w);
        }
        assertThat(store.read("kept").keptSteps(run)).containsExactly(100, 200);
    }

    @Test
    void whatDoesNotFollowIsRefused() throws IOException {
        var batch = FakeTraining.batch(1, 2);
        var pieces = new PiecesOf(batch);
        new FakeTraining(40, step -> step == 20).train(pieces, batch);
        try (var writer = writer("strict")) {
            writer.commit(batch, pieces.all().get(0));
            // what a trainer says that goes on from there, and has nothing to add
            var first = pieces.all().get(0);
            writer.commit(batch, new Piece(20, first.state(), List.of(), List.of(), first.divergedAt(), false, false));
            assertRefused(writer, batch, pieces.all().get(0), "has made 20 steps: a piece after 20 does not follow");
            assertRefused(writer, FakeTraining.batch(1, 3), pieces.all().get(1), "has other runs");
            assertRefused(
                    writer, FakeTraining.batch(2, 3), pieces.all().get(1), "3 runs, but what diverged is told of 2");
            writer.commit(batch, pieces.all().get(1));
            assertRefused(writer, batch, pieces.all().get(1), "has made 40 steps, all: a piece");
        }
        assertThat(store.read("strict")
                        .curve(batch.runs().getFirst().id(), "loss")
                        .size())
                .isEqualTo(40);
    }

    private static void assertRefused(SweepWriter writer, Batch batch, Piece piece, String message) {
        assertThatThrownBy(() -> writer.commit(batch, piece))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anotherStudyOrConfigurationIsRefused() throws IOException {
        writer("mine").close();
        var asked = FakeTraining.ASKED;
        var study = new Asked("other", asked.base(), asked.axes(), asked.seeds(), List.of());
        assertThatThrownBy(() -> store.write("mine", study, notices::add))
                .isInstanceOf(StoreException.class)
                .hasMessage("the sweep 'mine' is of the study fake, not of other; give this one another name");
        var base = new Asked("fake", Map.of("hidden", 4L, "lr", 0.1), asked.axes(), asked.seeds(), List.of());
        assertThatThrownBy(() -> store.write("mine", base, notices::add))
                .isInstanceOf(StoreException.class)
                .hasMessage("the sweep 'mine' has hidden = 3, not 4; sweep over it, or give this one another name");
        // other axes and seeds are how a sweep grows
        store.write("mine", new Asked("fake", asked.base(), List.of(), 7, List.of("again")), notices::add)
                .close();
        assertThat(store.read("mine").manifest().asked().command()).containsExactly("again");
    }

    @Test
    void sweepsAreListedAndRemoved() throws IOException {
        assertThat(store.names()).isEmpty();
        assertThatThrownBy(() -> store.read("a"))
                .isInstanceOf(StoreException.class)
                .hasMessage("there is no sweep 'a': there are no sweeps in " + store.folder());
        try (var writer = writer("b")) {
            new FakeTraining(60, step -> false).train(writer, FakeTraining.batch(1, 2));
            assertThat(store.sweep("b").isBeingWritten()).isTrue();
            assertThatThrownBy(() -> store.remove("b"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is being written by process "
                            + ProcessHandle.current().pid());
        }
        writer("a.2").close();
        assertThat(store.names()).containsExactly("a.2", "b");
        var sweep = store.sweep("b");
        assertThat(sweep.study()).isEqualTo("fake");
        assertThat(sweep.runs()).isEqualTo(2);
        assertThat(sweep.count(Phase.DONE)).isEqualTo(2);
        assertThat(sweep.diverged()).isEqualTo(1);
        assertThat(sweep.isComplete()).isTrue();
        assertThat(sweep.isBeingWritten()).isFalse();
        assertThat(sweep.bytes()).isBetween(1000L, 100_000L);
        store.remove("b");
        assertThat(store.names()).containsExactly("a.2");
        try (var files = Files.list(store.folder())) {
            assertThat(files).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".", "a/b", "../x", "/etc", "a\\b", ".hidden", "-x", "a b", "\u00e9", "a\n"})
    void namesThatAreNoneAreRefused(String name) {
        assertThatThrownBy(() -> writer(name))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is no name of a sweep");
        assertThatThrownBy(() -> store.read(name)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.remove(name)).isInstanceOf(StoreException.class);
        assertThat(store.has(name)).isFalse();
    }

    @Test
    void aReaderSeesWhatIsAdded() throws IOException {
        var batch = FakeTraining.batch(1, 2);
        var run = batch.runs().getFirst().id();
        try (var writer = writer("live")) {
            writer.plan(batch.runs());
            var records = store.read("live");
            assertThat(records.runs()).allMatch(r -> r.phase() == Phase.WAITING);
            assertThat(records.metrics()).isEmpty();
            var version = records.version();
            assertThat(records.version()).isEqualTo(version);
            for (var pieces = 1; pieces <= 4; pieces++) {
                new FakeTraining(200, step -> step % 50 == 0).train(writer, batch, 1);
                assertThat(records.version()).isNotEqualTo(version);
                version = records.version();
                assertThat(records.curve(run, "loss").size()).isEqualTo(50 * pieces);
                assertThat(records.snapshotSteps(run, "weights/w")).hasSize(pieces + 1);
                assertThat(records.runs().getFirst().phase()).isEqualTo(pieces == 4 ? Phase.DONE : Phase.RUNNING);
            }
        }
    }
}
