package dev.costate.internal.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.graph.Graph;
import dev.costate.graph.GraphParser;
import dev.costate.graph.GraphPrinter;
import dev.costate.graph.Verifier;
import org.junit.jupiter.api.Test;

/// The order of chains of products: where it pays, and only there.
class MatrixChainsTest {
    private static final String PRODUCT = "{lhs_batch=[], rhs_batch=[], lhs_contract=[1], rhs_contract=[0]} ";

    private static void assertBecomes(String before, String after) {
        Graph cheaper = MatrixChains.reassociate(GraphParser.parse(before));
        Verifier.verify(cheaper);
        Graph simple = Simplification.simplify(cheaper);
        assertThat(simple).as(GraphPrinter.exact(simple)).isEqualTo(GraphParser.parse(after));
        assertThat(MatrixChains.reassociate(simple)).isEqualTo(simple);
    }

    /// Cormen, Leiserson, Rivest and Stein, "Introduction to Algorithms", section 15.2, has the second example.
    @Test
    void theCheapestOrderIsFound() {
        ProductOrder three = new ProductOrder(new double[] {10, 100, 5, 50});
        assertThat(three.cost()).isEqualTo(7500);
        assertThat(three.split(0, 2)).isEqualTo(1);
        ProductOrder six = new ProductOrder(new double[] {30, 35, 15, 5, 10, 20, 25});
        assertThat(six.cost()).isCloseTo(15125, within(0.0));
        assertThat(six.split(0, 5)).isEqualTo(2);
        assertThat(six.split(0, 2)).isZero();
        assertThat(six.split(3, 5)).isEqualTo(4);
    }

    @Test
    void theSmallerProductComesFirst() {
        String inputs = "graph(%0: f32[100,2], %1: f32[2,500], %2: f32[500,1]) {";
        assertBecomes(
                inputs + "%3: f32[100,500] = dot(%0, %1) " + PRODUCT + "%4: f32[100,1] = dot(%3, %2) " + PRODUCT
                        + "return %4}",
                inputs + "%3: f32[2,1] = dot(%1, %2) " + PRODUCT + "%4: f32[100,1] = dot(%0, %3) " + PRODUCT
                        + "return %4}");
    }

    @Test
    void vectorsAreMatrices() {
        String inputs = "graph(%0: f32[60,70], %1: f32[70,80], %2: f32[80]) {";
        assertBecomes(
                inputs + "%3: f32[60,80] = dot(%0, %1) " + PRODUCT + "%4: f32[60] = dot(%3, %2) " + PRODUCT
                        + "return %4}",
                inputs + "%3: f32[70] = dot(%1, %2) " + PRODUCT + "%4: f32[60] = dot(%0, %3) " + PRODUCT
                        + "return %4}");
    }

    /// `X' (e w')` with an outer product is `(X' e) w'`.
    @Test
    void outerProductsAreProducts() {
        String inputs = "graph(%0: f32[100,20], %1: f32[100], %2: f32[500]) {";
        String outer = "{lhs_batch=[], rhs_batch=[], lhs_contract=[], rhs_contract=[]} ";
        String transposed = "{lhs_batch=[], rhs_batch=[], lhs_contract=[0], rhs_contract=[0]} ";
        assertBecomes(
                inputs + "%3: f32[100,500] = dot(%1, %2) " + outer + "%4: f32[20,500] = dot(%0, %3) " + transposed
                        + "return %4}",
                inputs + "%3: f32[20] = dot(%0, %1) " + transposed + "%4: f32[20,500] = dot(%3, %2) " + outer
                        + "return %4}");
    }

