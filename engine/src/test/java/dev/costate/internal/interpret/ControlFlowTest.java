package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ControlFlowTest {
    private static final Type F64 = Type.of(DType.FLOAT64);
    private static final Type I32 = Type.of(DType.INT32);

    /// `a, c, x -> a c + x, c`: Horner's rule, which stacks the values before each step.
    private static Graph horner(Type type) {
        GraphBuilder b = new GraphBuilder();
        int a = b.input(type, "a");
        int c = b.input(type, "c");
        int x = b.input(type, "x");
        int product = add(b, new Binary(BinaryFunction.MUL), a, c);
        return b.build(add(b, new Binary(BinaryFunction.ADD), product, x), c);
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = "BOOL", mode = EnumSource.Mode.EXCLUDE)
    void scanCarriesAndStacks(DType dtype) {
        Scan scan = new Scan(horner(Type.of(dtype)), 4, 1, 1, false);
        Array x = Values.vector(dtype, 5, 6, 7, 8);
        List<Array> y = Values.evaluateAll(scan, Values.scalar(dtype, 2), Values.scalar(dtype, 1), x);
        assertThat(y).containsExactly(Values.scalar(dtype, 102), Values.vector(dtype, 1, 7, 20, 47));
    }

    @Test
    void reversedScanGoesFromTheLastSliceAndStacksInPlace() {
        Scan scan = new Scan(horner(F64), 4, 1, 1, true);
        Array x = Values.vector(DType.FLOAT64, 8, 7, 6, 5);
        List<Array> y = Values.evaluateAll(scan, Values.scalar(DType.FLOAT64, 2), Values.scalar(DType.FLOAT64, 1), x);
        assertThat(y).containsExactly(Values.scalar(DType.FLOAT64, 102), Values.vector(DType.FLOAT64, 47, 20, 7, 1));
    }

    @Test
    void scanSlicesRowsAndStacksRows() {
        Scan scan = new Scan(horner(Type.of(DType.FLOAT32, 2)), 2, 1, 1, false);
        Array a = Values.vector(DType.FLOAT32, 10, 100);
        Array c = Values.vector(DType.FLOAT32, 1, 2);
        Array x = Values.array(DType.FLOAT32, Shape.of(2, 2), 3, 4, 5, 6);
        assertThat(Values.evaluateAll(scan, a, c, x))
                .containsExactly(
                        Values.vector(DType.FLOAT32, 135, 20406),
                        Values.array(DType.FLOAT32, Shape.of(2, 2), 1, 2, 13, 204));
    }

    @Test
    void scanOfNoStepsHandsTheCarryOn() {
        Scan scan = new Scan(horner(F64), 0, 1, 1, false);
        List<Array> y = Values.evaluateAll(
                scan, Values.scalar(DType.FLOAT64, 2), Values.scalar(DType.FLOAT64, 1), Values.vector(DType.FLOAT64));
        assertThat(y).containsExactly(Values.scalar(DType.FLOAT64, 1), Values.vector(DType.FLOAT64));
    }

    @Test
    void scanOfEmptySlicesAndWithoutSlices() {
        Type empty = Type.of(DType.FLOAT64, 0);
        List<Array> y = Values.evaluateAll(
                new Scan(horner(empty), 3, 1, 1, false),
                Array.zeros(empty),
                Array.zeros(empty),
                Array.zeros(Type.of(DType.FLOAT64, 3, 0)));
        assertThat(y).containsExactly(Array.zeros(empty), Array.zeros(Type.of(DType.FLOAT64, 3, 0)));
        List<Array> doubled =
                Values.evaluateAll(new Scan(doubling(), 10, 0, 1, false), Values.scalar(DType.FLOAT64, 3));
        assertThat(doubled).containsExactly(Values.scalar(DType.FLOAT64, 3072));
    }

    /// `x -> x + x`
    private static Graph doubling() {
        GraphBuilder b = new GraphBuilder();
        int x = b.input(F64, "x");
        return b.build(add(b, new Binary(BinaryFunction.ADD), x, x));
    }

    // Fibonacci: the carries swap, so that one must not be overwritten before the other is read.
    @Test
    void carriesMoveTogether() {
        GraphBuilder b = new GraphBuilder();
        int x = b.input(I32, "x");
        int y = b.input(I32, "y");
        Graph step = b.build(y, add(b, new Binary(BinaryFunction.ADD), x, y));
        List<Array> result = Values.evaluateAll(
                new Scan(step, 20, 0, 2, false), Values.scalar(DType.INT32, 0), Values.scalar(DType.INT32, 1));
        assertThat(result).containsExactly(Values.scalar(DType.INT32, 6765), Values.scalar(DType.INT32, 10946));
    }

    // Collatz from 27: as many steps as everyone knows.
    @Test
    void whileRunsUntilItsConditionFails() {
        GraphBuilder c = new GraphBuilder();
        int limit = c.input(I32, "limit");
        int value = c.input(I32, "n");
        c.input(I32, "steps");
        Graph condition = c.build(add(c, new Compare(Comparison.GT), value, limit));
        GraphBuilder b = new GraphBuilder();
        int one = b.input(I32, "one");
        int n = b.input(I32, "n");
        int steps = b.input(I32, "steps");
        int odd = add(b, new Binary(BinaryFunction.AND), n, one);
        int next = add(b, new Cond(List.of(halve(), tripleAndOne())), odd, n);
        Graph body = b.build(next, add(b, new Binary(BinaryFunction.ADD), steps, one));
        Array i = Values.scalar(DType.INT32, 1);
        List<Array> result = Values.evaluateAll(
                new While(condition, body, 1, 1), i, i, Values.scalar(DType.INT32, 27), Values.scalar(DType.INT32, 0));
        assertThat(result).containsExactly(Values.scalar(DType.INT32, 1), Values.scalar(DType.INT32, 111));
    }

    @Test
    void whileMayRunNotAtAll() {
        GraphBuilder c = new GraphBuilder();
        c.input(F64, "x");
        Graph never = c.build(c.constant(Values.scalar(DType.BOOL, 0), Origin.UNKNOWN));
        Array x = Values.scalar(DType.FLOAT64, 3);
        assertThat(Values.evaluateAll(new While(never, doubling(), 0, 0), x)).containsExactly(x);
    }

    private static Graph halve() {
        GraphBuilder b = new GraphBuilder();
        int n = b.input(I32, "n");
        int two = b.constant(Values.scalar(DType.INT32, 2), Origin.UNKNOWN);
        return b.build(add(b, new Binary(BinaryFunction.DIV), n, two));
    }

    private static Graph tripleAndOne() {
        GraphBuilder b = new GraphBuilder();
        int n = b.input(I32, "n");
        int three = b.constant(Values.scalar(DType.INT32, 3), Origin.UNKNOWN);
        int one = b.constant(Values.scalar(DType.INT32, 1), Origin.UNKNOWN);
        int product = add(b, new Binary(BinaryFunction.MUL), n, three);
        return b.build(add(b, new Binary(BinaryFunction.ADD), product, one));
    }

    @ParameterizedTest
    @CsvSource({"0,5", "1,31", "2,-10", "3,-10", "2147483647,-10", "-1,5", "-2147483648,5"})
    void condClampsItsIndex(int index, int expected) {
        Graph negate = Values.graph(new Unary(UnaryFunction.NEG), I32);
        Cond cond = new Cond(List.of(halve(), tripleAndOne(), negate));
        assertThat(Values.evaluate(cond, Values.scalar(DType.INT32, index), Values.scalar(DType.INT32, 10)))
                .isEqualTo(Values.scalar(DType.INT32, expected));
    }

    // The other branch would be found out: it takes the logarithm of -8.
    @Test
    void condRunsOneBranchOnly() {
        Graph log = Values.graph(new Unary(UnaryFunction.LOG), F64);
        Graph negate = Values.graph(new Unary(UnaryFunction.NEG), F64);
        Array y = NonFiniteSearch.during(() -> Values.evaluate(
                new Cond(List.of(log, negate)), Values.scalar(DType.INT32, 1), Values.scalar(DType.FLOAT64, -8)));
        assertThat(y).isEqualTo(Values.scalar(DType.FLOAT64, 8));
    }

    private static int add(GraphBuilder b, Op op, int... operands) {
        return b.add(op, operands, Origin.UNKNOWN);
    }
}
