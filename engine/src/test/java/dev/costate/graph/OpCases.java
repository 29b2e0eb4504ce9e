package dev.costate.graph;

import dev.costate.DType;
import dev.costate.DTypeException;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.internal.rules.Typing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random cases of one operation: legal static parameters, operand types, and operands with the awkward values
/// among them.
public final class OpCases {
    /// The extents to try: odd ones, an empty axis; `SCALAR` is rank 0.
    public static final List<Integer> EXTENTS = List.of(-1, 0, 1, 3, 13, 207);

    /// Stands for rank 0 among the extents.
    public static final int SCALAR = -1;

    private OpCases() {}

    /// One case.
    public record Case(Op op, List<Type> operands) {
        /// The result types.
        public List<Type> results() {
            return Typing.infer(op, operands);
        }

        /// A graph of this operation alone; the operands are the inputs.
        public Graph graph(Origin origin) {
            GraphBuilder builder = new GraphBuilder();
            int[] inputs = operands.stream().mapToInt(t -> builder.input(t, "")).toArray();
            int first = builder.add(op, inputs, origin);
            return builder.build(Axes.range(first, builder.valueCount()).toArray());
        }

        /// Random operands: small numbers, signed zeros, infinities, NaNs, the largest and the smallest.
        public List<Array> arguments(Random random) {
            return operands.stream().map(t -> awkward(t, random)).toList();
        }
    }

    /// The names of all operations: `sin`, `add`, `reduce_sum`, `scan` and so on.
    public static List<String> names() {
        return OpSyntax.names();
    }

    /// The records of all operations.
    public static List<Class<?>> records() {
        return OpSyntax.records(Op.class).toList();
    }

    /// A case of the operation `name` on elements of `dtype` with `extent` along an axis; empty if the
    /// operation does not take that dtype, or needs an axis and is to have none.
    public static Optional<Case> random(String name, DType dtype, int extent, Random random) {
        Op example = OpSyntax.named(name).orElseThrow().example();
        Shape shape = extent == SCALAR ? Shape.scalar() : Shape.of(extent);
        for (int n = extent == SCALAR ? 0 : random.nextInt(3); n > 0; n--) {
            shape = shape.insert(random.nextInt(shape.rank() + 1), 1 + random.nextInt(3));
        }
        @Nullable Case made = make(example, new Type(dtype, shape), random);
        if (made == null) {
            return Optional.empty();
        }
        try {
            made.results();
            return Optional.of(made);
        } catch (DTypeException _) {
            return Optional.empty();
        }
    }

    /// The seed of a test's case.
    public static long seed(String name, DType dtype, int extent, int variant) {
        return (name + " " + dtype + " " + extent + " " + variant).hashCode();
    }

