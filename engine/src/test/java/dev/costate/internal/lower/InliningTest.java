package dev.costate.internal.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Concatenate;
import dev.costate.graph.Constant;
import dev.costate.graph.Gather;
import dev.costate.graph.Graph;
import dev.costate.graph.Iota;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.graph.Pad;
import dev.costate.graph.RandomGraphs;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.Reshape;
import dev.costate.graph.Reverse;
import dev.costate.graph.Slice;
import dev.costate.graph.Transpose;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.internal.rules.Lowering;
import dev.costate.internal.rules.Typing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A producer put into its consumer computes what the two do one after the other.
class InliningTest {
    /// A producer of more expressions than this is stored, or the tests would take long.
    private static final long MAX_SIZE = 60;

    /// A kernel and the values that its operands are.
    private record Fused(Kernel kernel, List<Integer> values) {}

    @Test
    void randomProgramsFusedEqualSequential() {
        AtomicInteger inlined = new AtomicInteger();
        RandomGraphs.seeds(200).forEach(seed -> {
            RandomGraphs.Options options = RandomGraphs.Options.ANY.withDepth(0).withSteps(16);
            Graph graph = RandomGraphs.graph(seed, options);
            inlined.addAndGet(checkFused(graph, RandomGraphs.arguments(graph, seed), seed));
        });
        if (Long.getLong("costate.seed") == null) {
            assertThat(inlined).as("producers put into consumers").hasValueGreaterThan(5000);
        }
    }

    /// Puts into every kernel all producers that are small nests without reduction, with what was put into
    /// those.
    private static int checkFused(Graph graph, List<Array> inputs, long seed) {
        List<Array> values = new ArrayList<>(inputs);
        Map<Integer, Fused> producers = new HashMap<>();
        int inlined = 0;
        for (Node node : graph.nodes()) {
            List<Type> types = new ArrayList<>();
            List<Array> operands = new ArrayList<>();
            for (int operand : node.operands().toArray()) {
                types.add(graph.type(operand));
                operands.add(values.get(operand));
            }
            List<Array> results = Interpreter.evaluate(node.op(), operands, node.results(), Origin.UNKNOWN);
            Array expected = results.getFirst();
            values.addAll(results);
            Kernel kernel = switch (Lowering.lower(node.op(), types, node.results())) {
                case Kernel k -> k;
                case Lowered.Alias a -> a.nest();
                case Lowered.Data _, Ranking _, MatrixCall _ -> null;
                case Structured s -> throw new AssertionError(s);
            };
            if (kernel == null) {
                continue;
            }
            List<Integer> reads = new ArrayList<>();
            for (int i = node.operands().size() - 1; i >= 0; i--) {
                int operand = node.operands().get(i);
                Fused producer = producers.get(operand);
                if (producer == null) {
                    reads.addFirst(operand);
                } else {
                    kernel = kernel.inline(i, (Nest) producer.kernel());
                    reads.addAll(0, producer.values());
                    inlined++;
                }
            }
            Fused fused = new Fused(kernel, reads);
            List<Array> leaves = reads.stream().map(values::get).toList();
            assertThat(LoweredExecutor.interpreting().run(kernel, leaves).getFirst())
                    .as("-Dcostate.seed=%s: %s as %s", seed, node, kernel)
                    .isEqualTo(expected);
            if (kernel instanceof Nest n
                    && n.combine() == Combine.NONE
                    && n.body().size() <= MAX_SIZE) {
                producers.put(node.first(), fused);
            }
        }
        return inlined;
    }

    private static final Type X = Type.of(DType.FLOAT32, 6);

    /// The nests of these operations, each on the result of the one before, put into one.
    private static Nest chain(Type x, Op... ops) {
        Nest fused = Nest.elementwise(List.of(x), x, Expr.load(List.of(x), 0, Index.axes(x.shape(), 0)));
        Type type = x;
        for (Op op : ops) {
            List<Type> result = Typing.infer(op, List.of(type));
            Lowered lowered = Lowering.lower(op, List.of(type), result);
            Nest nest = lowered instanceof Lowered.Alias a ? a.nest() : (Nest) lowered;
            fused = nest.inline(0, fused);
            type = result.getFirst();
        }
        return fused;
    }

    @Test
    void inverseLayoutsCancel() {
        assertThat(chain(X, new Reshape(Shape.of(2, 3)), new Reshape(Shape.of(6))))
                .hasToString("f32[6] = %0[i0]");
        assertThat(chain(Type.of(DType.FLOAT32, 4, 6), new Reshape(Shape.of(2, 2, 3, 2)), new Reshape(Shape.of(4, 6))))
                .hasToString("f32[4,6] = %0[i0,i1]");
        assertThat(chain(X, new Reverse(Axes.of(0)), new Reverse(Axes.of(0)))).hasToString("f32[6] = %0[i0]");
        assertThat(chain(
                        Type.of(DType.FLOAT32, 2, 3, 5),
                        new Transpose(Axes.of(2, 0, 1)),
                        new Transpose(Axes.of(1, 2, 0))))
                .hasToString("f32[2,3,5] = %0[i0,i1,i2]");
    }

