package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.NonFiniteException;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Compare;
import dev.costate.graph.Comparison;
import dev.costate.graph.Cond;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.graph.Scan;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import dev.costate.graph.While;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where a finding is said to be: steps of loops, members of a batch.
class NonFinitePlaceTest {
    private static final Type F64 = Type.of(DType.FLOAT64);
    private static final Origin LINE = Origin.of("Net.java", 12);
    private static final String CURE = "; guard it, for example with log(max(x, tiny)) or select";

    private static void finds(String message, Graph graph, Array... inputs) {
        assertThatThrownBy(() -> NonFiniteSearch.during(
                        () -> new Interpreter().compile(graph).run(List.of(inputs))))
                .isInstanceOf(NonFiniteException.class)
                .hasMessage(message);
    }

    /// `carry, x -> carry, log x`
    private static Graph logOfSlice(Type slice, Origin origin) {
        GraphBuilder b = new GraphBuilder();
        int carry = b.input(F64, "carry");
        int x = b.input(slice, "x");
        return b.build(carry, b.add(new Unary(UnaryFunction.LOG), new int[] {x}, origin));
    }

    @Test
    void theStepOfAScan() {
        Scan scan = new Scan(logOfSlice(F64, LINE), 4, 0, 1, false);
        finds(
                "log: makes -Infinity of finite inputs at Net.java:12, scan step 2: operand x = 0.0" + CURE,
                Values.graph(scan, F64, Type.of(DType.FLOAT64, 4)),
                Values.scalar(DType.FLOAT64, 1),
                Values.vector(DType.FLOAT64, 1, 2, 0, 0));
    }

    @Test
    void theSliceOfAReversedScan() {
        Scan scan = new Scan(logOfSlice(F64, LINE), 4, 0, 1, true);
        finds(
                "log: makes -Infinity of finite inputs at Net.java:12, scan step 3: operand x = 0.0" + CURE,
                Values.graph(scan, F64, Type.of(DType.FLOAT64, 4)),
                Values.scalar(DType.FLOAT64, 1),
                Values.vector(DType.FLOAT64, 1, 2, 0, 0));
    }

    @Test
    void loopsInLoopsOutermostFirst() {
        Type row = Type.of(DType.FLOAT64, 3);
        GraphBuilder b = new GraphBuilder();
        int carry = b.input(F64, "carry");
        int x = b.input(row, "x");
        Scan inner = new Scan(logOfSlice(F64, LINE), 3, 0, 1, false);
        int first = b.add(inner, new int[] {carry, x}, Origin.of("Net.java", 20));
        Scan outer = new Scan(b.build(first, first + 1), 2, 0, 1, false);
        finds(
                "log: makes NaN of finite inputs at Net.java:12, scan step 1, scan step 2: operand x = -5.0" + CURE,
                Values.graph(outer, F64, Type.of(DType.FLOAT64, 2, 3)),
                Values.scalar(DType.FLOAT64, 1),
                Values.array(DType.FLOAT64, Shape.of(2, 3), 1, 2, 3, 4, 5, -5));
    }

    // x, x/2, x/4, ... at a scan's step 1 until x < 1: the body divides by x - 2, which is 0 at x = 2.
    @Test
    void aWhileInAScan() {
        GraphBuilder c = new GraphBuilder();
        int value = c.input(F64, "x");
        int one = c.constant(Values.scalar(DType.FLOAT64, 1), Origin.UNKNOWN);
        Graph condition = c.build(add(c, new Compare(Comparison.GE), value, one));
        GraphBuilder b = new GraphBuilder();
        int x = b.input(F64, "x");
        int two = b.constant(Values.scalar(DType.FLOAT64, 2), Origin.UNKNOWN);
        int difference = add(b, new Binary(BinaryFunction.SUB), x, two);
        int quotient = b.add(new Binary(BinaryFunction.DIV), new int[] {two, difference}, LINE);
        int zero = add(b, new Binary(BinaryFunction.MIN), quotient, quotient);
        int nothing = add(b, new Binary(BinaryFunction.SUB), zero, zero);
        int half = add(b, new Binary(BinaryFunction.DIV), x, two);
        Graph body = b.build(add(b, new Binary(BinaryFunction.ADD), half, nothing));
        GraphBuilder s = new GraphBuilder();
        int carry = s.input(F64, "carry");
        int start = s.input(F64, "start");
        int end = s.add(new While(condition, body, 0, 0), new int[] {start}, Origin.UNKNOWN);
        Scan scan = new Scan(s.build(carry, end), 2, 0, 1, false);
        finds(
                "div: makes Infinity of finite inputs at Net.java:12, scan step 1, while step 3:"
                        + " operand a = 2.0, operand b = 0.0;"
                        + " guard the divisor, for example with select(b == 0, 1, b)",
                Values.graph(scan, F64, Type.of(DType.FLOAT64, 2)),
                Values.scalar(DType.FLOAT64, 0),
                Values.vector(DType.FLOAT64, 7, 16));
    }