    @Test
    void scalarsAndTransposesBelongToTheChain() {
        String inputs = "graph(%0: f32[], %1: f32[50,60], %2: f32[60,70], %3: f32[1,50]) {";
        assertBecomes(
                inputs + "%4: f32[50,70] = dot(%1, %2) " + PRODUCT
                        + "%5: f32[50,70] = broadcast(%0) {shape=[50,70], axes=[]} %6: f32[50,70] = mul(%4, %5)"
                        + " %7: f32[70,50] = transpose(%6) {permutation=[1,0]}"
                        + " %8: f32[70,1] = dot(%7, %3) {lhs_batch=[], rhs_batch=[], lhs_contract=[1], rhs_contract=[1]}"
                        + " return %8}",
                inputs + "%4: f32[60,1] = dot(%1, %3) {lhs_batch=[], rhs_batch=[], lhs_contract=[0], rhs_contract=[1]}"
                        + " %5: f32[70,1] = dot(%2, %4) {lhs_batch=[], rhs_batch=[], lhs_contract=[0], rhs_contract=[0]}"
                        + " %6: f32[70,1] = broadcast(%0) {shape=[70,1], axes=[]} %7: f32[70,1] = mul(%5, %6)"
                        + " return %7}");
    }

    /// The inner product is needed anyway, so that the outer one alone is what the other order saves.
    @Test
    void aSharedInnerProductIsNoSaving() {
        String inputs = "graph(%0: f32[40,20], %1: f32[20,40], %2: f32[40,3]) {";
        String chain = "%3: f32[40,40] = dot(%0, %1) " + PRODUCT + "%4: f32[40,3] = dot(%3, %2) " + PRODUCT;
        Graph shared = GraphParser.parse(inputs + chain + "%5: f32[40,40] = tanh(%3) return %4, %5}");
        assertThat(MatrixChains.reassociate(shared)).isEqualTo(shared);
        Graph alone = GraphParser.parse(inputs + chain + "return %4}");
        assertThat(MatrixChains.reassociate(alone)).isNotEqualTo(alone);
    }

    /// Two chains share the inner product: each pays only if the other one gives it up too.
    @Test
    void chainsThatShareAnInnerProductGiveItUpTogether() {
        String inputs = "graph(%0: f32[4,2], %1: f32[2,500], %2: f32[500,1], %3: f32[4,1]) {";
        String transposed = "{lhs_batch=[], rhs_batch=[], lhs_contract=[0], rhs_contract=[0]} ";
        assertBecomes(
                inputs + "%4: f32[4,500] = dot(%0, %1) " + PRODUCT + "%5: f32[4,1] = dot(%4, %2) " + PRODUCT
                        + "%6: f32[500,1] = dot(%4, %3) " + transposed + "return %5, %6}",
                inputs + "%4: f32[2,1] = dot(%1, %2) " + PRODUCT + "%5: f32[4,1] = dot(%0, %4) " + PRODUCT
                        + "%6: f32[2,1] = dot(%0, %3) " + transposed + "%7: f32[500,1] = dot(%1, %6) " + transposed
                        + "return %5, %7}");
    }

    @Test
    void smallBatchedAndBalancedChainsStay() {
        String batched = "{lhs_batch=[0], rhs_batch=[0], lhs_contract=[2], rhs_contract=[1]} ";
        for (String text : new String[] {
            "graph(%0: f32[5,2], %1: f32[2,5], %2: f32[5,1]) {%3: f32[5,5] = dot(%0, %1) " + PRODUCT
                    + "%4: f32[5,1] = dot(%3, %2) " + PRODUCT + "return %4}",
            "graph(%0: f32[7,50,2], %1: f32[7,2,50], %2: f32[7,50,1]) {%3: f32[7,50,50] = dot(%0, %1) " + batched
                    + "%4: f32[7,50,1] = dot(%3, %2) " + batched + "return %4}",
            "graph(%0: f32[50,50], %1: f32[50,50], %2: f32[50,50]) {%3: f32[50,50] = dot(%0, %1) " + PRODUCT
                    + "%4: f32[50,50] = dot(%3, %2) " + PRODUCT + "return %4}"
        }) {
            Graph graph = GraphParser.parse(text);
            assertThat(MatrixChains.reassociate(graph)).as(text).isEqualTo(graph);
        }
    }
}
