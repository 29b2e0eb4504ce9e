package dev.costate.internal.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.internal.hotspot.WarmUpThread;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TileTest {
    private static final TileCode PLAIN = new Float32().plain(1, 1);
    private static final TileCode VECTOR = new Float32().plain(2, 2);

    @Test
    void littleWorkAsksForNoVectorCode() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        Tile tile = new Tile(PLAIN, () -> {
            asked.incrementAndGet();
            return VECTOR;
        });
        for (int i = 0; i < 200; i++) {
            assertThat(tile.code(1000)).isSameAs(PLAIN);
        }
        drain();
        assertThat(asked).hasValue(0);
    }

    @Test
    void muchWorkAsksOnceAndChangesWhenTheCodeIsReady() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch compiled = new CountDownLatch(1);
        Tile tile = new Tile(PLAIN, () -> {
            asked.incrementAndGet();
            try {
                compiled.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return VECTOR;
        });
        for (int i = 0; i < 3000; i++) {
            assertThat(tile.code(1000)).isSameAs(PLAIN);
        }
        compiled.countDown();
        drain();
        assertThat(tile.code(1000)).isSameAs(VECTOR);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whereThereIsNoVectorCodePlainLoopsStay() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        Tile tile = new Tile(PLAIN, () -> {
            asked.incrementAndGet();
            return null;
        });
        assertThat(tile.code(1L << 40)).isSameAs(PLAIN);
        drain();
        assertThat(tile.code(1L << 40)).isSameAs(PLAIN);
        drain();
        assertThat(asked).hasValue(1);
    }

    /// Returns when the warm-up thread has done all it was given.
    private static void drain() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        WarmUpThread.later(done::countDown);
        done.await();
    }
}