    private static @Nullable Case make(Op example, Type t, Random random) {
        int axis = t.rank() == 0 ? 0 : random.nextInt(t.rank());
        return switch (example) {
            case Constant _ -> of(new Constant(awkward(t, random)));
            case Iota _ -> t.rank() == 0 ? null : of(new Iota(t.shape(), axis, t.dtype()));
            case Unary _, StopGradient _ -> of(example, t);
            case Tap _ -> of(new Tap("a \"label\"\n"), t);
            case Binary _, Compare _ -> of(example, t, t);
            case Select _ -> of(example, t.withDType(DType.BOOL), t, t);
            case Convert _ -> of(new Convert(RandomProgram.choose(random, List.of(DType.values()))), t);
            case Broadcast _ -> of(RandomParameters.broadcast(t, random), t);
            case Reshape _ -> of(RandomParameters.reshape(t, random), t);
            case Transpose _ -> of(RandomParameters.transpose(t, random), t);
            case Slice _ -> of(RandomParameters.slice(t, random), t);
            case Reverse _ -> of(RandomParameters.reverse(t, random), t);
            case Pad _ -> of(RandomParameters.pad(t, random), t, Type.scalar(t.dtype()));
            case Concatenate _ -> t.rank() == 0 ? null : concatenate(t, axis, random);
            case Gather _ -> {
                RandomParameters.Windows w = RandomParameters.windows(t, 4, random);
                yield of(w.gather(), t, w.indices());
            }
            case ScatterAdd _ -> {
                RandomParameters.Windows w = RandomParameters.windows(t, 4, random);
                yield of(w.scatterAdd(), t, w.indices(), w.updates());
            }
            case Reduce r -> of(new Reduce(r.reduction(), RandomParameters.axes(t, random)), t);
            case ArgReduce a -> t.rank() == 0 || t.shape().dim(axis) == 0 ? null : of(new ArgReduce(a.max(), axis), t);
            case CumulativeSum _ -> t.rank() == 0 ? null : of(new CumulativeSum(axis, random.nextBoolean()), t);
            case Sort _ ->
                t.rank() == 0
                        ? null
                        : of(new Sort(axis, random.nextInt(t.shape().dim(axis) + 1), random.nextBoolean()), t);
            case MatrixOp o -> RandomMatrices.of(o, t, random);
            case Dot _ -> {
                RandomParameters.Contraction c = RandomParameters.contraction(t, 3, random);
                yield of(c.dot(), t, c.rhs());
            }
            case Convolution _ -> RandomWindows.convolution(t, random);
            case Unfold _ -> t.rank() == 0 ? null : of(RandomWindows.unfold(axis, random), t);
            case Fold _ -> {
                Unfold windows = RandomWindows.unfold(axis, random);
                yield t.rank() == 0 ? null : of(RandomWindows.fold(windows, t), RandomWindows.windows(windows, t));
            }
            case RandomBits _ ->
                t.dtype() == DType.INT32
                        ? of(new RandomBits(t.shape()), Type.of(DType.INT32, 1 + random.nextInt(2), 2))
                        : null;
            case Scan _ -> {
                int length = t.size() > 30 ? 2 : random.nextInt(4);
                Type stacked = t.withShape(t.shape().insert(0, length));
                yield of(new Scan(mix(t, 3, 2), length, 1, 1, random.nextBoolean()), t, t, stacked);
            }
            case While _ -> whileLoop(t);
            case Cond _ -> {
                List<Graph> branches = new ArrayList<>();
                for (int n = 1 + random.nextInt(3); n > 0; n--) {
                    branches.add(mix(t, 2, 1));
                }
                yield of(new Cond(branches), Type.scalar(DType.INT32), t, t);
            }
            case Checkpoint _ -> of(new Checkpoint(mix(t, 2, 2)), t, t);
            case CustomJvp _ -> {
                boolean floating = t.dtype().isFloating();
                yield of(new CustomJvp(mix(t, 2, 1), mix(t, floating ? 4 : 2, floating ? 2 : 1)), t, t);
            }
            case CustomVjp _ -> {
                boolean floating = t.dtype().isFloating();
                Graph backward = mix(t, floating ? 3 : 2, floating ? 2 : 0);
                yield of(new CustomVjp(mix(t, 2, 1), mix(t, 2, 3), backward), t, t);
            }
            case CustomLinear _ -> t.dtype().isFloating() ? of(new CustomLinear(scaled(t), 1), t, t) : null;
        };
    }

    static Case of(Op op, Type... operands) {
        return new Case(op, List.of(operands));
    }

    private static Case concatenate(Type t, int axis, Random random) {
        List<Type> operands = new ArrayList<>();
        operands.add(t);
        while (random.nextInt(3) > 0) {
            operands.add(t.withShape(t.shape().remove(axis).insert(axis, random.nextInt(4))));
        }
        return new Case(new Concatenate(axis), operands);
    }

