package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Dot;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.backend.Executable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InterpreterTest {
    private static final Type F32 = Type.of(DType.FLOAT32, 3);

    // relu(x W1) W2 at x = (1, -2), by hand: x W1 = (-5, 4, -3), relu = (0, 4, 0), y = 4 * 7.
    @Test
    void runsANetwork() {
        GraphBuilder b = new GraphBuilder();
        int x = b.input(Type.of(DType.FLOAT32, 2), "x");
        int w1 = b.input(Type.of(DType.FLOAT32, 2, 3), "w1");
        int w2 = b.input(Type.of(DType.FLOAT32, 3), "w2");
        int zero = b.constant(Values.scalar(DType.FLOAT32, 0), Origin.UNKNOWN);
        int zeros = add(b, new Broadcast(F32.shape(), Axes.of()), zero);
        int hidden = add(b, new Dot(Axes.of(), Axes.of(), Axes.of(0), Axes.of(0)), x, w1);
        int relu = add(b, new Binary(BinaryFunction.MAX), hidden, zeros);
        int y = add(b, new Dot(Axes.of(), Axes.of(), Axes.of(0), Axes.of(0)), relu, w2);
        Executable net = new Interpreter().compile(b.build(y, hidden));
        List<Array> inputs = List.of(
                Values.vector(DType.FLOAT32, 1, -2),
                Values.array(DType.FLOAT32, Shape.of(2, 3), 1, 2, 3, 3, -1, 3),
                Values.vector(DType.FLOAT32, 5, 7, 11));
        assertThat(net.run(inputs))
                .containsExactly(Values.scalar(DType.FLOAT32, 28), Values.vector(DType.FLOAT32, -5, 4, -3));
    }

    @Test
    void outputsMayBeInputsConstantsAndTheSameTwice() {
        GraphBuilder b = new GraphBuilder();
        int unused = b.input(F32, "unused");
        int x = b.input(F32, "x");
        int y = add(b, new Unary(UnaryFunction.NEG), x);
        int c = b.constant(Values.scalar(DType.INT32, 7), Origin.UNKNOWN);
        Executable program = new Interpreter().compile(b.build(y, x, y, c, unused));
        Array first = Values.vector(DType.FLOAT32, 9, 9, 9);
        Array second = Values.vector(DType.FLOAT32, 1, 2, 3);
        Array negated = Values.vector(DType.FLOAT32, -1, -2, -3);
        assertThat(program.run(List.of(first, second)))
                .containsExactly(negated, second, negated, Values.scalar(DType.INT32, 7), first);
    }

    // If they were, the search would find the logarithm of -1.
    @Test
    void operationsThatNoOutputNeedsAreNotRun() {
        GraphBuilder b = new GraphBuilder();
        int x = b.input(F32, "x");
        int log = add(b, new Unary(UnaryFunction.LOG), x);
        add(b, new Unary(UnaryFunction.NEG), log);
        int y = add(b, new Unary(UnaryFunction.NEG), x);
        Executable program = new Interpreter().compile(b.build(y));
        List<Array> results =
                NonFiniteSearch.during(() -> program.run(List.of(Values.vector(DType.FLOAT32, -1, 2, 3))));
        assertThat(results).containsExactly(Values.vector(DType.FLOAT32, 1, -2, -3));
    }

    // Kept to the end, the values would not fit in the heap.
    @Test
    void aLongProgramNeedsNoMoreMemoryThanItsWidestPlace() {
        Type type = Type.of(DType.FLOAT32, 1 << 20);
        long enough = Runtime.getRuntime().maxMemory() / (4 << 20) + 50;
        GraphBuilder b = new GraphBuilder();
        int x = b.input(type, "x");
        for (long i = 0; i < enough; i++) {
            x = add(b, new Unary(UnaryFunction.NEG), x);
        }
        int sum = add(b, new Reduce(Reduction.SUM, Axes.of(0)), x);
        assertThat(new Interpreter().compile(b.build(sum)).run(List.of(Array.zeros(type))))
                .containsExactly(Values.scalar(DType.FLOAT32, 0));
    }

    @Test
    void aProgramMayBeVeryLong() {
        GraphBuilder b = new GraphBuilder();
        int x = b.input(Type.of(DType.INT64), "x");
        int one = b.input(Type.of(DType.INT64), "one");
        for (int i = 0; i < 300_000; i++) {
            x = add(b, new Binary(BinaryFunction.ADD), x, one);
        }
        Executable program = new Interpreter().compile(b.build(x));
        assertThat(program.run(List.of(Values.scalar(DType.INT64, 5), Values.scalar(DType.INT64, 1))))
                .containsExactly(Values.scalar(DType.INT64, 300_005));
    }

    @Test
    void threadsMayShareAProgram() throws Exception {
        GraphBuilder b = new GraphBuilder();
        int x = b.input(Type.of(DType.FLOAT32, 16, 16), "x");
        int y = x;
        for (int i = 0; i < 20; i++) {
            y = add(b, new Dot(Axes.of(), Axes.of(), Axes.of(1), Axes.of(0)), y, x);
            y = add(b, new Unary(UnaryFunction.TANH), y);
        }
        Executable program = new Interpreter().compile(b.build(y));
        SplittableRandom random = new SplittableRandom(11);
        List<List<Array>> inputs = new ArrayList<>();
        List<List<Array>> expected = new ArrayList<>();
        List<Callable<List<Array>>> runs = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            List<Array> input = List.of(Values.random(Type.of(DType.FLOAT32, 16, 16), random));
            inputs.add(input);
            expected.add(program.run(input));
            runs.add(() -> program.run(input));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<List<Array>>> results = threads.invokeAll(runs);
            for (int i = 0; i < inputs.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(expected.get(i));
            }
        }
    }

    private static int add(GraphBuilder b, Op op, int... operands) {
        return b.add(op, operands, Origin.UNKNOWN);
    }
}
