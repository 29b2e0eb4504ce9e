package dev.costate.internal.compile;

import java.lang.ref.SoftReference;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The frame of a program's last run, whose buffers the next one uses again: new ones would be cleared first, and be in
/// no cache. The garbage collector takes it when memory is short.
final class FramePool {
    private final AtomicReference<@Nullable SoftReference<Frame>> last = new AtomicReference<>();

    /// A frame for one run, no one else's.
    Frame take(Plan plan) {
        SoftReference<Frame> reference = last.getAndSet(null);
        Frame frame = reference == null ? null : reference.get();
        return frame == null ? new Frame(plan) : frame;
    }

    /// Takes back a frame that has let go of what belongs to others.
    void give(Frame frame) {
        last.set(new SoftReference<>(frame));
    }
}