    /// A counter below 3; the loop runs at most three times whatever it starts with.
    private static Case whileLoop(Type t) {
        Type count = Type.scalar(DType.INT32);
        GraphBuilder condition = new GraphBuilder();
        int counter = condition.input(count, "");
        condition.input(t, "");
        int three = condition.constant(Array.scalar(DType.INT32, 3L), Origin.UNKNOWN);
        int minusOne = condition.constant(Array.scalar(DType.INT32, -1L), Origin.UNKNOWN);
        int below = condition.add(new Compare(Comparison.LT), new int[] {counter, three}, Origin.UNKNOWN);
        int above = condition.add(new Compare(Comparison.GT), new int[] {counter, minusOne}, Origin.UNKNOWN);
        int both = condition.add(new Binary(BinaryFunction.AND), new int[] {below, above}, Origin.UNKNOWN);

        GraphBuilder body = new GraphBuilder();
        int step = body.input(t, "");
        int i = body.input(count, "");
        int x = body.input(t, "");
        int one = body.constant(Array.scalar(DType.INT32, 1L), Origin.UNKNOWN);
        int next = body.add(new Binary(BinaryFunction.ADD), new int[] {i, one}, Origin.UNKNOWN);
        int mixed = body.add(mixing(t), new int[] {x, step}, Origin.UNKNOWN);
        return of(new While(condition.build(both), body.build(next, mixed), 0, 1), t, count, t);
    }

    /// A graph of `inputs` inputs and `outputs` results of type `t`: the inputs' sum so far, and so on.
    private static Graph mix(Type t, int inputs, int outputs) {
        GraphBuilder g = new GraphBuilder();
        int[] values = new int[inputs + outputs];
        for (int i = 0; i < inputs; i++) {
            values[i] = g.input(t, "in" + i);
        }
        for (int i = inputs; i < values.length; i++) {
            values[i] = g.add(mixing(t), new int[] {values[i - 1], values[i - inputs]}, Origin.of("Mix.java", i));
        }
        return g.build(Arrays.copyOfRange(values, inputs, values.length));
    }

    private static Op mixing(Type t) {
        return new Binary(t.dtype() == DType.BOOL ? BinaryFunction.XOR : BinaryFunction.ADD);
    }

    /// `r, y -> r y`.
    private static Graph scaled(Type t) {
        GraphBuilder g = new GraphBuilder();
        int[] in = {g.input(t, "r"), g.input(t, "dy")};
        return g.build(g.add(new Binary(BinaryFunction.MUL), in, Origin.UNKNOWN));
    }

    private static Array awkward(Type type, Random random) {
        Object storage = Array.allocate(type);
        for (int i = 0; i < type.size(); i++) {
            int small = random.nextInt(9) - 4;
            int kind = random.nextInt(12);
            switch (storage) {
                case boolean[] b -> b[i] = random.nextBoolean();
                case int[] n ->
                    n[i] = switch (kind) {
                        case 0 -> Integer.MIN_VALUE;
                        case 1 -> Integer.MAX_VALUE;
                        case 2 -> random.nextInt();
                        default -> small;
                    };
                case long[] n ->
                    n[i] = switch (kind) {
                        case 0 -> Long.MIN_VALUE;
                        case 1 -> Long.MAX_VALUE;
                        case 2 -> random.nextLong();
                        default -> small;
                    };
                case float[] f -> f[i] = (float) awkward(kind, small, Float.MIN_VALUE, Float.MAX_VALUE, random);
                case double[] d -> d[i] = awkward(kind, small, Double.MIN_VALUE, Double.MAX_VALUE, random);
                default -> throw new AssertionError(storage.getClass());
            }
        }
        return Array.wrap(type, storage);
    }

    private static double awkward(int kind, int small, double tiniest, double largest, Random random) {
        double sign = random.nextBoolean() ? 1 : -1;
        return switch (kind) {
            case 0 -> random.nextInt(3) == 0 ? Double.NaN : 0.5 * sign;
            case 1 -> random.nextInt(3) == 0 ? sign * Double.POSITIVE_INFINITY : 1.5 * sign;
            case 2 -> random.nextInt(3) == 0 ? sign * (random.nextBoolean() ? tiniest : largest) : 2.5 * sign;
            case 3 -> sign * 0.0;
            case 4, 5 -> small;
            default -> 3 * random.nextGaussian();
        };
    }
}
