package dev.costate.internal.schedule;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.graph.Array;
import dev.costate.graph.BinaryFunction;
import dev.costate.internal.lower.Combine;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.lower.Nest;
import dev.costate.internal.lower.Rewriting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The ways to put a nest into a cluster.
///
/// Axes of extent 1 have no part in it. Of the others the first parallel ones are the cluster's outer axes, the
/// last parallel or the last reduced one is the spine, and the rest are written out if they are few.
public final class Shaping {
    /// The most elements that are written out.
    public static final int WRITTEN_OUT = 8;

    /// The most elements of a statement without a spine.
    public static final int SMALL = 16;
    /// The most terms of a sum of floating numbers that is written out, in order.
    public static final int MOST_TERMS = 8;
    /// The least bytes along the spine for which vectors are worth it; under masks alone C2 may take minutes.
    public static final int LEAST_SPINE = 32;

    /// A way to put a nest into a cluster.
    ///
    /// @param outer the cluster's outer axes
    /// @param spine the extent of its spine
    /// @param statement the nest as its statement
    public record Shaped(Shape outer, int spine, Statement statement) {}

    private final Nest nest;
    private final Expr body;
    private final int[] parallel;
    private final int[] reduced;

    private Shaping(Nest nest, Expr body) {
        this.nest = nest;
        this.body = body;
        parallel = proper(nest.parallel());
        reduced = proper(nest.reduction());
    }

    /// All ways to shape `nest`, none if it has no elements or takes a form that no cluster has.
    public static List<Shaped> all(Nest nest) {
        if (nest.parallel().size() == 0 || nest.reduction().size() == 0) {
            return List.of();
        }
        Optional<Expr> body = narrow(nest);
        boolean fits = switch (nest.combine()) {
            case NONE, SUM, DOT, PROD, MAX, MIN -> true;
            case ALL, ANY, ARG_MAX, ARG_MIN -> false;
        };
        if (body.isEmpty() || !fits) {
            return List.of();
        }
        Shaping shaping = new Shaping(nest, body.get());
        List<Shaped> ways = new ArrayList<>();
        for (int outer = 0; outer < shaping.parallel.length; outer++) {
            shaping.along(outer).ifPresent(ways::add);
        }
        for (int outer = 0; outer <= shaping.parallel.length; outer++) {
            shaping.across(outer).ifPresent(ways::add);
        }
        return ways;
    }

    /// Whether the terms of the nest's reduction are combined in their order wherever it stands, or the order does
    /// not matter. It is a question of the operation alone, not of what else is in its kernel.
    public static boolean isInOrder(Nest nest) {
        int terms = nest.reduction().size();
        return switch (nest.combine()) {
            case SUM, DOT -> !nest.dtype().isFloating() || terms <= MOST_TERMS;
            case PROD -> !nest.dtype().isFloating() || terms <= 1;
            case NONE, MAX, MIN, ALL, ANY, ARG_MAX, ARG_MIN -> true;
        };
    }

    /// The nest as a statement after the spine of a cluster with these outer axes.
    public static Optional<Statement> after(Nest nest, Shape outer) {
        if (nest.parallel().size() == 0 || nest.reduction().size() == 0) {
            return Optional.empty();
        }
        Optional<Expr> body = narrow(nest);
        boolean fits = switch (nest.combine()) {
            case NONE, SUM, DOT, PROD, MAX, MIN -> true;
            case ALL, ANY, ARG_MAX, ARG_MIN -> false;
        };
        if (body.isEmpty() || !fits || !isInOrder(nest)) {
            return Optional.empty();
        }
        Shaping shaping = new Shaping(nest, body.get());
        int n = outer.rank();
        if (shaping.parallel.length < n || !shaping.extents(0, n).equals(outer)) {
            return Optional.empty();
        }
        int[] written = Arrays.copyOfRange(shaping.parallel, n, shaping.parallel.length);
        int size = shaping.size(written) * nest.reduction().size();
        if (size > (n == 0 ? SMALL : 2) || size * nest.body().size() > 400) {
            return Optional.empty();
        }
        Index[] axes = shaping.start(n);
        List<Statement.Point> points = shaping.points(axes, written, shaping.all(shaping.reduced));
        return Optional.of(new Statement(
                nest.result(), Statement.Role.AFTER, Shape.scalar(), nest.combine(), shaping.body.dtype(), points));
    }

    /// The body in the element type in which it is combined: sums of `float32` are kept in `float32`.
    public static Optional<Expr> narrow(Nest nest) {
        if (nest.combine() == Combine.NONE || nest.dtype() == nest.body().dtype()) {
            return Optional.of(nest.body());
        }
        return nest.dtype() == DType.FLOAT32 ? narrow(nest.body()) : Optional.empty();
    }

