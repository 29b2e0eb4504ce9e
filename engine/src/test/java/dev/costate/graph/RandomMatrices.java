package dev.costate.graph;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random operations of linear algebra.
final class RandomMatrices {
    /// Matrices of many rows would take all of a test's time.
    private static final int MOST_ROWS = 65;

    private RandomMatrices() {}

    /// An operation of the kind of `example`, the first extents of which are `t`'s last ones, of a batch of the
    /// others.
    static OpCases.@Nullable Case of(MatrixOp example, Type t, Random random) {
        if (!t.dtype().isFloating() || t.rank() == 0) {
            return null;
        }
        MatrixOp op = switch (example) {
            case TriangularSolve _ ->
                new TriangularSolve(random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
            case Solve _ -> new Solve(random.nextBoolean());
            case TridiagonalFactors _ -> new TridiagonalFactors(random.nextBoolean());
            case TridiagonalSolve _ -> new TridiagonalSolve(random.nextBoolean(), random.nextBoolean());
            case Lu _, Cholesky _, Qr _, SymmetricEigen _, Svd _ -> example;
        };
        Shape lead = t.shape().slice(0, t.rank() - 1);
        Map<String, Integer> extents = new HashMap<>();
        List<Type> operands = new ArrayList<>();
        for (Signature.Core core : op.signature().operands()) {
            int[] dims = core.axes().stream()
                    .mapToInt(name -> extents.computeIfAbsent(
                            name,
                            _ -> extents.isEmpty()
                                    ? Math.min(MOST_ROWS, t.shape().dim(t.rank() - 1))
                                    : random.nextInt(4)))
                    .toArray();
            operands.add(new Type(core.isIndex() ? DType.INT32 : t.dtype(), lead.concat(Shape.of(dims))));
        }
        return new OpCases.Case(op, operands);
    }

    /// A routine on matrices near twice the identity, which are as well conditioned as matrices are.
    static void step(RandomProgram p) {
        int x = p.floating();
        int n = 1 + p.random.nextInt(Math.min(5, p.options.maxExtent()));
        Shape lead = p.random.nextBoolean() ? Shape.scalar() : Shape.of(1 + p.random.nextInt(2));
        Type matrix = new Type(p.type(x).dtype(), lead.concat(Shape.of(n, n)));
        int a = nearTwo(p, p.fit(x, matrix), matrix);
        Type right = matrix.withShape(lead.concat(Shape.of(n, 1 + p.random.nextInt(3))));
        int choice = p.random.nextInt(8);
        switch (choice) {
            case 0 -> {
                int b = p.fit(p.any(), right);
                boolean unit = p.random.nextInt(3) == 0;
                TriangularSolve op = new TriangularSolve(p.random.nextBoolean(), p.random.nextBoolean(), unit);
                // Of a unit triangle's inverse no row sums up to more than 1.2^n.
                p.tame(p.add(op, 2.5 * p.bound(b), a, b));
            }
            case 1 -> p.add(new Lu(), RandomProgram.TAME, a);
            case 2 -> {
                int b = p.fit(p.any(), right);
                int packed = p.add(new Lu(), RandomProgram.TAME, a);
                p.tame(p.add(new Solve(p.random.nextBoolean()), p.bound(b), a, packed, packed + 1, b));
            }
            case 3 -> p.add(new Cholesky(), RandomProgram.TAME, a);
            case 7 -> tridiagonal(p, x, lead, n);
            case 4 -> p.add(new Qr(), RandomProgram.TAME, a);
            default -> {
                // Apart by 1, the values say which vectors are theirs.
                int apart = p.add(new Binary(BinaryFunction.ADD), 2.1 + n, a, p.add(diagonal(matrix, 0, 1), n));
                p.tame(p.add(choice == 5 ? new SymmetricEigen() : new Svd(), 3.0 + n, apart));
            }
        }
    }

    /// A real or complex tridiagonal system, `(2, 0.1 sin, 0.1 sin)` but for signs and parts.
    private static void tridiagonal(RandomProgram p, int x, Shape lead, int n) {
        boolean complex = p.random.nextBoolean();
        Type band = new Type(p.type(x).dtype(), lead.concat(Shape.of(n)));
        int parts = complex ? 2 : 1;
        List<Integer> operands = new ArrayList<>();
        for (int k = 0; k < 3 * parts; k++) {
            double on = k == parts ? 2 : 0;
            // by decree the factors have no derivative, and what comes next may read them
            int small = p.options.smooth() ? constant(p, band) : p.sine(p.fit(p.any(), band));
            operands.add(p.affine(small, 0.1, on));
        }
        int factors = p.add(new TridiagonalFactors(complex), RandomProgram.TAME, ints(operands));
        int results = complex ? 11 : 5;
        for (int k = 0; k < results; k++) {
            operands.add(factors + k);
        }
        Type right = band.withShape(lead.concat(Shape.of(n, 1 + p.random.nextInt(3))));
        double bound = 0;
        for (int k = 0; k < parts; k++) {
            int b = p.fit(p.any(), right);
            bound += p.bound(b);
            operands.add(b);
        }
        int solved = p.add(new TridiagonalSolve(complex, p.random.nextBoolean()), bound, ints(operands));
        p.tame(solved);
    }

    private static int constant(RandomProgram p, Type type) {
        Object storage = Array.allocate(type);
        for (int i = 0; i < type.size(); i++) {
            switch (storage) {
                case float[] f -> f[i] = p.random.nextFloat(-1, 1);
                case double[] d -> d[i] = p.random.nextDouble(-1, 1);
                default -> throw new AssertionError(type);
            }
        }
        return p.add(new Constant(Array.wrap(type, storage)), 1);
    }

    private static int[] ints(List<Integer> all) {
        return all.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Twice the identity and a tenth of the sines of `x`: no row sums up to more than half beside its
    /// diagonal.
    private static int nearTwo(RandomProgram p, int x, Type type) {
        int small = p.affine(p.sine(x), 0.1, 0);
        int diagonal = p.add(diagonal(type, 2, 0), 2);
        return p.add(new Binary(BinaryFunction.ADD), 2.1, small, diagonal);
    }

    /// Matrices with `first`, `first + step`, ... on their diagonals.
    private static Constant diagonal(Type type, int first, int step) {
        int n = type.shape().dim(type.rank() - 1);
        Object storage = Array.allocate(type);
        for (int i = 0; i < type.size(); i++) {
            int row = i / n % n;
            int value = row == i % n ? first + step * row : 0;
            switch (storage) {
                case float[] f -> f[i] = value;
                case double[] d -> d[i] = value;
                default -> throw new AssertionError(type);
            }
        }
        return new Constant(Array.wrap(type, storage));
    }
}
