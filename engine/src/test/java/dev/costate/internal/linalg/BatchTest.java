package dev.costate.internal.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Cholesky;
import dev.costate.graph.Lu;
import dev.costate.graph.MatrixOp;
import dev.costate.graph.Qr;
import dev.costate.graph.Solve;
import dev.costate.graph.Svd;
import dev.costate.graph.SymmetricEigen;
import dev.costate.graph.TriangularSolve;
import dev.costate.graph.TridiagonalFactors;
import dev.costate.graph.TridiagonalSolve;
import dev.costate.internal.interpret.MatrixKernels;
import dev.costate.internal.parallel.Workers;
import dev.costate.internal.rules.Typing;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A member of a batch gets what it gets alone, whatever the number of threads, and `float32` what `double`
/// rounds to.
class BatchTest {
    record Case(MatrixOp op, int members, int n, int k) {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (MatrixOp op :
                List.of(new TriangularSolve(true, false, false), new Lu(), new Solve(true), new Cholesky())) {
            cases.add(new Case(op, 1, 300, 3));
            cases.add(new Case(op, 3, 1, 1));
            cases.add(new Case(op, 37, 21, 9));
            cases.add(new Case(op, 5, 70, 2));
            cases.add(new Case(op, 0, 4, 2));
        }
        for (boolean complex : new boolean[] {false, true}) {
            for (MatrixOp op : List.of(new TridiagonalFactors(complex), new TridiagonalSolve(complex, true))) {
                cases.add(new Case(op, 1, 300, 3));
                cases.add(new Case(op, 3, 1, 1));
                cases.add(new Case(op, 130, 21, 9));
                cases.add(new Case(op, 0, 4, 2));
            }
        }
        for (MatrixOp op : List.of(new Qr(), new SymmetricEigen(), new Svd())) {
            cases.add(new Case(op, 1, 100, 0));
            cases.add(new Case(op, 3, 1, 0));
            cases.add(new Case(op, 37, 21, 0));
            cases.add(new Case(op, 0, 4, 0));
        }
        return cases;
    }

    /// The diagonals of tridiagonal matrices: three, or three pairs of real and imaginary parts.
    private static List<Array> bands(Case c, DType dtype, boolean complex, SplittableRandom random) {
        Type type = new Type(dtype, Shape.of(c.members, c.n));
        List<Array> bands = new ArrayList<>();
        for (int i = 0; i < (complex ? 6 : 3); i++) {
            Array column = random(dtype, Shape.of(c.members, c.n, 1), random);
            bands.add(Array.wrap(type, column.storage()));
        }
        return bands;
    }

    private static List<Array> operands(Case c, DType dtype) {
        SplittableRandom random = new SplittableRandom(c.n);
        Array matrices = random(dtype, Shape.of(c.members, c.n, c.n), random);
        Array right = random(dtype, Shape.of(c.members, c.n, c.k), random);
        return switch (c.op) {
            case TriangularSolve _ -> List.of(matrices, right);
            case Lu _, Cholesky _, Qr _, SymmetricEigen _, Svd _ -> List.of(matrices);
            case Solve _ -> {
                List<Array> lu = run(new Lu(), List.of(matrices));
                yield List.of(matrices, lu.get(0), lu.get(1), right);
            }
            case TridiagonalFactors o -> bands(c, dtype, o.complex(), random);
            case TridiagonalSolve o -> {
                List<Array> all = bands(c, dtype, o.complex(), random);
                all.addAll(run(new TridiagonalFactors(o.complex()), all));
                all.add(right);
                if (o.complex()) {
                    all.add(random(dtype, Shape.of(c.members, c.n, c.k), random));
                }
                yield all;
            }
        };
    }

    /// Numbers below 1, and such diagonals that all matrices are positive definite if they are square.
    private static Array random(DType dtype, Shape shape, SplittableRandom random) {
        Type type = new Type(dtype, shape);
        Object storage = Array.allocate(type);
        int n = shape.dim(1);
        for (int i = 0; i < type.size(); i++) {
            boolean isOn = shape.dim(2) == n && i % (n * n) % (n + 1) == 0;
            float x = (float) random.nextDouble(-1, 1) + (isOn ? n : 0);
            switch (storage) {
                case float[] f -> f[i] = x;
                case double[] d -> d[i] = x;
                default -> throw new AssertionError(dtype);
            }
        }
        return Array.wrap(type, storage);
    }

    private static List<Array> run(MatrixOp op, List<Array> in) {
        List<Type> types = Typing.infer(op, in.stream().map(Array::type).toList());
        return MatrixKernels.evaluate(op, in, types);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void threadsMakeNoDifference(Case c) {
        List<Array> in = operands(c, DType.FLOAT64);
        List<List<Array>> results = new ArrayList<>();
        for (int threads = 1; threads <= 3; threads++) {
            try (Workers workers = new Workers(threads)) {
                Workers.with(workers, () -> results.add(run(c.op, in)));
            }
        }
        assertThat(results).allMatch(results.getFirst()::equals);
        for (int m = 0; m < c.members; m++) {
            int member = m;
            List<Array> alone =
                    run(c.op, in.stream().map(x -> member(x, member)).toList());
            assertThat(alone)
                    .isEqualTo(results.getFirst().stream()
                            .map(y -> member(y, member))
                            .toList());
        }
    }

    private static Array member(Array x, int m) {
        Type type = x.type().withShape(x.type().shape().remove(0));
        Object storage = Array.allocate(type);
        System.arraycopy(x.storage(), m * type.size(), storage, 0, type.size());
        return Array.wrap(type, storage);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void singlesAreComputedInDouble(Case c) {
        if (c.op instanceof Solve || c.op instanceof TridiagonalSolve) {
            // Its operands are another routine's results, which have been rounded.
            return;
        }
        List<Array> singles = run(c.op, operands(c, DType.FLOAT32));
        List<Array> doubles = run(c.op, operands(c, DType.FLOAT64));
        for (int r = 0; r < singles.size(); r++) {
            for (int i = 0; i < singles.get(r).size(); i++) {
                assertThat(singles.get(r).getDouble(i))
                        .isEqualTo(Double.valueOf((float) doubles.get(r).getDouble(i)));
            }
        }
    }
}
