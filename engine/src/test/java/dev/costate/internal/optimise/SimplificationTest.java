package dev.costate.internal.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Constant;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphParser;
import dev.costate.graph.GraphPrinter;
import dev.costate.graph.UnaryFunction;
import dev.costate.graph.Verifier;
import dev.costate.internal.compile.Compiler;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of small programs; each is written as its lines, `x` and `y` matrices, `p` booleans, `n` integers.
class SimplificationTest {
    private static final String INPUTS =
            "graph(%0 \"x\": f32[2,3], %1 \"y\": f32[2,3], %2 \"p\": bool[2,3], %3 \"n\": i32[2,3]) {";

    private static final String ONE =
            "%4: f32[] = constant() {value=f32[]{1.0}}" + " %5: f32[2,3] = broadcast(%4) {shape=[2,3], axes=[]}";

    private static Graph graph(String lines) {
        return GraphParser.parse(INPUTS + lines + "}");
    }

    private static void assertSimplified(String before, String after) {
        Graph simple = Simplification.simplify(graph(before));
        Verifier.verify(simple);
        assertThat(simple)
                .as("%s became%n%s", before, GraphPrinter.exact(simple))
                .isEqualTo(graph(after));
        assertThat(Simplification.simplify(simple)).isEqualTo(simple);
    }

    private static String constant(String value) {
        return ONE.replace("1.0", value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.0  | mul(%0, %5) | return %0",
                "1.0  | mul(%5, %0) | return %0",
                "1.0  | div(%0, %5) | return %0",
                "1.0  | pow(%0, %5) | return %0",
                "0.0  | sub(%0, %5) | return %0",
                "-0.0 | add(%0, %5) | return %0",
                "-0.0 | add(%5, %0) | return %0",
                "-1.0 | mul(%0, %5) | %4: f32[2,3] = neg(%0) return %4",
            })
    void neutralElementsGo(String value, String operation, String after) {
        assertSimplified(constant(value) + " %6: f32[2,3] = " + operation + " return %6", after);
    }

    /// The matrix that was factored is there for the derivative: what makes it is dead work in a program that runs.
    @Test
    void aMatrixWhoseFactorsAreAtHandIsNotMade() {
        String inputs = "graph(%0 \"d\": f64[3], %1 \"f\": f64[3], %2 \"e\": i32[3], %3 \"b\": f64[3,1]) {";
        String solve = "= tridiagonal_solve(%4, %0, %4, %1, %1, %1, %1, %2, %3)";
        String after = "= tridiagonal_solve(%1, %1, %1, %1, %1, %1, %1, %2, %3)";
        String flags = " {complex=false, adjoint=false}";
        Graph simple = Simplification.simplify(
                GraphParser.parse(inputs + "%4: f64[3] = neg(%0) %5: f64[3,1] " + solve + flags + " return %5}"));
        Verifier.verify(simple);
        assertThat(simple).isEqualTo(GraphParser.parse(inputs + "%4: f64[3,1] " + after + flags + " return %4}"));
    }

