package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Dot;
import dev.costate.internal.gemm.Gemm;
import dev.costate.internal.gemm.GemmShape;
import dev.costate.internal.gemm.Rows;
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
/// @param aOffset where in its array the left operand begins
/// @param bOffset where the right one does
record ProductCode(DType dtype, GemmShape shape, List<Apart> apart, int aOffset, int bOffset) implements KernelCode {
    /// A contraction over fewer terms is written out, see [SmallSums].
    private static final int LEAST_TERMS = 9;

    private static final int LEAST_SIDE = 4;
    private static final long LEAST_WORK = 2048;

    private static final long SHARED_FROM = 200_000;

    /// Parts for threads are multiples of these, as are most machines' tiles.
    private static final int ROWS = 8;

    private static final int COLUMNS = 16;

    /// As many elements are copied in the time that it takes to begin one more product.
    private static final long BEGINNING = 512;

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
    /// Which it is depends on one member's matrices alone, not on the number of members nor on where they lie, for
    /// it decides the order of the sums.
    static Optional<ProductCode> of(Dot op, List<Type> in, Type out) {
        if (!out.dtype().isFloating() || out.size() == 0) {
            return Optional.empty();
        }
        Sides sides = Sides.of(op, View.of(in.get(0)), View.of(in.get(1)), out);
        long work = (long) sides.m.inner.extent * sides.n.inner.extent * sides.k.inner.extent;
        boolean pays = sides.k.size() >= LEAST_TERMS
                && Math.min(sides.m.size(), sides.n.size()) >= LEAST_SIDE
                && work >= LEAST_WORK;
        return pays ? Optional.of(of(sides, 0, 0, out)) : Optional.empty();
    }

    /// These products, those of `op`, with factors that lie as `a` and `b`. Each element is the same chain of sums.
    ProductCode reading(Dot op, View a, View b, Type out) {
        return of(Sides.of(op, a, b, out), a.offset(), b.offset(), out);
    }

    private static ProductCode of(Sides sides, int aOffset, int bOffset, Type out) {
        List<Apart> apart = new ArrayList<>();
        apart.addAll(sides.batch.outer);
        apart.addAll(sides.m.outer);
        apart.addAll(sides.n.outer);
        apart.addAll(sides.k.outer);
        Apart batch = sides.batch.inner;
        Apart m = sides.m.inner;
        Apart n = sides.n.inner;
        Apart k = sides.k.inner;
        GemmShape shape = new GemmShape(
                batch.extent,
                m.extent,
                n.extent,
                k.extent,
                new GemmShape.Strides(batch.a, m.a, k.a),
                new GemmShape.Strides(batch.b, k.b, n.b),
                new GemmShape.Strides(batch.c, sides.n.size(), 1),
                false);
        return new ProductCode(out.dtype(), shape, apart, aOffset, bOffset);
    }

    /// Whether to do this, with a factor where it lies, takes no longer than `copying` it first.
    ///
    /// @param left whether it is the left factor
    boolean isBetterThan(ProductCode copying, boolean left, View factor) {
        return overhead(left) - copying.overhead(left) <= factor.size();
    }

    /// What takes time besides multiplying, in elements that are copied in that time: to begin a product, to read and
    /// write its sums, to copy panels of a factor.
    private long overhead(boolean left) {
        long sums = (long) shape.m() * shape.n() * 3 / 4;
        return products() * (BEGINNING + sums) + packed(left);
    }

    private long products() {
        long products = shape.batch();
        for (Apart axis : apart) {
            products *= axis.extent;
        }
        return products;
    }

    /// How many elements of a factor are copied because tiles do not read them well; those without neighbours, for
    /// which there are no vectors, count twice.
    private long packed(boolean left) {
        GemmShape.Strides strides = left ? shape.a() : shape.b();
        if (strides.column() == 1 || (left && strides.row() == 1)) {
            return 0;
        }
        long each = strides.row() == 1 ? 1 : 2;
        return each * products() * shape.k() * (left ? shape.m() : shape.n());
    }

