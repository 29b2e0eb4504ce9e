package dev.costate.numerics.ode.implicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The coefficients against the conditions that they are made to meet: a digit that is wrong shows here.
class TableauTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-13);

    static List<DiagonallyImplicit> diagonal() {
        return List.of(new BackwardEuler(), new Trapezoid(), new KennedyCarpenter4());
    }

    /// The full matrix of a diagonally implicit method.
    private static double[][] matrix(DiagonalTableau t) {
        int n = t.nodes().length;
        double[][] a = new double[n][n];
        for (int i = 1; i < n; i++) {
            System.arraycopy(t.stages()[i], 0, a[i], 0, i);
            a[i][i] = t.gamma();
        }
        return a;
    }

    private static double[] times(double[][] a, double[] x) {
        double[] y = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            y[i] = dot(a[i], x);
        }
        return y;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] product(double[] a, double[] b) {
        double[] c = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            c[i] = a[i] * b[i];
        }
        return c;
    }

    /// What weights `b` give on the eight trees of up to four nodes, beside what they should:
    /// `theta^r / gamma(tree)`.
    private static void requireOrder(int order, double[][] a, double[] c, double[] b, double theta) {
        double[] one = new double[c.length];
        java.util.Arrays.fill(one, 1);
        double[] c2 = product(c, c);
        double[] ac = times(a, c);
        Object[][] trees = {
            {1, one, 1.0},
            {2, c, 2.0},
            {3, c2, 3.0},
            {3, ac, 6.0},
            {4, product(c, c2), 4.0},
            {4, product(c, ac), 8.0},
            {4, times(a, c2), 12.0},
            {4, times(a, ac), 24.0}
        };
        for (Object[] tree : trees) {
            int nodes = (Integer) tree[0];
            if (nodes <= order) {
                assertThat(dot(b, (double[]) tree[1]))
                        .as("a tree of %s nodes, weight %s", nodes, tree[2])
                        .isCloseTo(Math.pow(theta, nodes) / (Double) tree[2], ROUNDING);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("diagonal")
    void orderConditions(DiagonallyImplicit method) {
        DiagonalTableau t = method.tableau();
        double[][] a = matrix(t);
        double[] result = a[a.length - 1];
        double[] one = new double[result.length];
        java.util.Arrays.fill(one, 1);
        assertThat(times(a, one)).containsExactly(t.nodes(), ROUNDING);
        requireOrder(t.order(), a, t.nodes(), result, 1);
        double[] embedded = new double[result.length];
        for (int i = 0; i < embedded.length; i++) {
            embedded[i] = result[i] - t.error()[i];
        }
        // backward Euler is compared with the trapezoid, whose result is better: its estimate is that of order
        // 1
        requireOrder(t.errorOrder(), a, t.nodes(), embedded, 1);
    }

    @ParameterizedTest
    @MethodSource("diagonal")
    void denseOutput(DiagonallyImplicit method) {
        DiagonalTableau t = method.tableau();
        double[][] a = matrix(t);
        int dense = Math.min(t.order(), 3);
        for (double theta : new double[] {0.25, 0.6, 1}) {
            double[] b = new double[t.nodes().length];
            for (int i = 0; i < b.length; i++) {
                for (int j = t.dense()[i].length - 1; j >= 0; j--) {
                    b[i] = b[i] * theta + t.dense()[i][j];
                }
            }
            requireOrder(dense, a, t.nodes(), b, theta);
            if (theta == 1) {
                assertThat(b).containsExactly(a[a.length - 1], ROUNDING);
            }
        }
    }

    /// The stages of Kennedy and Carpenter's method are of order 2: `sum_j a_ij c_j = c_i^2 / 2`.
    @Test
    void stageOrder() {
        DiagonalTableau t = new KennedyCarpenter4().tableau();
        double[] half = product(t.nodes(), t.nodes());
        for (int i = 0; i < half.length; i++) {
            half[i] /= 2;
        }
        assertThat(times(matrix(t), t.nodes())).containsExactly(half, ROUNDING);
    }

    /// Radau's matrix integrates `1, t, t^2` up to each place, its last line `t^3` and `t^4` too, and in the
    /// coordinates of `T` its inverse is a number beside a pair.
    @Test
    void radau() {
        double[] c = RadauSystem.NODES;
        for (int k = 1; k <= 5; k++) {
            double[] powers = new double[3];
            for (int i = 0; i < 3; i++) {
                powers[i] = Math.pow(c[i], k - 1);
            }
            double[] integrals = times(RadauSystem.A, powers);
            for (int i = k <= 3 ? 0 : 2; i < 3; i++) {
                assertThat(integrals[i]).isCloseTo(Math.pow(c[i], k) / k, ROUNDING);
            }
        }
        double[][] pair = {
            {RadauSystem.GAMMA, 0, 0},
            {0, RadauSystem.ALPHA, RadauSystem.BETA},
            {0, -RadauSystem.BETA, RadauSystem.ALPHA}
        };
        for (int j = 0; j < 3; j++) {
            double[] e = new double[3];
            e[j] = 1;
            // A T pair = T and T T^-1 = 1
            assertThat(times(RadauSystem.A, times(RadauSystem.T, times(pair, e))))
                    .containsExactly(times(RadauSystem.T, e), ROUNDING);
            assertThat(times(RadauSystem.T, times(RadauSystem.INVERSE, e))).containsExactly(e, ROUNDING);
        }
    }

    /// The polynomial of dense output meets `Z_i` at `c_i`.
    @Test
    void radauCollocates() {
        double[][] lines = new Radau5().interpolant();
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                double theta = RadauSystem.NODES[i];
                double weight = 0;
                for (int j = 3; j >= 0; j--) {
                    weight = weight * theta + lines[k + 1][j];
                }
                assertThat(weight).isCloseTo(i == k ? 1 : 0, ROUNDING);
            }
        }
    }
}
