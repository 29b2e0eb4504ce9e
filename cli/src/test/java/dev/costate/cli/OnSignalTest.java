package dev.costate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OnSignalTest {
    @Test
    void theActionIsDoneAtEverySignal() throws Exception {
        var twice = new CountDownLatch(2);
        // a process can do without knowing that a window has another size
        assertThat(OnSignal.run("WINCH", twice::countDown)).isTrue();
        var signal = Class.forName("sun.misc.Signal");
        var window = signal.getConstructor(String.class).newInstance("WINCH");
        signal.getMethod("raise", signal).invoke(null, window);
        while (twice.getCount() == 2) {
            Thread.onSpinWait();
        }
        signal.getMethod("raise", signal).invoke(null, window);
        assertThat(twice.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSignalThatTheSystemDoesNotHaveIsNone() {
        assertThat(OnSignal.run("COSTATE", () -> {})).isFalse();
    }
}
