package dev.costate.lab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.lab.runs.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One process writes, others read meanwhile, and the writer may be killed.
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class WritersTest {
    @TempDir
    Path folder;

    private SweepWriter writer(Path root) throws IOException {
        return RunStore.at(root).write("s", FakeTraining.ASKED, notice -> {});
    }

    @Test
    void aSecondWriterOfThisProcessIsRefusedAndDoesNoHarm() throws Exception {
        try (var _ = writer(folder)) {
            for (var i = 0; i < 2; i++) {
                assertThatThrownBy(() -> writer(folder))
                        .isInstanceOf(StoreException.class)
                        .hasMessageStartingWith("the sweep 's' is being written by process "
                                + ProcessHandle.current().pid() + " on ");
            }
            // the refusals have not given up the lock: another process is refused too
            var child = FakeProcess.start(folder, 10);
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isEqualTo(FakeProcess.REFUSED);
        }
        writer(folder).close();
    }

    @Test
    void aWriterOfAnotherProcessIsNamed() throws Exception {
        var child = FakeProcess.start(folder, 2_000_000);
        try {
            await(() -> RunStore.at(folder).has("s")
                    && RunStore.at(folder).sweep("s").count(Phase.RUNNING) > 0);
            assertThatThrownBy(() -> writer(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("the sweep 's' is being written by process " + child.pid() + " on ");
            assertThat(RunStore.at(folder).sweep("s").isBeingWritten()).isTrue();
        } finally {
            child.destroyForcibly().waitFor();
        }
        // the right ended with the process
        assertThat(RunStore.at(folder).sweep("s").isBeingWritten()).isFalse();
        writer(folder).close();
    }

    @Test
    void readersSeeWholeStatesWhileOneWrites() throws Exception {
        var training = new FakeTraining(600, step -> step % 10 == 0);
        var batch = FakeTraining.batch(1, 3);
        var isDone = new AtomicBoolean();
        try (var writer = writer(folder);
                var threads = Executors.newFixedThreadPool(3)) {
            writer.plan(batch.runs());
            var readers = new ArrayList<Future<Integer>>();
            for (var i = 0; i < 2; i++) {
                Callable<Integer> reading = () -> {
                    var seen = 0;
                    var before = 0;
                    var shared = RunStore.at(folder).read("s");
                    while (!isDone.get()) {
                        // one that was opened before, and one that is opened now
                        for (var records : List.of(shared, RunStore.at(folder).read("s"))) {
                            var run = records.runs().get(1);
                            var loss = records.curve(run.id(), "loss");
                            assertThat(loss.size())
                                    .isGreaterThanOrEqualTo(run.steps())
                                    .isGreaterThanOrEqualTo(before);
                            assertThat(loss.size() % 10).isZero();
                            for (var step : records.snapshotSteps(run.id(), "weights/w")) {
                                assertThat(records.snapshot(run.id(), "weights/w", step)
                                                .size())
                                        .isEqualTo(2);
                            }
                            before = loss.size();
                            seen++;
                        }
                    }
                    return seen;
                };
                readers.add(threads.submit(reading));
            }
            training.train(writer, batch);
            isDone.set(true);
            for (var reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
        assertThat(RunStore.at(folder).read("s").runs()).allMatch(run -> run.phase() == Phase.DONE);
    }

    /// The real thing: a JVM that is killed by SIGKILL at seeded moments, until it is done.
    @Test
    void killedAtAnyMomentItEndsAsIfItHadNotBeen() throws Exception {
        var whole = folder.resolve("whole");
        var child = FakeProcess.start(whole, FakeProcess.STEPS);
        assertThat(child.waitFor()).isZero();
        var expected = StoreFiles.ofBatches(whole.resolve("s"));

        var killed = folder.resolve("killed");
        var random = new Random(20261122);
        var kills = 0;
        for (var isEnded = false; !isEnded; ) {
            child = FakeProcess.start(killed, FakeProcess.STEPS);
            // from its first commit on, which is when something can go wrong
            var line = child.inputReader().readLine();
            assertThat(line).isEqualTo(FakeProcess.READY);
            if (kills < 8 && !child.waitFor(random.nextInt(60_000), TimeUnit.MICROSECONDS)) {
                child.destroyForcibly().waitFor();
                kills++;
            } else {
                assertThat(child.waitFor()).isZero();
                isEnded = true;
            }
        }
        assertThat(kills).isGreaterThan(3);
        assertThat(StoreFiles.ofBatches(killed.resolve("s"))).isEqualTo(expected);
        assertThat(killed.resolve("s/aside")).doesNotExist();
        assertThat(RunStore.at(killed).verify("s")).isEmpty();
        try (var files = Files.list(killed.resolve("s"))) {
            assertThat(files).hasSize(4);
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            // another process writes, and nothing but its files tells of it; @Timeout ends what never comes
            Thread.sleep(10);
        }
    }
}
