package dev.costate.nn.layer;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What every layer has to pass: it does and has the gradients of PyTorch's, in float64 and float32, compiled
/// or not, and member by member of an ensemble; and its gradient is that of differences.
public final class Battery {
    private Battery() {}

    /// A layer of the battery.
    ///
    /// @param input the shape of what it takes
    /// @param layer its structure; the values of its weights are replaced by waves
    /// @param apply what it makes of the input
    public record Row<L>(Shape input, L layer, Fn2<L, Tensor, Tensor> apply) {}

    /// A layer of one tensor.
    public static Row<Layer> row(Shape input, Layer layer) {
        return new Row<>(input, layer, Layer::apply);
    }

    /// All elements of these, one after the other.
    public static Tensor flat(Object tree) {
        return Tree.ravel(tree).vector();
    }

    /// `sin(start + 1.7 i)`.
    public static Tensor wave(DType dtype, Shape shape, double start) {
        var values = new double[shape.size()];
        Arrays.setAll(values, i -> Math.sin(start + 1.7 * i));
        return Tensor.of(values).reshape(shape).to(dtype);
    }

    /// A tree with waves for weights, leaf after leaf.
    public static <L> L waves(DType dtype, L layer, double more) {
        var flat = Tree.flatten(layer);
        var leaves = new ArrayList<Tensor>();
        for (var i = 0; i < flat.leaves().size(); i++) {
            leaves.add(wave(dtype, flat.leaves().get(i).shape(), 0.9 + 0.3 * i + more));
        }
        return Tree.unflatten(flat.structure(), leaves);
    }

    /// A layer and what it takes.
    private record Call<L>(L layer, Tensor x) {}

    private static <L> Call<L> call(DType dtype, Row<L> row, double more) {
        return new Call<>(waves(dtype, row.layer, more), wave(dtype, row.input, 0.4 + more));
    }

    private static <L> Fn1<Call<L>, Tensor> loss(Row<L> row) {
        return call -> {
            var y = row.apply.apply(call.layer, call.x);
            return y.mul(wave(y.dtype(), y.shape(), 2.2)).sum();
        };
    }

    /// A test for each row and what PyTorch made of it.
    ///
    /// @param goldens a resource that names the same rows
    public static Stream<DynamicTest> tests(String goldens, Map<String, Row<?>> rows) throws IOException {
        JsonNode all;
        try (var in = Battery.class.getResourceAsStream("/goldens/" + goldens)) {
            all = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        assertThat(all.propertyNames()).containsExactlyInAnyOrderElementsOf(rows.keySet());
        return rows.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(
                        e.getKey(), () -> check(e.getKey(), e.getValue(), all.get(e.getKey()))));
    }

    private static <L> void check(String name, Row<L> row, JsonNode golden) {
        for (var dtype : new DType[] {DType.FLOAT64, DType.FLOAT32}) {
            isAsGolden(name, row, dtype, golden);
        }
        gradientIsThatOfDifferences(name, row);
        membersAreAsAlone(name, row);
    }

    private static <L> void isAsGolden(String name, Row<L> row, DType dtype, JsonNode golden) {
        // A rounding or two of each of the few sums that a layer is made of.
        var tolerance = dtype == DType.FLOAT64 ? 1e-12 : 1e-5;
        var call = call(dtype, row, 0);
        Fn1<Call<L>, Tensor> apply = c -> row.apply.apply(c.layer, c.x);
        Fn1<Call<L>, Call<L>> slope = grad(loss(row));
        for (var compiled : new boolean[] {false, true}) {
            var output = compiled ? jit(apply).apply(call) : apply.apply(call);
            var gradient = compiled ? jit(slope).apply(call) : slope.apply(call);
            assertThat(output.dtype()).isEqualTo(dtype);
            if (golden.has("shape")) {
                assertThat(output.shape().dims()).containsExactly(ints(golden.get("shape")));
            }
            close(output, golden.get("output"), tolerance, name + ": output");
            close(gradient.x, golden.get("input"), tolerance, name + ": gradient of the input");
            var leaves = Tree.leaves(gradient.layer);
            assertThat(leaves).hasSize(golden.get("parameters").size());
            for (var i = 0; i < leaves.size(); i++) {
                close(leaves.get(i), golden.get("parameters").get(i), tolerance, name + ": gradient of parameter " + i);
            }
        }
    }

    private static int[] ints(JsonNode numbers) {
        return numbers.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private static void close(Tensor actual, JsonNode expected, double tolerance, String what) {
        var values = actual.to(DType.FLOAT64).toDoubles();
        assertThat(values).as(what).hasSize(expected.size());
        for (var i = 0; i < values.length; i++) {
            var wanted = expected.get(i).asDouble();
            assertThat(values[i])
                    .as("%s [%d]", what, i)
                    .isCloseTo(wanted, within(tolerance * Math.max(1, Math.abs(wanted))));
        }
    }

    /// Along one direction, in float64, with the truncation and rounding of central differences.
    private static <L> void gradientIsThatOfDifferences(String name, Row<L> row) {
        var step = 1e-5;
        var call = call(DType.FLOAT64, row, 0);
        var direction = Tree.map(call, t -> t.mul(3).cos());
        var loss = jit(loss(row));
        var there = loss.apply(Tree.map(call, direction, (t, d) -> t.add(d.mul(step))))
                .item();
        var here = loss.apply(Tree.map(call, direction, (t, d) -> t.sub(d.mul(step))))
                .item();
        var slope = Tree.inner(grad(loss(row)).apply(call), direction).item();
        assertThat((there - here) / (2 * step))
                .as("%s: difference", name)
                .isCloseTo(slope, within(1e-7 * Math.max(1, Math.abs(slope))));
    }

    /// Each member of an ensemble has the bits that it has alone.
    private static <L> void membersAreAsAlone(String name, Row<L> row) {
        var calls =
                IntStream.range(0, 3).mapToObj(m -> call(DType.FLOAT32, row, m)).toList();
        Fn1<Call<L>, Call<L>> slope = grad(loss(row));
        var together = jit(vmap(slope)).apply(Tree.stack(calls));
        for (var m = 0; m < 3; m++) {
            var alone = Tree.leaves(jit(slope).apply(calls.get(m)));
            var member = Tree.leaves(Tree.member(together, m));
            for (var i = 0; i < alone.size(); i++) {
                assertThat(member.get(i).identical(alone.get(i)))
                        .as("%s: leaf %d of member %d", name, i, m)
                        .isTrue();
            }
        }
    }
}
