package dev.costate.internal.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.NonFiniteException;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Convert;
import dev.costate.graph.CumulativeSum;
import dev.costate.graph.Dot;
import dev.costate.graph.Op;
import dev.costate.graph.Origin;
import dev.costate.graph.Reduce;
import dev.costate.graph.Reduction;
import dev.costate.graph.ScatterAdd;
import dev.costate.graph.Select;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import dev.costate.internal.rules.Typing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What counts as a finding, and what it says of single operations; [NonFinitePlaceTest] has loops and batches.
class NonFiniteSearchTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final Origin LINE = Origin.of("Net.java", 12);

    private static void finds(String message, Op op, Array... operands) {
        assertThatThrownBy(() -> search(op, operands))
                .isInstanceOf(NonFiniteException.class)
                .hasMessage(message);
    }

    private static void passes(Op op, Array... operands) {
        assertThatCode(() -> search(op, operands)).doesNotThrowAnyException();
    }

    private static List<Array> search(Op op, Array... operands) {
        List<Type> results =
                Typing.infer(op, Arrays.stream(operands).map(Array::type).toList());
        return NonFiniteSearch.during(() -> Interpreter.evaluate(op, List.of(operands), results, LINE));
    }

    private static Unary unary(UnaryFunction function) {
        return new Unary(function);
    }

    private static Binary binary(BinaryFunction function) {
        return new Binary(function);
    }

    private static Array f32(double... elements) {
        return Values.vector(DType.FLOAT32, elements);
    }

    private static Array f64(double... elements) {
        return Values.vector(DType.FLOAT64, elements);
    }

    @Test
    void namesOperationLineElementAndOperands() {
        finds(
                "log: makes -Infinity of finite inputs at Net.java:12, element [1,2]: operand x = 0.0;"
                        + " guard it, for example with log(max(x, tiny)) or select",
                unary(UnaryFunction.LOG),
                Values.array(DType.FLOAT32, Shape.of(2, 3), 1, 2, 3, 4, 5, 0));
        finds(
                "div: makes NaN of finite inputs at Net.java:12, element [1]: operand a = 0.0, operand b = -0.0;"
                        + " guard the divisor, for example with select(b == 0, 1, b)",
                binary(BinaryFunction.DIV),
                f64(1, 0),
                f64(2, -0.0));
        finds(
                "sqrt: makes NaN of finite inputs at Net.java:12: operand x = -0.1;"
                        + " guard it, for example with sqrt(max(x, 0)) or select",
                unary(UnaryFunction.SQRT),
                Values.scalar(DType.FLOAT32, -0.1));
        finds(
                "exp: makes Infinity of finite inputs at Net.java:12, element [0]: operand x = 89.0;"
                        + " bound it, for example with exp(min(x, bound)), or subtract the largest x",
                unary(UnaryFunction.EXP),
                f32(89));
        finds(
                "pow: makes NaN of finite inputs at Net.java:12, element [0]: operand a = -2.0, operand b = 0.5;"
                        + " guard the base, for example with max(a, tiny), or bound the exponent",
                binary(BinaryFunction.POW),
                f64(-2),
                f64(0.5));
        finds(
                "mul: makes -Infinity of finite inputs at Net.java:12, element [0]: operand a = -1.0E200,"
                        + " operand b = 1.0E200; the result is beyond the largest f64; scale the operands",
                binary(BinaryFunction.MUL),
                f64(-1e200),
                f64(1e200));
        finds(
                "convert: makes Infinity of finite inputs at Net.java:12, element [1]: operand x = 1.0E39;"
                        + " the result is beyond the largest f32; scale the operands, or compute in f64",
                new Convert(DType.FLOAT32),
                f64(1, 1e39));
    }

    @Test
    void summarisesWhatASumIsMadeOf() {
        String cure = "; the result is beyond the largest f32; scale the operands, or compute in f64";
        finds(
                "reduce_sum: makes Infinity of finite inputs at Net.java:12, element [1]:"
                        + " operand x has 2 elements there, from 1.0E38 to 3.0E38" + cure,
                new Reduce(Reduction.SUM, Axes.of(0)),
                Values.array(DType.FLOAT32, Shape.of(2, 2), 1, 3e38, 2, 1e38));
        finds(
                "cumulative_sum: makes Infinity of finite inputs at Net.java:12, element [0,1]:"
                        + " operand x has 2 elements there, from 2.0E38 to 3.0E38" + cure,
                new CumulativeSum(1, false),
                Values.array(DType.FLOAT32, Shape.of(1, 3), 2e38, 3e38, -3e38));
        finds(
                "cumulative_sum: makes Infinity of finite inputs at Net.java:12, element [0]:"
                        + " operand x has 3 elements there, from 1.0 to 3.0E38" + cure,
                new CumulativeSum(0, true),
                f32(1, 3e38, 3e38));
        finds(
                "dot: makes Infinity of finite inputs at Net.java:12, element [1,0]:"
                        + " operand a has 2 elements there, from 1.0 to 1.0E20,"
                        + " operand b has 2 elements there, from 5.0 to 1.0E20" + cure,
                new Dot(Axes.of(), Axes.of(), Axes.of(0), Axes.of(1)),
                Values.array(DType.FLOAT32, Shape.of(2, 2), 0, 1, 0, 1e20),
                Values.array(DType.FLOAT32, Shape.of(1, 2), 5, 1e20));
        finds(
                "scatter_add: makes Infinity of finite inputs at Net.java:12, element [1]:"
                        + " operand x = 3.0E38, updates = 2.0E38" + cure,
                new ScatterAdd(0, Axes.of(0)),
                f32(0, 3e38),
                Values.array(DType.INT32, Shape.of(1, 1), 1),
                Values.array(DType.FLOAT32, Shape.of(1, 1), 2e38));
        finds(
                "reduce_max: makes -Infinity of finite inputs at Net.java:12, element [0]:"
                        + " operand x has no elements there; the maximum of no elements is -Infinity; check the shape",
                new Reduce(Reduction.MAX, Axes.of(1)),
                Array.zeros(Type.of(DType.FLOAT64, 1, 0)));
    }

    @Test
    void everyPlaceOfASumIsSearched() {
        // A contraction over two axes beside a batch axis: of member 1, column 1 overflows.
        Array a = Values.array(DType.FLOAT32, Shape.of(2, 2, 2), 0, 0, 0, 0, 4, 5, 1e30, 1e30);
        Array b = Values.array(
                DType.FLOAT32, Shape.of(2, 2, 2, 2), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1e30, 2, -3e30);
        finds(
                "dot: makes -Infinity of finite inputs at Net.java:12, element [1,1]:"
                        + " operand a has 4 elements there, from 4.0 to 1.0E30,"
                        + " operand b has 4 elements there, from -3.0E30 to 1.0E30;"
                        + " the result is beyond the largest f32; scale the operands, or compute in f64",
                new Dot(Axes.of(0), Axes.of(0), Axes.of(1, 2), Axes.of(1, 2)),
                a,
                b);
    }

    @Test
    void whatWasGivenIsNoFinding() {
        passes(unary(UnaryFunction.LOG), f64(NAN, INF, 2));
        passes(binary(BinaryFunction.ADD), f64(-INF, NAN, 1), f64(1, 2, 3));
        passes(binary(BinaryFunction.SUB), f64(INF), f64(INF));
        passes(new Reduce(Reduction.SUM, Axes.of(0)), f64(1, -INF));
        passes(new Reduce(Reduction.MAX, Axes.of(0)), f64(-INF, -INF));
        passes(new CumulativeSum(0, false), f64(1, -INF, 2));
        passes(new Convert(DType.FLOAT32), f64(INF));
        passes(new Select(), Values.booleans(true), f64(INF), f64(0));
        passes(new Dot(Axes.of(), Axes.of(), Axes.of(0), Axes.of(0)), f64(0, 1), f64(INF, 2));
        passes(binary(BinaryFunction.DIV), Values.ints(1), Values.ints(0));
        passes(unary(UnaryFunction.EXP), f64(-INF, -1e300));
    }

    // The elements beside an infinite mask are searched as if it were not there.
    @Test
    void anInfinityElsewhereHidesNothing() {
        assertThatThrownBy(() -> search(unary(UnaryFunction.LOG), f64(INF, NAN, 0)))
                .hasMessageContaining("element [2]: operand x = 0.0");
        assertThatThrownBy(() -> search(
                        new Reduce(Reduction.SUM, Axes.of(1)),
                        Values.array(DType.FLOAT64, Shape.of(2, 2), -INF, 1, 1.5e308, 1.6e308)))
                .hasMessageContaining("element [1]: operand x has 2 elements there, from 1.5E308 to 1.6E308");
        assertThatThrownBy(() -> search(new CumulativeSum(0, false), f64(1.5e308, 1.5e308, INF)))
                .hasMessageContaining("element [1]");
        assertThatThrownBy(() -> search(
                        new Dot(Axes.of(), Axes.of(), Axes.of(1), Axes.of(0)),
                        Values.array(DType.FLOAT64, Shape.of(2, 1), INF, 1e200),
                        Values.array(DType.FLOAT64, Shape.of(1, 1), 1e200)))
                .hasMessageContaining("element [1,0]");
    }

    @Test
    void itIsOnInsideItsScopeAndOnItsThreadOnly() {
        Op log = unary(UnaryFunction.LOG);
        assertThat(NonFiniteSearch.isOn()).isFalse();
        assertThat(Values.evaluate(log, f64(0))).isEqualTo(f64(-INF));
        boolean elsewhere = NonFiniteSearch.during(
                () -> CompletableFuture.supplyAsync(NonFiniteSearch::isOn).join());
        assertThat(elsewhere).isFalse();
        assertThat(NonFiniteSearch.<Boolean>during(() -> NonFiniteSearch.during(NonFiniteSearch::isOn)))
                .isTrue();
        assertThatThrownBy(() -> search(log, f64(0))).isInstanceOf(NonFiniteException.class);
        assertThat(NonFiniteSearch.isOn()).isFalse();
    }

    /// Started in a process of its own by the test below.
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            try {
                Values.evaluate(unary(UnaryFunction.LOG), f64(0));
                System.out.print("nothing found");
            } catch (NonFiniteException e) {
                System.out.print(e.getMessage());
            }
        }
    }

    @Test
    void thePropertyTurnsItOnForTheProcess() throws IOException, InterruptedException {
        assertThat(runWith("-Dcostate.findNonFinite=true"))
                .startsWith("log: makes -Infinity of finite inputs, element [0]: operand x = 0.0");
        assertThat(runWith("-Dcostate.findNonFinite=false")).isEqualTo("nothing found");
    }

    private static String runWith(String property) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, property, "-cp", System.getProperty("java.class.path"), Main.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
