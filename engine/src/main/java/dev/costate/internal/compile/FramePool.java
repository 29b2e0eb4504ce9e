package dev.costate.internal.compile;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The frame of a program's last run, whose buffers the next one uses again: new ones would be cleared first, and be in
/// no cache. The garbage collector takes it when memory is short; a large one is not kept.
final class FramePool {
    /// The most bytes that a program keeps between runs.
    private static final long MOST = 1L << 28;

    private final Plan plan;
    private final boolean keeps;
    private final AtomicReference<@Nullable SoftReference<Frame>> last = new AtomicReference<>();

    FramePool(Plan plan) {
        this.plan = plan;
        keeps = Buffers.of(plan).bytes() <= MOST;
    }

    /// A frame for one run, no one else's.
    Frame take() {
        SoftReference<Frame> reference = last.getAndSet(null);
        Frame frame = reference == null ? null : reference.get();
        return frame == null ? new Frame(plan) : frame;
    }

    /// Takes back a frame that has let go of what belongs to others.
    void give(Frame frame) {
        if (keeps) {
            last.set(new SoftReference<>(frame));
        }
    }
}
