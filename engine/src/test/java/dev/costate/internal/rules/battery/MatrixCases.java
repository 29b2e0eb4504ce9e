package dev.costate.internal.rules.battery;

import static dev.costate.DType.INT32;

import dev.costate.Shape;
import dev.costate.graph.Cholesky;
import dev.costate.graph.Lu;
import dev.costate.graph.Op;
import dev.costate.graph.Solve;
import dev.costate.graph.TriangularSolve;
import dev.costate.internal.rules.battery.OpCase.Trait;
import java.util.ArrayList;
import java.util.List;

/// Linear algebra, on matrices that are well conditioned.
final class MatrixCases {
    private static final boolean[] BOTH = {false, true};

    private MatrixCases() {}

    static List<OpCase> list() {
        List<OpCase> cases = new ArrayList<>();
        for (boolean lower : BOTH) {
            for (boolean transposed : BOTH) {
                TriangularSolve op = new TriangularSolve(lower, transposed, false);
                solve(cases, op, 3, 2);
                solve(cases, op, 13, 1);
                solve(cases, new TriangularSolve(lower, transposed, true), 3, 1, 2);
            }
        }
        TriangularSolve forward = new TriangularSolve(true, false, false);
        solve(cases, forward, 1, 1);
        solve(cases, forward, 0, 2);
        solve(cases, forward, 2, 0);
        solve(cases, forward, 2, 3, 0);
        solve(cases, forward, 3, 2, 2, 2);
        large(cases, new TriangularSolve(false, true, false), operand(0.01, 0, 65), Operand.of(65, 5));

        matrix(cases, new Lu(), 1, 3);
        matrix(cases, new Lu(), 1, 1);
        matrix(cases, new Lu(), 1, 0);
        matrix(cases, new Lu(), 1, 7);
        matrix(cases, new Lu(), 1, 3, 2);
        matrix(cases, new Lu(), 1, 2, 0);
        large(cases, new Lu(), operand(0.01, 1, 65));
        for (boolean transposed : BOTH) {
            factored(cases, transposed, 3, 2);
            factored(cases, transposed, 1, 1);
            factored(cases, transposed, 0, 1);
            factored(cases, transposed, 5, 0);
        }
        matrix(cases, new Cholesky(), 0, 3);
        matrix(cases, new Cholesky(), 0, 1);
        matrix(cases, new Cholesky(), 0, 0);
        matrix(cases, new Cholesky(), 0, 7);
        matrix(cases, new Cholesky(), 0, 3, 2);
        cases.addAll(TridiagonalCases.list());
        large(cases, new Cholesky(), operand(0.01, 0, 65));
        return cases;
    }

    /// Ones and a little more on the diagonal, `off` at most elsewhere, in a batch; the rows moved down by
    /// `moved`.
    private static Domain dominant(double off, int moved, int n) {
        return (random, size) -> {
            double[] a = new double[size];
            for (int i = 0; i < size; i++) {
                int row = Math.floorMod(i / n % n - moved, n);
                boolean isOn = row == i % n;
                a[i] = (float) (isOn ? random.nextDouble(1, 1.5) : random.nextDouble(-off, off));
            }
            return a;
        };
    }

    private static Operand operand(double off, int moved, int n, int... batch) {
        Shape shape = Shape.of(batch).concat(Shape.of(n, n));
        return Operand.of(shape, dominant(off, moved, n));
    }

    private static double off(int n) {
        return 0.5 / Math.max(1, n);
    }

    private static void solve(List<OpCase> cases, Op op, int n, int k, int... batch) {
        Operand b = Operand.of(Shape.of(batch).concat(Shape.of(n, k)).dims());
        cases.add(OpCase.of(op + " " + n + " " + k + " of " + batch.length, op, operand(off(n), 0, n, batch), b));
    }

    private static void matrix(List<OpCase> cases, Op op, int moved, int n, int... batch) {
        cases.add(OpCase.of(op + " " + n + " of " + batch.length, op, operand(off(n), moved, n, batch)));
    }

    private static void large(List<OpCase> cases, Op op, Operand... operands) {
        cases.add(OpCase.of(op + " large", op, operands).with(Trait.ANOTHER_SIZE));
    }

    /// With a factorisation that is another matrix's: the derivative, which is the implicit function's, follows
    /// from the factorisation that it is given.
    private static void factored(List<OpCase> cases, boolean transposed, int n, int k) {
        double[] permutation = new double[n];
        for (int i = 0; i < n; i++) {
            permutation[i] = (i + 1) % n;
        }
        Solve op = new Solve(transposed);
        cases.add(OpCase.of(
                        op + " " + n + " " + k,
                        op,
                        operand(off(n), 1, n),
                        operand(off(n), 0, n).constant(),
                        Operand.of(INT32, Domain.exactly(permutation), n),
                        Operand.of(n, k))
                .with(Trait.DECREED));
    }
}