    /// `x + 0` is 0 of `-0`, `0 - x` is 0 of 0, `x * 0` is NaN of infinity, and a third is no `f32`.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0  | add(%0, %5)",
                "0.0  | add(%5, %0)",
                "0.0  | sub(%5, %0)",
                "-0.0 | sub(%0, %5)",
                "0.0  | mul(%0, %5)",
                "1.0  | div(%5, %0)",
                "3.0  | div(%0, %5)",
                "0.0  | div(%0, %5)",
                "1.0E-45 | div(%0, %5)",
            })
    void whatWouldChangeBitsStays(String value, String operation) {
        String lines = constant(value) + " %6: f32[2,3] = " + operation + " return %6";
        assertSimplified(lines, lines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "neg(%0) | neg(%4) | return %0",
                "abs(%0) | abs(%4) | %4: f32[2,3] = abs(%0) return %4",
                "neg(%0) | abs(%4) | %4: f32[2,3] = abs(%0) return %4",
                "neg(%0) | add(%1, %4) | %4: f32[2,3] = sub(%1, %0) return %4",
                "neg(%0) | add(%4, %1) | %4: f32[2,3] = sub(%1, %0) return %4",
                "neg(%0) | sub(%1, %4) | %4: f32[2,3] = add(%1, %0) return %4",
                "neg(%0) | mul(%4, %4) | %4: f32[2,3] = mul(%0, %0) return %4",
                "floor(%0) | round(%4) | %4: f32[2,3] = floor(%0) return %4",
                "tap(%0) {label=\"a\"} | stop_gradient(%4) | return %0",
                "neg(%0) | max(%0, %0) | return %0",
                "neg(%0) | select(%2, %4, %4) | %4: f32[2,3] = neg(%0) return %4",
                "convert(%0) {dtype=f32} | neg(%4) | %4: f32[2,3] = neg(%0) return %4",
                "reverse(%0) {axes=[1]} | reverse(%4) {axes=[0,1]} | %4: f32[2,3] = reverse(%0) {axes=[0]} return %4",
                "reverse(%0) {axes=[1]} | reverse(%4) {axes=[1]} | return %0",
            })
    void pairsOfOperationsMerge(String first, String second, String after) {
        assertSimplified("%4: f32[2,3] = " + first + " %5: f32[2,3] = " + second + " return %5", after);
    }

    @Test
    void integersHaveNoSignedZeros() {
        String zero = "%4: i32[] = constant() {value=i32[]{0}} %5: i32[2,3] = broadcast(%4) {shape=[2,3], axes=[]} ";
        assertSimplified(zero + "%6: i32[2,3] = add(%3, %5) return %6", "return %3");
        assertSimplified(zero + "%6: i32[2,3] = shift_left(%3, %5) return %6", "return %3");
        assertSimplified(zero + "%6: i32[2,3] = mul(%3, %5) return %6", zero + "return %5");
    }

    /// A division by a power of two is a product; both are the same number rounded once.
    @Test
    void divisionsByPowersOfTwoAreProducts() {
        assertSimplified(
                constant("4.0") + " %6: f32[2,3] = div(%0, %5) return %6",
                constant("0.25") + " %6: f32[2,3] = mul(%0, %5) return %6");
    }

    @Test
    void knownChoicesAreMade() {
        String yes =
                "%4: bool[] = constant() {value=bool[]{true}} %5: bool[2,3] = broadcast(%4) {shape=[2,3], axes=[]} ";
        assertSimplified(yes + "%6: f32[2,3] = select(%5, %0, %1) return %6", "return %0");
        assertSimplified(yes.replace("true", "false") + "%6: f32[2,3] = select(%5, %0, %1) return %6", "return %1");
        assertSimplified(yes + "%6: bool[2,3] = and(%2, %5) return %6", "return %2");
        assertSimplified(yes + "%6: bool[2,3] = or(%2, %5) return %6", yes + "return %5");
        assertSimplified(
                "%4: bool[2,3] = not(%2) %5: f32[2,3] = select(%4, %0, %1) return %5",
                "%4: f32[2,3] = select(%2, %1, %0) return %4");
        String branches = "branches=[graph(%0: f32[2,3]) {%1: f32[2,3] = neg(%0) return %1},"
                + " graph(%0: f32[2,3]) {%1: f32[2,3] = sin(%0) return %1}]";
        assertSimplified(
                "%4: i32[] = constant() {value=i32[]{7}} %5: f32[2,3] = cond(%4, %0) {" + branches + "} return %5",
                "%4: f32[2,3] = sin(%0) return %4");
    }

    @Test
    void whatIsKnownIsComputed() {
        assertSimplified(
                "%4: f32[2] = constant() {value=f32[2]{1.0, 2.0}} %5: f32[2] = constant() {value=f32[2]{3.0, 5.0}}"
                        + " %6: f32[2] = mul(%4, %5) %7: f32[] = reduce_sum(%6) {axes=[0]} return %6, %7",
                "%4: f32[2] = constant() {value=f32[2]{3.0, 10.0}} %5: f32[] = constant() {value=f32[]{13.0}}"
                        + " return %4, %5");
        assertSimplified(
                "%4: i32[3] = iota() {shape=[3], axis=0, dtype=i32} %5: i32[3] = mul(%4, %4) return %5",
                "%4: i32[3] = constant() {value=i32[3]{0, 1, 4}} return %4");
        assertSimplified(
                "%4: f32[3] = constant() {value=f32[3]{2.0, 2.0, 2.0}} return %4",
                "%4: f32[] = constant() {value=f32[]{2.0}} %5: f32[3] = broadcast(%4) {shape=[3], axes=[]} return %5");
        assertSimplified(
                "%4: f32[2,0] = slice(%0) {starts=[0,0], limits=[2,0], strides=[1,1]} %5: f32[2,0] = sin(%4)"
                        + " return %5",
                "%4: f32[2,0] = constant() {value=f32[2,0]{}} return %4");
    }

    /// A hundred elements are computed where they are needed, unless they are all one.
    @Test
    void largeValuesAreNotComputedAhead() {
        String count = "%4: f32[100] = iota() {shape=[100], axis=0, dtype=f32} %5: f32[100] = sin(%4) return %5";
        assertSimplified(count, count);
        assertSimplified(
                "%4: f32[] = constant() {value=f32[]{4.0}} %5: f32[100] = broadcast(%4) {shape=[100], axes=[]}"
                        + " %6: f32[100] = sqrt(%5) return %6",
                "%4: f32[] = constant() {value=f32[]{2.0}} %5: f32[100] = broadcast(%4) {shape=[100], axes=[]}"
                        + " return %5");
    }

    /// To the bits that compiled code would give, which need not be the interpreter's.
    @Test
    void functionsAreComputedAsCompiledCodeDoes() {
        for (UnaryFunction function : List.of(UnaryFunction.SIN, UnaryFunction.EXP, UnaryFunction.ERF)) {
            for (float x = -3; x < 3; x += 0.1f) {
                Graph known = graph("%4: f32[] = constant() {value=f32[]{" + x + "}} %5: f32[] = " + function.code()
                        + "(%4) return %5");
                Graph asked = GraphParser.parse("graph(%0: f32[]) {%1: f32[] = " + function.code() + "(%0) return %1}");
                Array argument = Array.wrap(Type.scalar(DType.FLOAT32), new float[] {x});
                assertThat(Simplification.simplify(known).nodes().getFirst().op())
                        .as("%s of %s", function, x)
                        .isEqualTo(new Constant(new Compiler()
                                .compile(asked)
                                .run(List.of(argument))
                                .getFirst()));
            }
        }
    }

    @Test
    void repeatedWorkIsDoneOnce() {
        assertSimplified(
                "%4: f32[2,3] = sin(%0) %5: f32[2,3] = sin(%0) %6: f32[2,3] = mul(%4, %1) %7: f32[2,3] = mul(%1, %5)"
                        + " %8: f32[2,3] = sub(%6, %7) %9: f32[2,3] = cos(%1) return %8",
                "%4: f32[2,3] = sin(%0) %5: f32[2,3] = mul(%4, %1) %6: f32[2,3] = sub(%5, %5) return %6");
    }

    @Test
    void layoutsMerge() {
        assertSimplified(
                "%4: f32[3,2] = transpose(%0) {permutation=[1,0]} %5: f32[2,3] = transpose(%4) {permutation=[1,0]}"
                        + " return %5",
                "return %0");
        assertSimplified(
                "%4: f32[6] = reshape(%0) {shape=[6]} %5: f32[3,2] = reshape(%4) {shape=[3,2]} return %5",
                "%4: f32[3,2] = reshape(%0) {shape=[3,2]} return %4");
        assertSimplified(
                "%4: f32[4,2,3] = broadcast(%0) {shape=[4,2,3], axes=[1,2]}"
                        + " %5: f32[4,5,2,3] = broadcast(%4) {shape=[4,5,2,3], axes=[0,2,3]} return %5",
                "%4: f32[4,5,2,3] = broadcast(%0) {shape=[4,5,2,3], axes=[2,3]} return %4");
        assertSimplified(
                "%4: f32[4,2,3] = broadcast(%0) {shape=[4,2,3], axes=[1,2]}"
                        + " %5: f32[3,4,2] = transpose(%4) {permutation=[2,0,1]} return %5",
                "%4: f32[3,2] = transpose(%0) {permutation=[1,0]}"
                        + " %5: f32[3,4,2] = broadcast(%4) {shape=[3,4,2], axes=[0,2]} return %5");
        assertSimplified(
                "%4: f32[2,2] = slice(%0) {starts=[0,0], limits=[2,3], strides=[1,2]}"
                        + " %5: f32[1,1] = slice(%4) {starts=[1,1], limits=[2,2], strides=[1,1]} return %5",
                "%4: f32[1,1] = slice(%0) {starts=[1,2], limits=[2,3], strides=[1,1]} return %4");
        assertSimplified(
                "%4: f32[2,1] = slice(%0) {starts=[0,1], limits=[2,2], strides=[1,1]}"
                        + " %5: f32[2] = reduce_max(%4) {axes=[1]} return %5",
                "%4: f32[2,1] = slice(%0) {starts=[0,1], limits=[2,2], strides=[1,1]}"
                        + " %5: f32[2] = reshape(%4) {shape=[2]} return %5");
    }

    @Test
    void losslessConversionsAreSeenThrough() {
        assertSimplified(
                "%4: f64[2,3] = convert(%0) {dtype=f64} %5: f32[2,3] = convert(%4) {dtype=f32} return %5", "return %0");
        String lossy = "%4: f32[2,3] = convert(%3) {dtype=f32} %5: i32[2,3] = convert(%4) {dtype=i32} return %5";
        assertSimplified(lossy, lossy);
    }

    @Test
    void contractionsTakeTransposesAsAxes() {
        String axes = "lhs_batch=[], rhs_batch=[], lhs_contract=";
        assertSimplified(
                "%4: f32[3,2] = transpose(%0) {permutation=[1,0]} %5: f32[3,2] = transpose(%1) {permutation=[1,0]}"
                        + " %6: f32[3,3] = dot(%4, %1) {" + axes + "[1], rhs_contract=[0]}"
                        + " %7: f32[2,2] = dot(%0, %5) {" + axes + "[1], rhs_contract=[0]} return %6, %7",
                "%4: f32[3,3] = dot(%0, %1) {" + axes + "[0], rhs_contract=[0]}" + " %5: f32[2,2] = dot(%0, %1) {"
                        + axes + "[1], rhs_contract=[1]} return %4, %5");
        String turned = "%4: f32[3,2] = transpose(%0) {permutation=[1,0]}" + " %5: f32[3,2,2,3] = dot(%4, %1) {" + axes
                + "[], rhs_contract=[]} return %5";
        assertSimplified(turned, turned);
    }

    @Test
    void aContractionReadOnlyTransposedIsTurned() {
        String product = "%4: f32[2,2] = dot(%0, %1) {lhs_batch=[], rhs_batch=[], lhs_contract=[1], rhs_contract=[1]}"
                + " %5: f32[2,2] = transpose(%4) {permutation=[1,0]} ";
        String turned = "%4: f32[2,2] = dot(%1, %0) {lhs_batch=[], rhs_batch=[], lhs_contract=[1], rhs_contract=[1]} ";
        assertThat(TransposedProducts.turn(graph(product + "return %5"))).isEqualTo(graph(turned + "return %4"));
        Graph both = graph(product + "return %4, %5");
        assertThat(TransposedProducts.turn(both)).isEqualTo(both);
    }
}
