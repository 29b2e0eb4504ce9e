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
/// or not, and member by member of an ensemble.
///
/// @param input the shape of what the layer takes
/// @param layer its structure; the values of its weights are replaced
record LayerBattery(Shape input, Layer layer) {
    /// The tests of `layers`, whose goldens are in the resource `name`.
    static Stream<DynamicTest> tests(String name, Map<String, LayerBattery> layers) throws IOException {
        JsonNode goldens;
        try (var in = LayerBattery.class.getResourceAsStream(name)) {
            goldens = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        assertThat(goldens.propertyNames()).containsExactlyInAnyOrderElementsOf(layers.keySet());
        return layers.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(
                        e.getKey(), () -> e.getValue().check(e.getKey(), goldens.get(e.getKey()))));
    }

    /// A constant of a program too, without a conversion in it.
    private static Tensor wave(DType dtype, Shape shape, double start) {
        var values = new double[shape.size()];
        Arrays.setAll(values, i -> Math.sin(start + 1.7 * i));
        if (dtype == DType.FLOAT64) {
            return Tensor.of(values).reshape(shape);
        }
        var rounded = new float[values.length];
        for (var i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return Tensor.of(rounded).reshape(shape);
    }

    /// A layer and what it takes.
    private record Call(Layer layer, Tensor x) {}

    /// With waves for weights and input, those of member `m`.
    private Call call(DType dtype, int m) {
        var flat = Tree.flatten(layer);
        var leaves = new ArrayList<Tensor>();
        for (var i = 0; i < flat.leaves().size(); i++) {
            leaves.add(wave(dtype, flat.leaves().get(i).shape(), 0.9 + 0.3 * i + m));
        }
        return new Call(Tree.unflatten(flat.structure(), leaves), wave(dtype, input, 0.4 + m));
    }

    private static Tensor loss(Call call) {
        var y = call.layer.apply(call.x);
        return y.mul(wave(y.dtype(), y.shape(), 2.2)).sum();
    }

    private void check(String name, JsonNode golden) {
        for (var dtype : new DType[] {DType.FLOAT64, DType.FLOAT32}) {
            var tolerance = dtype == DType.FLOAT64 ? 1e-12 : 2e-5;
            var call = call(dtype, 0);
            for (var compiled : new boolean[] {false, true}) {
                Fn1<Call, Tensor> apply = c -> c.layer.apply(c.x);
                Fn1<Call, Call> slope = grad(LayerBattery::loss);
                var output = compiled ? jit(apply).apply(call) : apply.apply(call);
                var gradient = compiled ? jit(slope).apply(call) : slope.apply(call);
                assertThat(output.shape().dims())
                        .containsExactly(golden.get("shape")
                                .valueStream()
                                .mapToInt(JsonNode::asInt)
                                .toArray());
                close(output, golden.get("output"), tolerance, name + ": output");
                close(gradient.x, golden.get("input"), tolerance, name + ": gradient of the input");
                var leaves = Tree.leaves(gradient.layer);
                assertThat(leaves).hasSize(golden.get("parameters").size());
                for (var i = 0; i < leaves.size(); i++) {
                    var wanted = golden.get("parameters").get(i);
                    close(leaves.get(i), wanted, tolerance, name + ": gradient of parameter " + i);
                }
            }
        }
        members(name);
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

    /// Each member of an ensemble has the bits that it has alone.
    private void members(String name) {
        var calls = IntStream.range(0, 3).mapToObj(m -> call(DType.FLOAT32, m)).toList();
        Fn1<Call, Call> slope = grad(LayerBattery::loss);
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
