package dev.costate.internal.rules.battery;

import static dev.costate.DType.INT32;

import dev.costate.Shape;
import dev.costate.graph.TridiagonalFactors;
import dev.costate.graph.TridiagonalSolve;
import dev.costate.internal.rules.battery.OpCase.Trait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Tridiagonal systems: matrices with heavy diagonals, and such as have to be factored with exchanges.
final class TridiagonalCases {
    private static final boolean[] BOTH = {false, true};

    private TridiagonalCases() {}

    static List<OpCase> list() {
        List<OpCase> cases = new ArrayList<>();
        for (boolean complex : BOTH) {
            for (double diagonal : new double[] {1, 0.05}) {
                factors(cases, complex, diagonal, 4);
                factors(cases, complex, diagonal, 7, 2);
            }
            factors(cases, complex, 3, 161);
            factors(cases, complex, 1, 1);
            factors(cases, complex, 1, 0);
            factors(cases, complex, 1, 3, 0);
            for (boolean adjoint : BOTH) {
                for (int fromTop : new int[] {0, 1}) {
                    TridiagonalSolve op = new TridiagonalSolve(complex, adjoint);
                    solve(cases, op, fromTop, 4, 1);
                    solve(cases, op, fromTop, 5, 3);
                    solve(cases, op, fromTop, 1, 1);
                    solve(cases, op, fromTop, 2, 2, 2);
                }
                if (complex) {
                    solve(cases, new TridiagonalSolve(true, adjoint), 2, 161, 1);
                }
            }
            solve(cases, new TridiagonalSolve(complex, false), 0, 0, 2);
            solve(cases, new TridiagonalSolve(complex, false), 0, 3, 0);
        }
        return cases;
    }

    /// Bands of a matrix with a heavy or a light diagonal.
    private static List<Operand> bands(boolean complex, double diagonal, int n, int... batch) {
        List<Operand> bands = new ArrayList<>();
        for (int band = 0; band < 3; band++) {
            for (int part = 0; part < (complex ? 2 : 1); part++) {
                boolean isHeavy = band == 1 ? diagonal >= 1 : diagonal < 1;
                double least = isHeavy ? 1 : -0.2;
                double most = isHeavy ? 1.3 : 0.2;
                Domain domain = Domain.between(least, most);
                bands.add(Operand.of(Shape.of(batch).concat(Shape.of(n)), domain));
            }
        }
        return bands;
    }

    /// The factors have no derivative, by decree.
    private static void factors(List<OpCase> cases, boolean complex, double diagonal, int n, int... batch) {
        TridiagonalFactors op = new TridiagonalFactors(complex);
        Operand[] operands = bands(complex, diagonal, n, batch).toArray(Operand[]::new);
        cases.add(OpCase.of(op + " " + n + " of " + batch.length + ", diagonal " + diagonal, op, operands)
                .with(Trait.DECREED));
    }

    /// With the factors of some other matrix: the derivative, which is the implicit function's, follows from those
    /// that it is given.
    ///
    /// @param way 0 from both ends, 1 from the top, 2 in segments
    private static void solve(List<OpCase> cases, TridiagonalSolve op, int way, int n, int k, int... batch) {
        Shape lead = Shape.of(batch);
        List<Operand> operands = new ArrayList<>(bands(op.complex(), 1, n, batch));
        for (Operand factor : bands(op.complex(), 1, n, batch)) {
            operands.add(factor.constant());
        }
        for (int part = 0; part < (op.complex() ? 4 : 1); part++) {
            operands.add(Operand.of(lead.concat(Shape.of(n)), Domain.between(-0.2, 0.2))
                    .constant());
        }
        double[] exchanged = new double[lead.size() * n];
        Arrays.setAll(exchanged, i -> i % n == n - 1 ? way : way * (i % 2));
        operands.add(Operand.of(
                INT32, Domain.exactly(exchanged), lead.concat(Shape.of(n)).dims()));
        for (int part = 0; part < (op.complex() ? 2 : 1); part++) {
            operands.add(Operand.of(lead.concat(Shape.of(n, k)).dims()));
        }
        String name = op + " " + n + " " + k + " of " + batch.length + ", " + way;
        cases.add(OpCase.of(name, op, operands.toArray(Operand[]::new)).with(Trait.DECREED));
    }
}
