package dev.costate.internal.compile;

import dev.costate.internal.lower.Kernel;
import dev.costate.internal.lower.Nest;
import dev.costate.internal.lower.Prefix;
import dev.costate.internal.lower.Scatter;
import java.util.function.Supplier;

/// A kernel ready to run as plain loops, an element at a time.
///
/// @param kernel what it computes
/// @param code its code
/// @param reason why it is no vector code
record PlainCode(Kernel kernel, KernelCode code, String reason) implements KernelCode {
    /// The code of a kernel that only plain loops can run.
    static PlainCode of(Kernel kernel) {
        return of(kernel, () -> switch (kernel) {
            case Nest _ -> "it has no vector form";
            case Prefix _ -> "running sums have their order";
            case Scatter _ -> "additions at computed places may meet";
        });
    }

    /// The code of a kernel that has no vector form.
    static PlainCode of(Kernel kernel, Supplier<String> reason) {
        return new PlainCode(kernel, KernelCache.get(kernel), reason.get());
    }

    @Override
    public void run(Object[] buffers, int[] offsets) {
        code.run(buffers, offsets);
    }

    /// How many elements it computes, those that are reduced among them.
    long points() {
        return switch (kernel) {
            case Nest nest -> (long) nest.parallel().size() * nest.reduction().size();
            case Prefix prefix -> prefix.extents().size();
            case Scatter scatter ->
                (long) scatter.shape().size() + scatter.updates().size();
        };
    }
}
