package dev.costate.internal.rules;

import static dev.costate.internal.interpret.Values.array;
import static dev.costate.internal.interpret.Values.booleans;
import static dev.costate.internal.interpret.Values.graph;
import static dev.costate.internal.interpret.Values.ints;
import static dev.costate.internal.interpret.Values.scalar;
import static dev.costate.internal.interpret.Values.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.ArgReduce;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Broadcast;
import dev.costate.graph.Checkpoint;
import dev.costate.graph.Cholesky;
import dev.costate.graph.Compare;
import dev.costate.graph.Comparison;
import dev.costate.graph.Concatenate;
import dev.costate.graph.Cond;
import dev.costate.graph.Constant;
import dev.costate.graph.Convert;
import dev.costate.graph.Convolution;
import dev.costate.graph.CumulativeSum;
import dev.costate.graph.CustomJvp;
import dev.costate.graph.CustomLinear;
import dev.costate.graph.CustomVjp;
import dev.costate.graph.Dot;
import dev.costate.graph.Fold;
import dev.costate.graph.Gather;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Iota;
import dev.costate.graph.Lu;
import dev.costate.graph.Op;
import dev.costate.graph.OpCases;
import dev.costate.graph.Origin;
import dev.costate.graph.Pad;
import dev.costate.graph.Qr;
import dev.costate.graph.RandomBits;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.Reshape;
import dev.costate.graph.Reverse;
import dev.costate.graph.Scan;
import dev.costate.graph.ScatterAdd;
import dev.costate.graph.Select;
import dev.costate.graph.Slice;
import dev.costate.graph.Solve;
import dev.costate.graph.Sort;
import dev.costate.graph.StopGradient;
import dev.costate.graph.Svd;
import dev.costate.graph.SymmetricEigen;
import dev.costate.graph.Tap;
import dev.costate.graph.Transpose;
import dev.costate.graph.TriangularSolve;
import dev.costate.graph.TridiagonalFactors;
import dev.costate.graph.TridiagonalSolve;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import dev.costate.graph.Unfold;
import dev.costate.graph.While;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.internal.interpret.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One small case, computed by hand, of every operation; the kernels' own tests are exhaustive.
class EvaluationTest {
    private static final DType F = DType.FLOAT32;
    private static final Type SCALAR = Type.of(F);
    private static final Array ROW = vector(F, 1, 2, 3);
    private static final Array MATRIX = array(F, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

    record Case(Op op, List<Array> operands, List<Array> results) {
        @Override
        public String toString() {
            return op.name();
        }
    }

    private static Case of(Op op, Array result, Array... operands) {
        return new Case(op, List.of(operands), List.of(result));
    }

    static List<Case> cases() {
        return List.of(
                of(new Constant(ROW), ROW),
                of(new Iota(Shape.of(2, 2), 0, DType.INT64), array(DType.INT64, Shape.of(2, 2), 0, 0, 1, 1)),
                of(new Unary(UnaryFunction.NEG), vector(F, -1, -2, -3), ROW),
                of(new Binary(BinaryFunction.MUL), vector(F, 1, 4, 9), ROW, ROW),
                of(new Compare(Comparison.GE), booleans(false, true, true), ROW, vector(F, 2, 2, 2)),
                of(new Select(), vector(F, 1, 8, 3), booleans(true, false, true), ROW, vector(F, 7, 8, 9)),
                of(new Convert(DType.INT32), ints(1, 2, 3), ROW),
                of(new Broadcast(Shape.of(2, 3), Axes.of(1)), array(F, Shape.of(2, 3), 1, 2, 3, 1, 2, 3), ROW),
                of(new Reshape(Shape.of(3, 2)), array(F, Shape.of(3, 2), 1, 2, 3, 4, 5, 6), MATRIX),
                of(new Transpose(Axes.of(1, 0)), array(F, Shape.of(3, 2), 1, 4, 2, 5, 3, 6), MATRIX),
                of(new Slice(Axes.of(1, 0), Axes.of(2, 3), Axes.of(1, 2)), array(F, Shape.of(1, 2), 4, 6), MATRIX),
                of(new Reverse(Axes.of(1)), array(F, Shape.of(2, 3), 3, 2, 1, 6, 5, 4), MATRIX),
                of(new Pad(Axes.of(2), Axes.of(1), Axes.of(1)), vector(F, 9, 9, 1, 9, 2, 9, 3, 9), ROW, scalar(F, 9)),
                of(new Concatenate(0), vector(F, 1, 2, 3, 7, 1, 2, 3), ROW, vector(F, 7), ROW),
                of(
                        new Gather(0, Axes.of(1), Axes.of(2, 1)),
                        array(F, Shape.of(2, 2, 1), 3, 6, 1, 4),
                        MATRIX,
                        array(DType.INT32, Shape.of(2, 1), 5, -1)),
                of(
                        new ScatterAdd(0, Axes.of(0)),
                        vector(F, 1, 32, 3),
                        ROW,
                        array(DType.INT32, Shape.of(2, 1), 1, 1),
                        array(F, Shape.of(2, 1), 10, 20)),
                of(new Reduce(Reduction.SUM, Axes.of(0)), vector(F, 5, 7, 9), MATRIX),
                of(new ArgReduce(true, 1), ints(2, 2), MATRIX),
                of(new CumulativeSum(0, true), vector(F, 6, 5, 3), ROW),
                new Case(
                        new Sort(0, 3, true),
                        List.of(vector(F, 1, 4, 1, 3)),
                        List.of(vector(F, 4, 3, 1), ints(1, 3, 0))),
                // 2 x = 4, x + 4 y = 6; what is above the diagonal is not read
                of(
                        new TriangularSolve(true, false, false),
                        array(F, Shape.of(2, 1), 2, 1),
                        array(F, Shape.of(2, 2), 2, 9, 1, 4),
                        array(F, Shape.of(2, 1), 4, 6)),
                // Rows exchanged: [4 2; 1 3] = [1 0; 1/4 1] [4 2; 0 5/2]
                new Case(
                        new Lu(),
                        List.of(array(F, Shape.of(2, 2), 1, 3, 4, 2)),
                        List.of(array(F, Shape.of(2, 2), 4, 2, 0.25, 2.5), ints(1, 0))),
                // x + 3 y = 4, 4 x + 2 y = 6 by these
                of(
                        new Solve(false),
                        array(F, Shape.of(2, 1), 1, 1),
                        array(F, Shape.of(2, 2), 1, 3, 4, 2),
                        array(F, Shape.of(2, 2), 4, 2, 0.25, 2.5),
                        ints(1, 0),
                        array(F, Shape.of(2, 1), 4, 6)),
                of(new Cholesky(), array(F, Shape.of(2, 2), 2, 0, 1, 3), array(F, Shape.of(2, 2), 4, 9, 2, 10)),
                // [2 1; 1 5/2], whose second pivot is 5/2 - 1/2; what is outside the matrix is not read
                new Case(
                        new TridiagonalFactors(false),
                        List.of(vector(F, 9, 1), vector(F, 2, 2.5), vector(F, 1, 9)),
                        List.of(
                                vector(F, 0.5, 0.5),
                                vector(F, 0, 0.5),
                                vector(F, 0.5, 0),
                                vector(F, 0, 0),
                                ints(0, 0))),
                // 2 x + y = 4, x + 5/2 y = 6 by these
                of(
                        new TridiagonalSolve(false, false),
                        array(F, Shape.of(2, 1), 1, 2),
                        vector(F, 9, 1),
                        vector(F, 2, 2.5),
                        vector(F, 1, 9),
                        vector(F, 0.5, 0.5),
                        vector(F, 0, 0.5),
                        vector(F, 0.5, 0),
                        vector(F, 0, 0),
                        ints(0, 0),
                        array(F, Shape.of(2, 1), 4, 6)),
                // One reflection, which exchanges the axes and turns them round
                new Case(
                        new Qr(),
                        List.of(array(F, Shape.of(2, 2), 0, 2, 1, 3)),
                        List.of(array(F, Shape.of(2, 2), 0, -1, -1, 0), array(F, Shape.of(2, 2), -1, -3, 0, -2))),
                // What is above the diagonal is not read
                new Case(
                        new SymmetricEigen(),
                        List.of(array(F, Shape.of(2, 2), 2, 9, 0, -1)),
                        List.of(vector(F, -1, 2), array(F, Shape.of(2, 2), 0, 1, 1, 0))),
                new Case(
                        new Svd(),
                        List.of(array(F, Shape.of(2, 1), 0, -2)),
                        List.of(array(F, Shape.of(2, 1), 0, -1), vector(F, 2), array(F, Shape.of(1, 1), 1))),
                of(new Dot(Axes.of(), Axes.of(), Axes.of(1), Axes.of(0)), vector(F, 14, 32), MATRIX, ROW),
                // x with a zero before it, at every other place: 0 2 + 1 3, 2 2 + 3 3
                of(
                        new Convolution(0, 0, Axes.of(2), Axes.of(1), Axes.of(0), Axes.of(1), Axes.of(1)),
                        vector(F, 3, 13),
                        ROW,
                        vector(F, 2, 3)),
                of(new Unfold(1, 2, 1, 1), array(F, Shape.of(2, 2, 2), 1, 2, 2, 3, 4, 5, 5, 6), MATRIX),
                of(new Fold(0, 4, 1, 1), vector(F, 1, 2 + 4, 3 + 5, 6), array(F, Shape.of(3, 2), 1, 2, 4, 3, 5, 6)),
                // The known answer of Random123 for key and counter 0.
                of(
                        new RandomBits(Shape.scalar()),
                        array(DType.INT32, Shape.of(2), 0x6b200159, (int) 0x99ba4efeL),
                        ints(0, 0)),
                new Case(
                        new Scan(accumulate(), 3, 0, 1, false),
                        List.of(scalar(F, 10), ROW),
                        List.of(scalar(F, 16), vector(F, 11, 13, 16))),
                of(new While(below(100), square(), 0, 0), scalar(F, 256), scalar(F, 2)),
                of(new Cond(List.of(square(), negate())), scalar(F, -5), scalar(DType.INT32, 1), scalar(F, 5)),
                of(new CustomJvp(square(), productOfTwo()), scalar(F, 25), scalar(F, 5)),
                of(new CustomVjp(square(), squareAndItself(), times()), scalar(F, 25), scalar(F, 5)),
                // The transpose of y -> r y is x -> <r, x>.
                of(new CustomLinear(scaled(), 1), scalar(F, 32), ROW, vector(F, 4, 5, 6)),
                of(new Checkpoint(square()), scalar(F, 25), scalar(F, 5)),
                of(new StopGradient(), ROW, ROW),
                of(new Tap("hidden"), MATRIX, MATRIX));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void evaluatesToWhatHandsCompute(Case c) {
        assertThat(Values.evaluateAll(c.op, c.operands.toArray(new Array[0]))).isEqualTo(c.results);
        Graph program = graph(c.op, c.operands.stream().map(Array::type).toArray(Type[]::new));
        assertThat(new Interpreter().compile(program).run(c.operands)).isEqualTo(c.results);
    }

    @Test
    void everyOperationHasACase() {
        Set<Class<?>> covered = new HashSet<>();
        cases().forEach(c -> covered.add(c.op.getClass()));
        assertThat(covered).containsExactlyInAnyOrderElementsOf(OpCases.records());
    }

    /// `c, x -> c + x, c + x`
    private static Graph accumulate() {
        GraphBuilder b = new GraphBuilder();
        int c = b.input(SCALAR, "c");
        int x = b.input(SCALAR, "x");
        int sum = b.add(new Binary(BinaryFunction.ADD), new int[] {c, x}, Origin.UNKNOWN);
        return b.build(sum, sum);
    }

    private static Graph below(double bound) {
        GraphBuilder b = new GraphBuilder();
        int x = b.input(SCALAR, "x");
        int limit = b.constant(scalar(F, bound), Origin.UNKNOWN);
        return b.build(b.add(new Compare(Comparison.LT), new int[] {x, limit}, Origin.UNKNOWN));
    }

    private static Graph square() {
        GraphBuilder b = new GraphBuilder();
        int x = b.input(SCALAR, "x");
        return b.build(b.add(new Binary(BinaryFunction.MUL), new int[] {x, x}, Origin.UNKNOWN));
    }

    private static Graph negate() {
        return graph(new Unary(UnaryFunction.NEG), SCALAR);
    }

    private static Graph times() {
        return graph(new Binary(BinaryFunction.MUL), SCALAR, SCALAR);
    }

    /// `x, dx -> x², x dx`: a rule may be wrong by a factor; evaluation does not look at it.
    private static Graph productOfTwo() {
        GraphBuilder b = new GraphBuilder();
        int x = b.input(SCALAR, "x");
        int dx = b.input(SCALAR, "dx");
        int y = b.add(new Binary(BinaryFunction.MUL), new int[] {x, x}, Origin.UNKNOWN);
        return b.build(y, b.add(new Binary(BinaryFunction.MUL), new int[] {x, dx}, Origin.UNKNOWN));
    }

    /// `x -> x², x`
    private static Graph squareAndItself() {
        GraphBuilder b = new GraphBuilder();
        int x = b.input(SCALAR, "x");
        return b.build(b.add(new Binary(BinaryFunction.MUL), new int[] {x, x}, Origin.UNKNOWN), x);
    }

    /// `r: f32[3], dy: f32[] -> r dy`
    private static Graph scaled() {
        GraphBuilder b = new GraphBuilder();
        int r = b.input(ROW.type(), "r");
        int dy = b.input(SCALAR, "dy");
        int wide = b.add(new Broadcast(Shape.of(3), Axes.of()), new int[] {dy}, Origin.UNKNOWN);
        return b.build(b.add(new Binary(BinaryFunction.MUL), new int[] {r, wide}, Origin.UNKNOWN));
    }
}
