package dev.costate.internal.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.MatrixOp;
import dev.costate.internal.interpret.MatrixKernels;
import dev.costate.internal.rules.Typing;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Matrices for tests, as rows of numbers, and the products that everyone can write down.
final class Matrices {
    /// The unit roundoff of `double`, by which N. J. Higham, "Accuracy and Stability of Numerical Algorithms"
    /// (2nd edition, 2002), bounds errors.
    static final double U = 0x1p-53;

    private Matrices() {}

    /// `gamma_n = n u / (1 - n u)`, the bound of `n` roundings one upon the other (Lemma 3.1).
    static double gamma(int n) {
        return n * U / (1 - n * U);
    }

    /// Normal numbers.
    static double[][] random(int rows, int columns, SplittableRandom random) {
        double[][] a = new double[rows][columns];
        for (double[] row : a) {
            Arrays.setAll(row, _ -> random.nextGaussian());
        }
        return a;
    }

    static double[][] product(double[][] a, double[][] b) {
        int columns = b.length == 0 ? 0 : b[0].length;
        double[][] c = new double[a.length][columns];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < columns; j++) {
                for (int l = 0; l < b.length; l++) {
                    c[i][j] += a[i][l] * b[l][j];
                }
            }
        }
        return c;
    }

    static double[][] transposed(double[][] a) {
        double[][] t = new double[a.length == 0 ? 0 : a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                t[j][i] = a[i][j];
            }
        }
        return t;
    }

    static double[][] abs(double[][] a) {
        return Arrays.stream(a)
                .map(row -> Arrays.stream(row).map(Math::abs).toArray())
                .toArray(double[][]::new);
    }

    /// Fails unless `|a - b| <= factor bound`, element by element.
    static void assertWithin(double[][] a, double[][] b, double factor, double[][] bound) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                assertThat(Math.abs(a[i][j] - b[i][j]))
                        .as("element %s, %s: %s and %s", i, j, a[i][j], b[i][j])
                        .isLessThanOrEqualTo(factor * bound[i][j]);
            }
        }
    }

    static Array array(double[][] a, int columns) {
        double[] all = Arrays.stream(a).flatMapToDouble(Arrays::stream).toArray();
        return Array.wrap(new Type(DType.FLOAT64, Shape.of(a.length, columns)), all);
    }

    static double[][] rows(Array a) {
        double[] all = (double[]) a.storage();
        int columns = a.type().shape().dim(1);
        double[][] rows = new double[a.type().shape().dim(0)][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * columns, (i + 1) * columns));
        return rows;
    }

    static List<Array> apply(MatrixOp op, Array... operands) {
        List<Array> in = List.of(operands);
        return MatrixKernels.evaluate(
                op, in, Typing.infer(op, in.stream().map(Array::type).toList()));
    }
}
