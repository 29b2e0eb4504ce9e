package dev.costate.internal.gemm;

import dev.costate.internal.hotspot.WarmUpThread;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Panels of rows by vector code, from when the JIT compiler has it; until then they are copied by plain loops, as
/// tiles are computed ([Tile]).
final class Transposition {
    /// Elements by plain loops before vector code is asked for: the factor of a product of 128 by 128.
    private static final long ENOUGH = 1L << 14;

    private final Elements elements;
    private final int bits;
    private final int lanes;
    private final Object steps;
    private final AtomicBoolean asked = new AtomicBoolean();
    private long work;
    private volatile @Nullable RowsToColumns code;

    /// @param bits the size of a vector
    /// @param patient whether plain loops do the work until the vector code is compiled
    Transposition(Elements elements, int bits, boolean patient) {
        this.elements = elements;
        this.bits = bits;
        lanes = bits / elements.bits();
        steps = TransposeEmitter.steps(elements, lanes);
        if (!patient) {
            code = emit();
        }
    }

    /// Copies a panel whose columns have their elements side by side: [Elements#pack] with a step of 1.
    void pack(Object source, int from, int apart, int depth, int count, int width, Object target, int at) {
        RowsToColumns ready = count < lanes || depth < lanes ? null : code((long) count * depth);
        if (ready == null) {
            elements.pack(source, from, 1, apart, depth, count, width, target, at);
            return;
        }
        int row = 0;
        for (; row + lanes <= count; row += lanes) {
            ready.run(source, from + row * apart, apart, depth, target, at + row, width, steps);
        }
        int whole = depth / lanes * lanes;
        for (; row < count; row++) {
            elements.line(source, from + row * apart, 1, whole, target, at + row, width);
        }
        for (int l = 0; l < whole && count < width; l++) {
            elements.clear(target, at + l * width + count, width - count);
        }
        elements.pack(source, from + whole, 1, apart, depth - whole, count, width, target, at + whole * width);
    }

    private @Nullable RowsToColumns code(long expected) {
        RowsToColumns ready = code;
        if (ready != null) {
            return ready;
        }
        // Threads may overwrite each other's count, which then is late by one panel.
        work += expected;
        if (work > ENOUGH && asked.compareAndSet(false, true)) {
            WarmUpThread.later(() -> {
                RowsToColumns made = emit();
                code = WarmUp.run(made, elements, lanes, steps) ? made : null;
            });
        }
        return null;
    }

    private RowsToColumns emit() {
        String name = Transposition.class.getPackageName() + ".VectorTransposition";
        try {
            return (RowsToColumns) MethodHandles.lookup()
                    .defineHiddenClass(TransposeEmitter.emit(name, elements, bits), true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the generated transposition could not be loaded: " + bits + " bits", e);
        }
    }
}