    /// What the axes are to the products.
    private record Sides(Side batch, Side m, Side n, Side k) {
        static Sides of(Dot op, View a, View b, Type out) {
            Axes aFree =
                    op.lhsBatch().concat(op.lhsContract()).complement(a.shape().rank());
            Axes bFree =
                    op.rhsBatch().concat(op.rhsContract()).complement(b.shape().rank());
            View c = View.of(out);
            int rows = op.lhsBatch().size();
            int columns = rows + aFree.size();
            return new Sides(
                    Side.of(a, op.lhsBatch(), b, op.rhsBatch(), c, Axes.range(0, rows)),
                    Side.of(a, aFree, null, null, c, Axes.range(rows, columns)),
                    Side.of(null, null, b, bFree, c, Axes.range(columns, out.rank())),
                    Side.of(a, op.lhsContract(), b, op.rhsContract(), null, null));
        }
    }

    /// Axes that play one part: as many of the last ones as lie like one axis, and those before.
    private record Side(Apart inner, List<Apart> outer) {
        static Side of(
                @Nullable View a,
                @Nullable Axes aAxes,
                @Nullable View b,
                @Nullable Axes bAxes,
                @Nullable View c,
                @Nullable Axes cAxes) {
            Axes any = aAxes != null ? aAxes : Objects.requireNonNull(bAxes);
            View of = a != null ? a : Objects.requireNonNull(b);
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

        private static int step(@Nullable View view, @Nullable Axes axes, int i) {
            return view == null || axes == null ? 0 : view.steps().get(axes.get(i));
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
        int left = offsets[0] + aOffset;
        int right = offsets[1] + bOffset;
        if (apart.isEmpty()) {
            multiply(shape, buffers, left, right, offsets[2]);
            return;
        }
        // Rows or columns are shared out here: the single products may be too small for it.
        Workers workers = Workers.shared();
        int most = work() < SHARED_FROM ? 1 : workers.count();
        if (shape.n() >= 2 * COLUMNS && (shape.b().column() != 1 || shape.m() < 2 * ROWS)) {
            // Each thread then copies but the part of the right factor that it needs.
            int pieces = Math.min(most, shape.n() / COLUMNS);
            workers.run(pieces, p -> {
                int from = cut(shape.n(), p, pieces, COLUMNS);
                GemmShape columns = part(shape.m(), cut(shape.n(), p + 1, pieces, COLUMNS) - from);
                along(0, columns, buffers, left, right + from * shape.b().column(), offsets[2] + from);
            });
        } else {
            int pieces = Math.min(most, Math.max(1, shape.m() / ROWS));
            workers.run(pieces, p -> {
                int from = cut(shape.m(), p, pieces, ROWS);
                GemmShape rows = part(cut(shape.m(), p + 1, pieces, ROWS) - from, shape.n());
                int a = left + from * shape.a().row();
                along(0, rows, buffers, a, right, offsets[2] + from * shape.c().row());
            });
        }
    }

    /// Where part `p` of `parts` of `0..n` begins, a multiple of `size`.
    private static int cut(int n, int p, int parts, int size) {
        return p == parts ? n : (int) ((long) n * p / parts / size) * size;
    }

    /// These products with `m` of the rows and `n` of the columns.
    private GemmShape part(int m, int n) {
        return new GemmShape(shape.batch(), m, n, shape.k(), shape.a(), shape.b(), shape.c(), false);
    }

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

    /// Does the product, which is one of two matrices, and hands its rows to `rows`.
    void run(Object[] buffers, int[] offsets, Rows rows) {
        int a = offsets[0] + aOffset;
        int b = offsets[1] + bOffset;
        int c = offsets[2];
        if (dtype == DType.FLOAT32) {
            Gemm.multiply(shape, (float[]) buffers[0], a, (float[]) buffers[1], b, (float[]) buffers[2], c, rows);
        } else {
            Gemm.multiply(shape, (double[]) buffers[0], a, (double[]) buffers[1], b, (double[]) buffers[2], c, rows);
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
