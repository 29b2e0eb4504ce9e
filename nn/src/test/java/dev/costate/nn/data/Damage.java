package dev.costate.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/// Valid files with flipped bits, changed bytes and missing ends: a reader may take them or refuse them by
/// name, and nothing else, in bounded memory.
final class Damage {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// Far above what the small files of these tests need, far below what a header can claim.
    private static final long MOST_BYTES = 64 << 20;

    private Damage() {}

    /// A reader of a whole file.
    @FunctionalInterface
    interface Reader {
        void read(Path file) throws IOException;
    }

    /// Reads damaged copies of `valid` from `file`, which it makes.
    static void survive(Path file, byte[] valid, long seed, int copies, Reader reader) throws IOException {
        var random = new Random(seed);
        var refused = 0;
        for (var i = 0; i < copies; i++) {
            Files.write(file, damaged(valid, random));
            var what = "seed %d, copy %d of %s".formatted(seed, i, file.getFileName());
            var before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                reader.read(file);
            } catch (IOException | IllegalArgumentException e) {
                refused++;
                assertThat(e).as(what).hasMessageStartingWith(file.toString());
            } catch (RuntimeException | Error e) {
                throw new AssertionError(what, e);
            }
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated: " + what)
                    .isLessThan(MOST_BYTES);
        }
        // else the damage was none
        assertThat(refused).as("refused").isGreaterThan(copies / 10);
    }

    private static byte[] damaged(byte[] valid, Random random) {
        var bytes = valid.clone();
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 2 -> {
                // the beginning, where formats keep what they claim
                bytes[random.nextInt(Math.min(bytes.length, 128))] = (byte) random.nextInt(256);
                yield bytes;
            }
            case 3 -> {
                for (var k = 0; k < 3; k++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                yield bytes;
            }
            default -> throw new AssertionError();
        };
    }
}
