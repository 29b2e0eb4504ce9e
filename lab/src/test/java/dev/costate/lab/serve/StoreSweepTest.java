package dev.costate.lab.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.costate.lab.runs.Phase;
import dev.costate.lab.store.RunStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sweeps of a real store, trained by the real runner.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class StoreSweepTest {
    @TempDir
    private Path folder;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private StoreLibrary library;
    private SweepLauncher launcher;

    @BeforeEach
    void open() {
        var store = RunStore.at(folder.resolve("store"));
        library = new StoreLibrary(store);
        launcher = new SweepLauncher(store, library, List.of(new TwoNumbers()), log::add);
    }

    @AfterEach
    void close() {
        launcher.close();
    }

    private String start(String axes, String seeds, Map<String, String> options) throws DesignException {
        return launcher.start(new Launcher.Design("two-numbers", options, axes, seeds));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            // the library looks at the disk now and then and calls nobody; @Timeout ends what never comes
            Thread.sleep(20);
        }
    }

    @Test
    void aSweepThatWasStartedIsSeenAtOnceAndComesToItsEnd() throws Exception {
        assertThat(library.sweeps()).isEmpty();
        var before = library.version();
        var name = start("lr=0.1,0.2", "3", Map.of("a", "1.5"));
        assertThat(name).isEqualTo("two-numbers-1");
        assertThat(library.sweep(name)).isPresent();
        assertThat(library.version()).isNotEqualTo(before);
        await(() -> !launcher.canStop(name));
        await(() -> !library.sweep(name).orElseThrow().isLive());

        var sweep = library.sweep(name).orElseThrow();
        assertThat(sweep.study()).isEqualTo("two-numbers");
        assertThat(sweep.done()).isEqualTo(6);
        var records = library.open(name).orElseThrow();
        assertThat(records.runs()).extracting(run -> run.config().get("a")).containsOnly(1.5);
        assertThat(records.curve(records.runs().getFirst().id(), "loss").size()).isEqualTo(400);
        assertThat(records.snapshotSteps(records.runs().getFirst().id(), "weights"))
                .containsExactly(0, 100, 200, 300, 400);
        assertThat(launcher.canResume(name)).isFalse();
        assertThat(log).isEmpty();
        assertThat(start("", "", Map.of())).isEqualTo("two-numbers-2");
    }

    @Test
    void aSweepIsStoppedAndResumed() throws Exception {
        var name = start("", "2", Map.of("size", "100_000", "epochs", "1_000_000"));
        await(() -> library.open(name).orElseThrow().runs().stream().anyMatch(run -> run.steps() > 0));
        launcher.stop(name);
        await(() -> launcher.canResume(name));
        var steps = library.open(name).orElseThrow().runs().getFirst().steps();
        assertThat(steps).isBetween(1, 999_999);
        assertThat(library.open(name).orElseThrow().runs().getFirst().phase()).isEqualTo(Phase.RUNNING);

        launcher.resume(name);
        await(() -> library.open(name).orElseThrow().runs().getFirst().steps() > steps);
        assertThatExceptionOfType(DesignException.class).isThrownBy(() -> launcher.resume(name));
        launcher.stop(name);
    }

    @Test
    void whatIsWrongIsSaidOfItsField() {
        assertThatExceptionOfType(DesignException.class)
                .isThrownBy(() -> start("depth=1,2", "", Map.of()))
                .satisfies(e -> assertThat(e.problems()).containsOnlyKeys(Launcher.Design.AXES));
        assertThatExceptionOfType(DesignException.class)
                .isThrownBy(() -> start("lr", "", Map.of()))
                .satisfies(e -> assertThat(e.problems()).containsOnlyKeys(Launcher.Design.AXES));
        for (var seeds : List.of("many", "0", "1.5", "-1")) {
            assertThatExceptionOfType(DesignException.class)
                    .isThrownBy(() -> start("", seeds, Map.of()))
                    .satisfies(e -> assertThat(e.problems()).containsOnlyKeys(Launcher.Design.SEEDS));
        }
        assertThat(library.sweeps()).isEmpty();
    }

    @Test
    void linksDoNotLeadOutOfTheStore() throws Exception {
        var outside = RunStore.at(folder.resolve("elsewhere"));
        var other = new SweepLauncher(outside, new StoreLibrary(outside), List.of(new TwoNumbers()), log::add);
        var name = other.start(new Launcher.Design("two-numbers", Map.of(), "", ""));
        await(() -> !other.canStop(name));
        Files.createDirectories(folder.resolve("store"));
        Files.createSymbolicLink(
                folder.resolve("store/linked"), folder.resolve("elsewhere").resolve(name));
        assertThat(RunStore.at(folder.resolve("store")).names()).containsExactly("linked");
        assertThat(library.sweeps()).isEmpty();
        assertThat(library.open("linked")).isEmpty();
        assertThat(library.open("../elsewhere/" + name)).isEmpty();
    }
}