    /// A `float64` expression of `float32` numbers computed in `float32`.
    static Optional<Expr> narrow(Expr expr) {
        return switch (expr) {
            case Expr.Convert c when c.x().dtype() == DType.FLOAT32 -> Optional.of(c.x());
            case Expr.Binary b
            when b.function() == BinaryFunction.MUL
                    || b.function() == BinaryFunction.ADD
                    || b.function() == BinaryFunction.SUB ->
                narrow(b.a()).flatMap(x -> narrow(b.b()).map(y -> (Expr) new Expr.Binary(b.function(), x, y)));
            case Expr.Literal l
            when (float) l.value().getDouble(0) == l.value().getDouble(0) ->
                Optional.of(
                        new Expr.Literal(Array.scalar(DType.FLOAT32, l.value().getDouble(0))));
            default -> Optional.empty();
        };
    }

    private static int[] proper(Shape shape) {
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            if (shape.dim(i) > 1) {
                axes.add(i);
            }
        }
        return axes.stream().mapToInt(Integer::intValue).toArray();
    }

    private Shape extents(int from, int to) {
        int[] dims = new int[to - from];
        for (int i = from; i < to; i++) {
            dims[i - from] = nest.parallel().dim(parallel[i]);
        }
        return Shape.of(dims);
    }

    private int extent(int axis) {
        int p = nest.parallel().rank();
        return axis < p ? nest.parallel().dim(axis) : nest.reduction().dim(axis - p);
    }

    private int size(int[] axes) {
        int size = 1;
        for (int axis : axes) {
            size *= extent(axis);
        }
        return size;
    }

    private int[] all(int[] reductionAxes) {
        return Arrays.stream(reductionAxes).map(a -> nest.parallel().rank() + a).toArray();
    }

    /// An index for each axis of the nest: its first `outer` proper parallel axes are the cluster's.
    private Index[] start(int outer) {
        Index[] axes = new Index[nest.parallel().rank() + nest.reduction().rank()];
        Arrays.fill(axes, Index.literal(0));
        for (int i = 0; i < outer; i++) {
            axes[parallel[i]] = Index.axis(i, extent(parallel[i]));
        }
        return axes;
    }

    private Optional<Shaped> along(int outer) {
        int last = parallel.length - 1;
        int[] written = Arrays.copyOfRange(parallel, outer, last);
        if (size(written) > WRITTEN_OUT) {
            return Optional.empty();
        }
        Index[] axes = start(outer);
        axes[parallel[last]] = Index.axis(outer, extent(parallel[last]));
        int[] loops = all(reduced);
        Shape loop = loops(axes, loops, outer + 1);
        List<Statement.Point> points = points(axes, written, new int[0]);
        Statement statement =
                new Statement(nest.result(), Statement.Role.ALONG, loop, nest.combine(), body.dtype(), points);
        return Optional.of(new Shaped(extents(0, outer), extent(parallel[last]), statement));
    }

    private Optional<Shaped> across(int outer) {
        int last = reduced.length - 1;
        int[] written = Arrays.copyOfRange(parallel, outer, parallel.length);
        if (last < 0 || size(written) > WRITTEN_OUT) {
            return Optional.empty();
        }
        int p = nest.parallel().rank();
        Index[] axes = start(outer);
        int spine = p + reduced[last];
        axes[spine] = Index.axis(outer, extent(spine));
        int[] rest = all(Arrays.copyOf(reduced, last));
        boolean few = size(rest) * size(written) <= WRITTEN_OUT;
        Shape loop = few ? Shape.scalar() : loops(axes, rest, outer + 1);
        List<Statement.Point> points = points(axes, written, few ? rest : new int[0]);
        Statement statement =
                new Statement(nest.result(), Statement.Role.ACROSS, loop, nest.combine(), body.dtype(), points);
        return Optional.of(new Shaped(extents(0, outer), extent(spine), statement));
    }

    private Shape loops(Index[] axes, int[] loops, int from) {
        int[] extents = new int[loops.length];
        for (int i = 0; i < loops.length; i++) {
            extents[i] = extent(loops[i]);
            axes[loops[i]] = Index.axis(from + i, extents[i]);
        }
        return Shape.of(extents);
    }

    /// The elements along the axes `written`, with a body for each place along the axes `unrolled`.
    private List<Statement.Point> points(Index[] axes, int[] written, int[] unrolled) {
        List<Statement.Point> points = new ArrayList<>();
        each(axes.clone(), written, 0, at -> {
            List<Expr> bodies = new ArrayList<>();
            each(at.clone(), unrolled, 0, place -> bodies.add(at(place)));
            List<Index> where = Arrays.asList(at).subList(0, nest.parallel().rank());
            points.add(new Statement.Point(List.copyOf(where), bodies));
        });
        return points;
    }

    private void each(Index[] at, int[] axes, int next, java.util.function.Consumer<Index[]> use) {
        if (next == axes.length) {
            use.accept(at);
            return;
        }
        for (int i = 0; i < extent(axes[next]); i++) {
            at[axes[next]] = Index.literal(i);
            each(at, axes, next + 1, use);
        }
    }

    private Expr at(Index[] axes) {
        Index[] places = axes.clone();
        return body.rewrite(new Rewriting() {
            @Override
            public Index axis(Index.Axis axis) {
                return places[axis.axis()];
            }

            @Override
            public Expr load(Expr.Load load) {
                return load;
            }
        });
    }
}