    @Test
    void theMemberOfABatch() {
        Graph log = batchedLog(Type.of(DType.FLOAT64, 4, 2, 5), LINE.batched(4));
        double[] x = new double[40];
        Arrays.fill(x, 1);
        x[3 * 10 + 0 * 5 + 4] = 0;
        finds(
                "log: makes -Infinity of finite inputs at Net.java:12, batch index [3], element [0,4]: operand x = 0.0"
                        + CURE,
                log,
                Values.array(DType.FLOAT64, Shape.of(4, 2, 5), x));
    }

    @Test
    void theMemberOfABatchOfBatchesOfScalars() {
        finds(
                "log: makes -Infinity of finite inputs at Net.java:12, batch index [1,0]: operand x = 0.0" + CURE,
                batchedLog(Type.of(DType.FLOAT64, 3, 2), LINE.batched(2).batched(3)),
                Values.array(DType.FLOAT64, Shape.of(3, 2), 1, 1, 0, 1, 1, 1));
    }

    // A value that all members share has no batch axes, and no member is blamed.
    @Test
    void noMemberOfAnUnbatchedValue() {
        finds(
                "log: makes -Infinity of finite inputs at Net.java:12, element [1]: operand x = 0.0" + CURE,
                batchedLog(Type.of(DType.FLOAT64, 2), LINE.batched(4)),
                Values.vector(DType.FLOAT64, 1, 0));
        finds(
                "log: makes -Infinity of finite inputs at Net.java:12: operand x = 0.0" + CURE,
                batchedLog(F64, LINE.batched(4)),
                Values.scalar(DType.FLOAT64, 0));
    }

    @Test
    void theStepAndTheMember() {
        Type slice = Type.of(DType.FLOAT64, 2);
        Scan scan = new Scan(logOfSlice(slice, LINE.batched(2)), 3, 0, 1, false);
        finds(
                "log: makes -Infinity of finite inputs at Net.java:12, scan step 1, batch index [1]: operand x = 0.0"
                        + CURE,
                Values.graph(scan, F64, Type.of(DType.FLOAT64, 3, 2)),
                Values.scalar(DType.FLOAT64, 0),
                Values.array(DType.FLOAT64, Shape.of(3, 2), 1, 1, 1, 0, 1, 1));
    }

    @Test
    void operationsInsideOperations() {
        Graph log = batchedLog(F64, LINE);
        String message = "log: makes -Infinity of finite inputs at Net.java:12: operand x = 0.0" + CURE;
        finds(message, Values.graph(new Checkpoint(log), F64), Values.scalar(DType.FLOAT64, 0));
        finds(
                message,
                Values.graph(new Cond(List.of(log)), Type.of(DType.INT32), F64),
                Values.scalar(DType.INT32, 0),
                Values.scalar(DType.FLOAT64, 0));
    }

    private static Graph batchedLog(Type type, Origin origin) {
        GraphBuilder b = new GraphBuilder();
        int x = b.input(type, "x");
        return b.build(b.add(new Unary(UnaryFunction.LOG), new int[] {x}, origin));
    }

    private static int add(GraphBuilder b, Op op, int... operands) {
        return b.add(op, operands, Origin.UNKNOWN);
    }
}
