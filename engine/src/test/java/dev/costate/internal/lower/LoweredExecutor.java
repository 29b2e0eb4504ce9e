package dev.costate.internal.lower;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Compare;
import dev.costate.graph.Comparison;
import dev.costate.graph.Convert;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.graph.Scan;
import dev.costate.graph.Slice;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import dev.costate.graph.While;
import dev.costate.internal.functions.Composed;
import dev.costate.internal.functions.Functions;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.internal.interpret.MatrixKernels;
import dev.costate.internal.rules.Lowering;
import dev.costate.internal.rules.Typing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs lowered operations point by point, exactly as their documentation says.
public final class LoweredExecutor {
    private final boolean composed;

    private LoweredExecutor(boolean composed) {
        this.composed = composed;
    }

    /// One whose scalar functions are the interpreter's.
    public static LoweredExecutor interpreting() {
        return new LoweredExecutor(false);
    }

    /// One whose scalar functions are those that compiled code has.
    public static LoweredExecutor composing() {
        return new LoweredExecutor(true);
    }

    /// The outputs of `graph`, every operation lowered by itself.
    public List<Array> run(Graph graph, List<Array> inputs) {
        List<Array> values = new ArrayList<>(inputs);
        for (Node node : graph.nodes()) {
            List<Array> operands = read(values, node.operands());
            List<Type> types = operands.stream().map(Array::type).toList();
            values.addAll(run(Lowering.lower(node.op(), types, node.results()), operands));
        }
        return read(values, graph.outputs());
    }

    private static List<Array> read(List<Array> values, Axes numbers) {
        return Arrays.stream(numbers.toArray()).mapToObj(values::get).toList();
    }

    /// The results of one lowered operation.
    List<Array> run(Lowered lowered, List<Array> operands) {
        return switch (lowered) {
            case Lowered.Data d -> List.of(d.value());
            case Lowered.Alias a ->
                List.of(Array.wrap(a.result(), operands.getFirst().storage()));
            case Nest n -> List.of(nest(n, operands));
            case Prefix p -> List.of(prefix(p, operands));
            case Scatter s -> List.of(scatter(s, operands));
            case Ranking r -> ranking(r, operands.getFirst());
            case MatrixCall c -> MatrixKernels.evaluate(c.op(), operands, c.results());
            case Structured.Inline i -> run(i.graph(), operands);
            case Structured.Branch b -> {
                int last = b.cond().branches().size() - 1;
                int which = Math.clamp(operands.getFirst().getLong(0), 0, last);
                yield run(b.cond().branches().get(which), operands.subList(1, operands.size()));
            }
            case Structured.Repeat r -> loop(r.loop(), operands);
            case Structured.Loop l -> scan(l.scan(), operands);
        };
    }

    private List<Array> loop(While op, List<Array> operands) {
        int consts = op.conditionConsts() + op.bodyConsts();
        List<Array> carry = operands.subList(consts, operands.size());
        while (true) {
            List<Array> asked = new ArrayList<>(operands.subList(0, op.conditionConsts()));
            asked.addAll(carry);
            if (!run(op.condition(), asked).getFirst().getBoolean(0)) {
                return carry;
            }
            List<Array> stepped = new ArrayList<>(operands.subList(op.conditionConsts(), consts));
            stepped.addAll(carry);
            carry = run(op.body(), stepped);
        }
    }

