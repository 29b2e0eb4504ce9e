package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Dot;
import dev.costate.internal.gemm.Gemm;
import dev.costate.internal.gemm.GemmShape;
import dev.costate.internal.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A contraction done as packed products of matrices: of one matrix each if the operands' axes lie as a matrix's do,
/// else of one for each place along the axes that stand apart.
///
/// @param dtype the element type
/// @param shape one of the products
/// @param apart the axes along which there are several, the last ones innermost
record ProductCode(DType dtype, GemmShape shape, List<Apart> apart) implements KernelCode {
    /// A contraction over fewer terms is written out, see [SmallSums].
    private static final int LEAST_TERMS = 9;

    private static final int LEAST_SIDE = 4;
    private static final long LEAST_WORK = 2048;

    /// An axis that is no part of the matrices.
    ///
    /// @param extent how many products there are along it
    /// @param a the step in the left operand from one to the next
    /// @param b the step in the right operand
    /// @param c the step in the result; 0 for a contracted axis, along which products are added up
    record Apart(int extent, int a, int b, int c) {}

    ProductCode {
        apart = List.copyOf(apart);
    }

    /// The contraction as products of matrices, if it is worth it.
    ///
    /// Which it is depends on one member's matrices alone, not on the number of members, for it decides the order
    /// of the sums.
    static Optional<ProductCode> of(Dot op, List<Type> in, Type out) {
        if (!out.dtype().isFloating() || out.size() == 0) {
            return Optional.empty();
        }
        Type a = in.get(0);
        Type b = in.get(1);
        Axes aFree = op.lhsBatch().concat(op.lhsContract()).complement(a.rank());
        Axes bFree = op.rhsBatch().concat(op.rhsContract()).complement(b.rank());
        int rows = op.lhsBatch().size();
        int columns = rows + aFree.size();
        Side batch = Side.of(a, op.lhsBatch(), b, op.rhsBatch(), out, Axes.range(0, rows));
        Side m = Side.of(a, aFree, null, null, out, Axes.range(rows, columns));
        Side n = Side.of(null, null, b, bFree, out, Axes.range(columns, out.rank()));
        Side k = Side.of(a, op.lhsContract(), b, op.rhsContract(), null, null);
        long work = (long) m.inner.extent * n.inner.extent * k.inner.extent;
        if (k.size() < LEAST_TERMS || Math.min(m.size(), n.size()) < LEAST_SIDE || work < LEAST_WORK) {
            return Optional.empty();
        }
        List<Apart> apart = new ArrayList<>();
        apart.addAll(batch.outer);
        apart.addAll(m.outer);
        apart.addAll(n.outer);
        apart.addAll(k.outer);
        GemmShape shape = new GemmShape(
                batch.inner.extent,
                m.inner.extent,
                n.inner.extent,
                k.inner.extent,
                new GemmShape.Strides(batch.inner.a, m.inner.a, k.inner.a),
                new GemmShape.Strides(batch.inner.b, k.inner.b, n.inner.b),
                new GemmShape.Strides(batch.inner.c, n.size(), 1),
                false);
        return Optional.of(new ProductCode(out.dtype(), shape, apart));
    }

    /// Axes that play one part: as many of the last ones as lie like one axis, and those before.
    private record Side(Apart inner, List<Apart> outer) {
        static Side of(
                @Nullable Type a,
                @Nullable Axes aAxes,
                @Nullable Type b,
                @Nullable Axes bAxes,
                @Nullable Type c,
                @Nullable Axes cAxes) {
            Axes any = aAxes != null ? aAxes : Objects.requireNonNull(bAxes);
            Type of = a != null ? a : Objects.requireNonNull(b);
            Apart inner = new Apart(1, 0, 0, 0);
            List<Apart> outer = new ArrayList<>();
            for (int i = any.size() - 1; i >= 0; i--) {
                int extent = of.shape().dim(any.get(i));
                if (extent == 1) {
                    continue;
                }
                Apart axis = new Apart(extent, step(a, aAxes, i), step(b, bAxes, i), step(c, cAxes, i));
                if (inner.extent == 1) {
                    inner = axis;
                } else if (outer.isEmpty()
                        && axis.a == inner.a * inner.extent
                        && axis.b == inner.b * inner.extent
                        && axis.c == inner.c * inner.extent) {
                    inner = new Apart(extent * inner.extent, inner.a, inner.b, inner.c);
                } else {
                    outer.addFirst(axis);
                }
            }
            return new Side(inner, outer);
        }

        private static int step(@Nullable Type type, @Nullable Axes axes, int i) {
            return type == null || axes == null ? 0 : type.shape().strides()[axes.get(i)];
        }

        int size() {
            int size = inner.extent;
            for (Apart axis : outer) {
                size *= axis.extent;
            }
            return size;
        }
    }

    /// How many multiply-adds it takes.
    long work() {
        long work = shape.work();
        for (Apart axis : apart) {
            work *= axis.extent;
        }
        return work;
    }

    @Override
    public void run(Object[] buffers, int[] offsets) {
        if (apart.isEmpty()) {
            multiply(shape, buffers, offsets[0], offsets[1], offsets[2]);
            return;
        }
        // Rows are shared out here: the single products may be too small for it.
        Workers workers = Workers.shared();
        int pieces = work() < SHARED_FROM ? 1 : Math.min(workers.count(), Math.max(1, shape.m() / LEAST_SIDE));
        workers.run(pieces, p -> {
            int from = (int) ((long) shape.m() * p / pieces);
            int to = (int) ((long) shape.m() * (p + 1) / pieces);
            GemmShape rows = new GemmShape(
                    shape.batch(), to - from, shape.n(), shape.k(), shape.a(), shape.b(), shape.c(), false);
            int a = offsets[0] + from * shape.a().row();
            int c = offsets[2] + from * shape.c().row();
            along(0, rows, buffers, a, offsets[1], c);
        });
    }

    private static final long SHARED_FROM = 200_000;

    private void along(int axis, GemmShape rows, Object[] buffers, int a, int b, int c) {
        if (axis == apart.size()) {
            multiply(rows, buffers, a, b, c);
            return;
        }
        Apart along = apart.get(axis);
        for (int i = 0; i < along.extent; i++) {
            GemmShape next = i > 0 && along.c == 0 ? rows.accumulating() : rows;
            along(axis + 1, next, buffers, a + i * along.a, b + i * along.b, c + i * along.c);
        }
    }

    private void multiply(GemmShape product, Object[] buffers, int a, int b, int c) {
        if (dtype == DType.FLOAT32) {
            Gemm.multiply(product, (float[]) buffers[0], a, (float[]) buffers[1], b, (float[]) buffers[2], c);
        } else {
            Gemm.multiply(product, (double[]) buffers[0], a, (double[]) buffers[1], b, (double[]) buffers[2], c);
        }
    }
}
