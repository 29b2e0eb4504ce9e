package dev.costate.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.lab.runs.Phase;
import dev.costate.lab.store.RunStore;
import dev.costate.lab.store.StoreFiles;
import java.nio.file.Path;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sweep that is killed by SIGKILL, again and again, ends byte for byte as one that is not.
class SweepKillTest {
    /// More of them with `-Ddev.costate.kills=50`.
    private static final int KILLS = Integer.getInteger("dev.costate.kills", 3);

    /// Microseconds after the end of a piece within which the next is killed.
    private static final int WITHIN_A_PIECE = 5_000;

    @TempDir
    Path folder;

    @Test
    void killedAtAnyMomentItEndsAsIfItHadNotBeen() throws Exception {
        var whole = SweepProcess.start(folder.resolve("whole"));
        assertThat(whole.inputReader().readLine()).isEqualTo(SweepProcess.READY);
        var pieces = (int) whole.inputReader().lines().count();
        assertThat(whole.waitFor()).isZero();
        assertThat(pieces).isGreaterThan(1);
        var expected = StoreFiles.results(folder.resolve("whole/s"));

        var random = new Random(20261122);
        var store = folder.resolve("killed");
        for (var kills = 0; kills < KILLS; ) {
            var child = SweepProcess.start(store);
            assertThat(child.inputReader().readLine()).isEqualTo(SweepProcess.READY);
            child.inputReader().lines().limit(random.nextInt(pieces)).forEach(_ -> {});
            if (child.waitFor(random.nextInt(WITHIN_A_PIECE), TimeUnit.MICROSECONDS)) {
                // it came to its end: the next begins another
                assertThat(child.exitValue()).isZero();
                requireSame(store, expected);
                store = folder.resolve("killed" + kills);
            } else {
                child.destroyForcibly().waitFor();
                kills++;
            }
        }
        assertThat(SweepProcess.start(store).waitFor()).isZero();
        requireSame(store, expected);
    }

    private static void requireSame(Path store, SortedMap<String, String> expected) throws Exception {
        assertThat(StoreFiles.results(store.resolve("s"))).isEqualTo(expected);
        assertThat(RunStore.at(store).verify("s")).isEmpty();
        assertThat(RunStore.at(store).read("s").runs()).hasSize(36).allMatch(run -> run.phase() == Phase.DONE);
    }
}