    private List<Array> scan(Scan op, List<Array> operands) {
        int fixed = op.consts() + op.carries();
        List<Array> carry = operands.subList(op.consts(), fixed);
        List<Object> stacks = new ArrayList<>();
        List<Type> stacked = new ArrayList<>();
        for (Type y : op.body()
                .outputTypes()
                .subList(op.carries(), op.body().outputs().size())) {
            stacked.add(y.withShape(y.shape().insert(0, op.length())));
            stacks.add(Array.allocate(stacked.getLast()));
        }
        for (int s = 0; s < op.length(); s++) {
            int step = op.reverse() ? op.length() - 1 - s : s;
            List<Array> inputs = new ArrayList<>(operands.subList(0, op.consts()));
            inputs.addAll(carry);
            for (Array xs : operands.subList(fixed, operands.size())) {
                int[] limits = xs.type().shape().dims();
                int[] starts = new int[limits.length];
                starts[0] = step;
                limits[0] = step + 1;
                Slice slice = new Slice(Axes.of(starts), Axes.of(limits), Axes.repeat(1, limits.length));
                inputs.add(apply(slice, xs).reshaped(xs.type().shape().remove(0)));
            }
            List<Array> outputs = run(op.body(), inputs);
            carry = outputs.subList(0, op.carries());
            for (int y = 0; y < stacks.size(); y++) {
                Array slice = outputs.get(op.carries() + y);
                System.arraycopy(slice.storage(), 0, stacks.get(y), step * slice.size(), slice.size());
            }
        }
        List<Array> results = new ArrayList<>(carry);
        for (int y = 0; y < stacks.size(); y++) {
            results.add(Array.wrap(stacked.get(y), stacks.get(y)));
        }
        return results;
    }

    private Array nest(Nest nest, List<Array> operands) {
        Object result = Array.allocate(nest.result());
        int parallel = nest.parallel().rank();
        long[] point = new long[parallel + nest.reduction().rank()];
        for (int p = 0; p < nest.parallel().size(); p++) {
            place(nest.parallel(), p, point, 0);
            Array total = identity(nest.combine(), nest.body().dtype());
            long where = 0;
            for (int r = 0; r < nest.reduction().size(); r++) {
                place(nest.reduction(), r, point, parallel);
                Array value = value(nest.body(), operands, point);
                boolean better = switch (nest.combine()) {
                    case ARG_MAX -> r == 0 || isBetter(value, total, Comparison.GT);
                    case ARG_MIN -> r == 0 || isBetter(value, total, Comparison.LT);
                    case NONE, SUM, DOT, PROD, MAX, MIN, ALL, ANY -> true;
                };
                where = better ? r : where;
                total = better ? combine(nest.combine(), total, value) : total;
            }
            Array stored = switch (nest.combine()) {
                case ARG_MAX, ARG_MIN -> Array.scalar(nest.dtype(), where);
                case NONE, SUM, DOT, PROD, MAX, MIN, ALL, ANY -> convert(total, nest.dtype());
            };
            System.arraycopy(stored.storage(), 0, result, p, 1);
        }
        return Array.wrap(nest.result(), result);
    }

    private static boolean isBetter(Array value, Array best, Comparison than) {
        boolean bestIsNaN = Double.isNaN(best.getDouble(0));
        boolean valueIsNaN = Double.isNaN(value.getDouble(0));
        return !bestIsNaN
                && (valueIsNaN || apply(new Compare(than), value, best).getBoolean(0));
    }

    private static Array combine(Combine combine, Array total, Array value) {
        return switch (combine) {
            case NONE, ARG_MAX, ARG_MIN -> value;
            case SUM, DOT -> apply(new Binary(BinaryFunction.ADD), total, value);
            case PROD -> apply(new Binary(BinaryFunction.MUL), total, value);
            case MAX -> apply(new Binary(BinaryFunction.MAX), total, value);
            case MIN -> apply(new Binary(BinaryFunction.MIN), total, value);
            case ALL -> apply(new Binary(BinaryFunction.AND), total, value);
            case ANY -> apply(new Binary(BinaryFunction.OR), total, value);
        };
    }

    private static Array identity(Combine combine, DType dtype) {
        return switch (combine) {
            case NONE, SUM, DOT, ANY, ARG_MAX, ARG_MIN -> Array.zeros(Type.scalar(dtype));
            case PROD, ALL -> Array.scalar(dtype, 1.0);
            case MAX -> extreme(dtype, -1);
            case MIN -> extreme(dtype, 1);
        };
    }