    @Test
    void chainsBecomeOneExpression() {
        Nest fused = chain(
                X,
                new Unary(UnaryFunction.TANH),
                new Broadcast(Shape.of(6, 4), Axes.of(0)),
                new Slice(Axes.of(1, 0), Axes.of(6, 4), Axes.of(2, 3)),
                new Reduce(Reduction.SUM, Axes.of(1)));
        assertThat(fused).hasToString("f32[3] = sum[2] f64(tanh(%0[2*i0+1]))");
    }

    @Test
    void guardsThatAlwaysHoldGoAway() {
        Type scalar = Type.scalar(DType.FLOAT32);
        Op pad = new Pad(Axes.of(2), Axes.of(3), Axes.of(0));
        Type padded = Typing.infer(pad, List.of(X, scalar)).getFirst();
        Nest padding = (Nest) Lowering.lower(pad, List.of(X, scalar), List.of(padded));
        assertThat(padding).hasToString("f32[11] = select(0 <= i0-2 < 6, %0[i0-2], %1[])");

        Op inside = new Slice(Axes.of(3), Axes.of(8), Axes.of(1));
        Nest slice = (Nest) Lowering.lower(inside, List.of(padded), List.of(Type.of(DType.FLOAT32, 5)));
        assertThat(slice.inline(0, padding)).hasToString("f32[5] = %0[i0+1]");

        Op outside = new Slice(Axes.of(8), Axes.of(11), Axes.of(1));
        Nest end = (Nest) Lowering.lower(outside, List.of(padded), List.of(Type.of(DType.FLOAT32, 3)));
        assertThat(end.inline(0, padding)).hasToString("f32[3] = %1[]");

        Op across = new Slice(Axes.of(0), Axes.of(4), Axes.of(1));
        Nest start = (Nest) Lowering.lower(across, List.of(padded), List.of(Type.of(DType.FLOAT32, 4)));
        assertThat(start.inline(0, padding)).hasToString("f32[4] = select(0 <= i0-2 < 6, %0[i0-2], %1[])");
    }

    @Test
    void sliceOfConcatenationReadsOneOperand() {
        List<Type> parts = List.of(X, Type.of(DType.FLOAT32, 4), Type.of(DType.FLOAT32, 5));
        Nest joined = (Nest) Lowering.lower(new Concatenate(0), parts, List.of(Type.of(DType.FLOAT32, 15)));
        assertThat(joined)
                .hasToString("f32[15] = select(0 <= i0 < 6, %0[i0], select(0 <= i0 < 10, %1[i0-6], %2[i0-10]))");
        Op slice = new Slice(Axes.of(7), Axes.of(10), Axes.of(1));
        Nest sliced = (Nest) Lowering.lower(slice, List.of(joined.result()), List.of(Type.of(DType.FLOAT32, 3)));
        assertThat(sliced.inline(0, joined)).hasToString("f32[3] = %1[i0+1]");
    }

    @Test
    void gatheringAtKnownPlacesIsAffine() {
        Type x = Type.of(DType.FLOAT32, 6, 2);
        Type indices = Type.of(DType.INT32, 4, 1);
        Gather rows = new Gather(0, Axes.of(0), Axes.of(1, 2));
        Type result = Typing.infer(rows, List.of(x, indices)).getFirst();
        Nest gather = (Nest) Lowering.lower(rows, List.of(x, indices), List.of(result));
        assertThat(gather).hasToString("f32[4,1,2] = %0[clamp(%1[i0,0],0,5),i2]");
        Nest counted = (Nest) Lowering.lower(new Iota(indices.shape(), 0, DType.INT32), List.of(), List.of(indices));
        assertThat(gather.inline(1, counted)).hasToString("f32[4,1,2] = %0[i0,i2]");
        Array threes = Array.wrap(indices, new int[] {3, 3, 3, 3});
        Nest known = (Nest) Lowering.lower(new Constant(threes), List.of(), List.of(indices));
        assertThat(gather.inline(1, known)).hasToString("f32[4,1,2] = %0[3,i2]");
    }

    @Test
    void theProducersOperandsTakeThePlaceOfItsResult() {
        Expr sum = new Expr.Binary(
                BinaryFunction.ADD,
                Expr.load(List.of(X, X), 0, Index.axes(X.shape(), 0)),
                Expr.load(List.of(X, X), 1, Index.axes(X.shape(), 0)));
        Nest add = Nest.elementwise(List.of(X, X), X, sum);
        assertThat(add.inline(0, add)).hasToString("f32[6] = add(add(%0[i0], %1[i0]), %2[i0])");
        assertThat(add.inline(1, add)).hasToString("f32[6] = add(%0[i0], add(%1[i0], %2[i0]))");
    }

    @Test
    void reductionsAndOtherTypesAreNotInlined() {
        Nest sum = (Nest) Lowering.lower(new Reduce(Reduction.SUM, Axes.of()), List.of(X), List.of(X));
        assertThatThrownBy(() -> sum.inline(0, sum)).isInstanceOf(IllegalArgumentException.class);
        Nest other = chain(X, new Reshape(Shape.of(2, 3)));
        Nest tanh = chain(X, new Unary(UnaryFunction.TANH));
        assertThatThrownBy(() -> tanh.inline(0, other)).isInstanceOf(IllegalArgumentException.class);
    }
}
