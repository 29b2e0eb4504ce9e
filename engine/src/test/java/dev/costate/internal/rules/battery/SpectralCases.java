package dev.costate.internal.rules.battery;

import dev.costate.Shape;
import dev.costate.graph.Op;
import dev.costate.graph.Qr;
import dev.costate.graph.Svd;
import dev.costate.graph.SymmetricEigen;
import dev.costate.internal.rules.battery.OpCase.Trait;
import java.util.ArrayList;
import java.util.List;

/// Orthogonal factorisations, of matrices whose eigenvalues and singular values lie apart.
final class SpectralCases {
    private SpectralCases() {}

    static List<OpCase> list() {
        List<OpCase> cases = new ArrayList<>();
        for (int[] dims : new int[][] {{3, 3}, {5, 2}, {2, 4}, {1, 1}, {3, 0}, {0, 2}, {0, 0}, {4, 2, 2}, {2, 0, 2}}) {
            add(cases, new Qr(), dims);
            add(cases, new Svd(), dims);
        }
        for (int[] dims : new int[][] {{3, 3}, {1, 1}, {0, 0}, {5, 5}, {3, 2, 2}}) {
            add(cases, new SymmetricEigen(), dims);
        }
        Operand large = Operand.of(Shape.of(40, 35), stairs(0.1 / 40, 40, 35));
        cases.add(OpCase.of("qr large", new Qr(), large).with(Trait.ANOTHER_SIZE));
        return cases;
    }

    private static void add(List<OpCase> cases, Op op, int... dims) {
        int rows = dims[dims.length - 2];
        int columns = dims[dims.length - 1];
        Operand a = Operand.of(Shape.of(dims), stairs(0.2 / 3, rows, columns));
        cases.add(OpCase.of(op.name() + " of " + (dims.length - 2), op, a));
    }

    /// About 1, 2, 3, ... down the diagonal, `off` at most elsewhere, in a batch: in each vector one element is much
    /// larger than the others.
    private static Domain stairs(double off, int rows, int columns) {
        return (random, size) -> {
            double[] a = new double[size];
            for (int i = 0; i < size; i++) {
                int row = i / columns % rows;
                boolean isOn = row == i % columns;
                a[i] = (float) (isOn ? row + 1 + random.nextDouble(0, 0.25) : random.nextDouble(-off, off));
            }
            return a;
        };
    }
}
