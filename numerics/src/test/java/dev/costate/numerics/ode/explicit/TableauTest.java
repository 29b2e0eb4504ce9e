package dev.costate.numerics.ode.explicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every tableau fulfils the order conditions of all rooted trees up to its order, and not one order more.
class TableauTest {
    /// The coefficients of order 8 are as large as 43, and a condition is a sum of products of up to seven of
    /// them.
    private static final double ROUNDING = 2e-13;

    /// An order that is not had is missed by more than this.
    private static final double MISSED = 1e-6;

    private static final Map<ExplicitRungeKutta, Integer> DENSE_ORDERS = Map.of(
            new Euler(), 1,
            new Heun(), 2,
            new Midpoint(), 2,
            new RungeKutta4(), 3,
            new BogackiShampine3(), 3,
            new Tsitouras5(), 4,
            new DormandPrince5(), 4,
            new DormandPrince8(), 7);

    private static double sum(double[] weights, double[] values) {
        return IntStream.range(0, weights.length)
                .mapToDouble(i -> weights[i] * values[i])
                .sum();
    }

    /// The largest residual of the conditions of one order.
    private static double residual(double[][] stages, double[] weights, int order, double expected) {
        return RootedTree.ofOrder(order).stream()
                .mapToDouble(tree -> Math.abs(sum(weights, tree.weights(stages)) - expected / tree.density()))
                .max()
                .orElseThrow();
    }

    private static void checkOrder(double[][] stages, double[] weights, int order, double theta) {
        for (int p = 1; p <= order; p++) {
            assertThat(residual(stages, weights, p, Math.pow(theta, p)))
                    .as("order %d", p)
                    .isLessThan(ROUNDING);
        }
        assertThat(residual(stages, weights, order + 1, Math.pow(theta, order + 1)))
                .as("order %d is missed", order + 1)
                .isGreaterThan(MISSED);
    }

    private static Stream<DynamicTest> each(java.util.function.Consumer<ExplicitTableau> test) {
        return ExplicitMethods.all().stream()
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> test.accept(m.tableau())));
    }

    @Test
    void thereAreAsManyTreesAsButcherCounted() {
        assertThat(IntStream.rangeClosed(1, 9).map(n -> RootedTree.ofOrder(n).size()))
                .containsExactly(1, 1, 2, 4, 9, 20, 48, 115, 286);
    }

    @TestFactory
    Stream<DynamicTest> theResultHasItsOrder() {
        return each(t -> checkOrder(t.stages(), t.weights(), t.order(), 1));
    }

    @TestFactory
    Stream<DynamicTest> nodesAreSumsOfLines() {
        return each(t -> {
            for (int i = 0; i < t.nodes().length; i++) {
                assertThat(java.util.Arrays.stream(t.stages()[i]).sum()).isCloseTo(t.nodes()[i], within(1e-14));
            }
        });
    }

    /// The formula that the result is compared with has the order of the estimate.
    @TestFactory
    Stream<DynamicTest> theEstimateHasItsOrder() {
        return ExplicitMethods.adaptive().stream()
                .filter(m -> !(m instanceof DormandPrince8))
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    ExplicitTableau t = m.tableau();
                    checkOrder(t.stages(), embedded(t, t.error()), t.errorOrder(), 1);
                }));
    }

    /// The result's weights, for the slope at the end too, less those of the error.
    private static double[] embedded(ExplicitTableau t, double[] error) {
        double[] weights = new double[error.length];
        for (int i = 0; i < error.length; i++) {
            weights[i] = (i < t.weights().length ? t.weights()[i] : 0) - error[i];
        }
        return weights;
    }

    @Test
    void dormandPrince8ComparesWithOrders5And3() {
        ExplicitTableau t = new DormandPrince8().tableau();
        checkOrder(t.stages(), embedded(t, t.error()), 5, 1);
        checkOrder(t.stages(), embedded(t, DormandPrince8.ERROR_3), 3, 1);
    }

    @TestFactory
    Stream<DynamicTest> denseOutputHasItsOrder() {
        return ExplicitMethods.all().stream()
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    ExplicitTableau t = m.tableau();
                    int order = Objects.requireNonNull(DENSE_ORDERS.get(m));
                    for (double theta : new double[] {0.13, 0.5, 0.86}) {
                        checkOrder(t.stages(), dense(t.dense(), t.stages().length, theta), order, theta);
                    }
                    double[] end = dense(t.dense(), t.stages().length, 1);
                    for (int i = 0; i < end.length; i++) {
                        double weight = i < t.weights().length ? t.weights()[i] : 0;
                        assertThat(end[i]).as("at the end, stage %d", i).isCloseTo(weight, within(1e-13));
                    }
                }));
    }

    /// The weights of the stages where a part of the step has passed.
    private static double[] dense(DenseRows dense, int stages, double theta) {
        double[] weights = new double[stages];
        for (int r = 0; r < dense.rows().length; r++) {
            double factor = DenseRows.polynomial(dense.polynomials()[r], theta);
            for (int i = 0; i < dense.rows()[r].length; i++) {
                weights[i] += factor * dense.rows()[r][i];
            }
        }
        return weights;
    }

    @Test
    void theLastStageOfThreePairsIsTheNextStepsFirst() {
        List<String> names = ExplicitMethods.all().stream()
                .filter(m -> m.tableau().firstSameAsLast())
                .map(ExplicitRungeKutta::name)
                .toList();
        assertThat(names).containsExactly("Bogacki-Shampine 3(2)", "Tsitouras 5(4)", "Dormand-Prince 5(4)");
    }

    @Test
    void tableausThatDoNotFitAreRefused() {
        DenseRows none = new DenseRows(new double[0][], new double[0][]);
        double[] two = {0, 1};
        assertThatThrownBy(() -> new ExplicitTableau("odd", 2, 0, two, new double[][] {{}}, two, two, none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("odd: 2 nodes, 1 lines, 2 weights; each stage has a node and a line");
        assertThatThrownBy(() -> new ExplicitTableau("odd", 2, 0, two, new double[][] {{}, {1, 2}}, two, two, none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("odd: line 2 has 2 numbers; expected 1");
        assertThatThrownBy(() -> new DenseRows(new double[1][], new double[0][]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dense output: 1 rows, 0 polynomials");
    }
}