    private static Array extreme(DType dtype, int sign) {
        return switch (dtype) {
            case FLOAT32, FLOAT64 -> Array.scalar(dtype, sign * Double.POSITIVE_INFINITY);
            case INT32 -> Array.scalar(dtype, sign < 0 ? Integer.MIN_VALUE : (long) Integer.MAX_VALUE);
            case INT64 -> Array.scalar(dtype, sign < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
            case BOOL -> throw new AssertionError(dtype);
        };
    }

    private Array prefix(Prefix prefix, List<Array> operands) {
        Object result = Array.allocate(prefix.result());
        int n = prefix.extents().dim(prefix.axis());
        Array[] totals = new Array[prefix.extents().size()];
        long[] point = new long[prefix.extents().rank()];
        int step = prefix.extents().strides()[prefix.axis()];
        for (int i = 0; i < totals.length; i++) {
            int at = prefix.reverse() ? totals.length - 1 - i : i;
            place(prefix.extents(), at, point, 0);
            Array value = value(prefix.body(), operands, point);
            boolean first = point[prefix.axis()] == (prefix.reverse() ? n - 1 : 0);
            Array before = first ? value : totals[prefix.reverse() ? at + step : at - step];
            totals[at] = first ? value : apply(new Binary(BinaryFunction.ADD), before, value);
            System.arraycopy(convert(totals[at], prefix.dtype()).storage(), 0, result, at, 1);
        }
        return Array.wrap(prefix.result(), result);
    }

    /// The element before which `i` others come stands at `i`.
    private static List<Array> ranking(Ranking ranking, Array x) {
        int n = ranking.operand().shape().dim(ranking.axis());
        int step = ranking.operand().shape().strides()[ranking.axis()];
        Shape shape = ranking.operand().shape().remove(ranking.axis()).insert(ranking.axis(), ranking.count());
        Object values = Array.allocate(x.type().withShape(shape));
        int[] places = new int[shape.size()];
        for (int at = 0; at < x.size(); at++) {
            int place = at / step % n;
            int first = at - place * step;
            int before = 0;
            for (int k = 0; k < n; k++) {
                int order = compare(x, first + k * step, at) * (ranking.descending() ? -1 : 1);
                before += order < 0 || (order == 0 && k < place) ? 1 : 0;
            }
            if (before < ranking.count()) {
                int to = at / step / n * ranking.count() * step + before * step + at % step;
                System.arraycopy(x.storage(), at, values, to, 1);
                places[to] = place;
            }
        }
        return List.of(Array.wrap(x.type().withShape(shape), values), Array.wrap(new Type(DType.INT32, shape), places));
    }

    private static int compare(Array x, int a, int b) {
        return switch (x.type().dtype()) {
            case FLOAT32, FLOAT64 -> Double.compare(x.getDouble(a) + 0.0, x.getDouble(b) + 0.0);
            case INT32, INT64 -> Long.compare(x.getLong(a), x.getLong(b));
            case BOOL -> Boolean.compare(x.getBoolean(a), x.getBoolean(b));
        };
    }

    private Array scatter(Scatter scatter, List<Array> operands) {
        Array[] totals = new Array[scatter.shape().size()];
        long[] point = new long[scatter.shape().rank()];
        for (int i = 0; i < totals.length; i++) {
            place(scatter.shape(), i, point, 0);
            totals[i] = value(scatter.init(), operands, point);
        }
        long[] update = new long[scatter.updates().rank()];
        for (int u = 0; u < scatter.updates().size(); u++) {
            place(scatter.updates(), u, update, 0);
            int at = flat(scatter.at(), scatter.shape(), operands, update);
            totals[at] = apply(new Binary(BinaryFunction.ADD), totals[at], value(scatter.value(), operands, update));
        }
        Object result = Array.allocate(scatter.result());
        for (int i = 0; i < totals.length; i++) {
            System.arraycopy(convert(totals[i], scatter.dtype()).storage(), 0, result, i, 1);
        }
        return Array.wrap(scatter.result(), result);
    }

    /// Writes the indices of element `flat` of `shape` into `point`.
    private static void place(Shape shape, int flat, long[] point, int from) {
        int[] strides = shape.strides();
        for (int i = 0; i < strides.length; i++) {
            point[from + i] = flat / strides[i] % shape.dim(i);
        }
    }

    private Array value(Expr expr, List<Array> operands, long[] point) {
        return switch (expr) {
            case Expr.Literal l -> l.value();
            case Expr.Load l -> {
                Array operand = operands.get(l.operand());
                Object element = Array.allocate(Type.scalar(l.dtype()));
                int at = flat(l.at(), operand.type().shape(), operands, point);
                System.arraycopy(operand.storage(), at, element, 0, 1);
                yield Array.wrap(Type.scalar(l.dtype()), element);
            }
            case Expr.Position p -> {
                // A shape has fewer than 2^31 elements, so that every index is exact in double.
                yield Array.scalar(p.dtype(), (double) index(p.index(), operands, point));
            }
            case Expr.Within w -> {
                long index = index(w.index(), operands, point);
                yield Array.scalar(DType.BOOL, index >= w.from() && index < w.to() ? 1.0 : 0.0);
            }
            case Expr.Unary u -> unary(u.function(), value(u.x(), operands, point));
            case Expr.Binary b ->
                apply(new Binary(b.function()), value(b.a(), operands, point), value(b.b(), operands, point));
            case Expr.Compare c ->
                apply(new Compare(c.comparison()), value(c.a(), operands, point), value(c.b(), operands, point));
            case Expr.Select s ->
                value(s.condition(), operands, point).getBoolean(0)
                        ? value(s.yes(), operands, point)
                        : value(s.no(), operands, point);
            case Expr.Fma f ->
                fma(value(f.a(), operands, point), value(f.b(), operands, point), value(f.c(), operands, point));
            case Expr.Convert c -> convert(value(c.x(), operands, point), c.dtype());
            case Expr.Threefry t -> {
                long words = dev.costate.internal.random.Threefry.hash(
                        (int) value(t.key0(), operands, point).getLong(0),
                        (int) value(t.key1(), operands, point).getLong(0),
                        0,
                        (int) index(t.counter(), operands, point));
                yield Array.scalar(DType.INT32, (long)
                        (int) (index(t.word(), operands, point) == 0 ? words >>> 32 : words));
            }
        };
    }

    /// Where an element stands in its storage; it must be inside.
    private int flat(List<Index> at, Shape shape, List<Array> operands, long[] point) {
        int[] strides = shape.strides();
        int flat = 0;
        for (int i = 0; i < strides.length; i++) {
            long index = index(at.get(i), operands, point);
            if (index < 0 || index >= shape.dim(i)) {
                throw new AssertionError(at + " is at " + index + " on axis " + i + " of " + shape);
            }
            flat += (int) index * strides[i];
        }
        return flat;
    }

    long index(Index index, List<Array> operands, long[] point) {
        long value = switch (index) {
            case Index.Literal l -> l.value();
            case Index.Axis a -> point[a.axis()];
            case Index.Sum s -> {
                long sum = s.constant();
                for (Index.Term t : s.terms()) {
                    sum += t.factor() * index(t.atom(), operands, point);
                }
                yield sum;
            }
            case Index.FloorDiv d -> Math.floorDiv(index(d.x(), operands, point), d.divisor());
            case Index.Mod m -> Math.floorMod(index(m.x(), operands, point), m.divisor());
            case Index.Clamp c -> Math.clamp(index(c.x(), operands, point), c.from(), c.to());
            case Index.Value v -> value(v.expr(), operands, point).getLong(0);
        };
        if (value < index.low() || value > index.high()) {
            throw new AssertionError(index + " is " + value + ", not in [" + index.low() + ", " + index.high() + "]");
        }
        return value;
    }

    private static Array fma(Array a, Array b, Array c) {
        return switch (a.storage()) {
            case float[] f ->
                Array.scalar(DType.FLOAT32, Math.fma(f[0], (float) b.getDouble(0), (float) c.getDouble(0)));
            case double[] d -> Array.scalar(DType.FLOAT64, Math.fma(d[0], b.getDouble(0), c.getDouble(0)));
            default -> throw new AssertionError(a.type());
        };
    }

    private Array unary(UnaryFunction function, Array x) {
        boolean own = composed && Functions.hasOwnBits(function, x.type().dtype());
        return own ? Composed.each(function, x) : apply(new Unary(function), x);
    }

    private static Array convert(Array x, DType dtype) {
        return x.type().dtype() == dtype ? x : apply(new Convert(dtype), x);
    }

    private static Array apply(Op op, Array... operands) {
        List<Array> in = List.of(operands);
        List<Type> types = Typing.infer(op, in.stream().map(Array::type).toList());
        return Interpreter.evaluate(op, in, types, Origin.UNKNOWN).getFirst();
    }
}
