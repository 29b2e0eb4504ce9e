package dev.costate.nn.layer;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.nn.init.Initialisers;
import dev.costate.random.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// The battery that every layer joins by one row: it does and has the gradients of PyTorch's
/// (`layer_goldens.py`), in float64 and float32, compiled or not, and member by member of an ensemble.
class LayersTest {
    private static final Shape X = Shape.of(3, 4);
    private static final Key KEY = Key.of(0);

    /// A layer of the battery.
    ///
    /// @param input the shape of what it takes
    /// @param layer its structure; the values of its weights are replaced
    private record Row(Shape input, Layer layer) {}

    private static Linear linear(int in, int out) {
        return new Linear(KEY, DType.FLOAT64, in, out, Initialisers.torch(), Initialisers.torch());
    }

    /// A layer of a formula.
    private record Formula(Fn1<Tensor, Tensor> f) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return f.apply(x);
        }
    }

    private static final Map<String, Row> LAYERS = Map.ofEntries(
            Map.entry("linear", new Row(X, linear(4, 5))),
            Map.entry(
                    "linearWithoutBias",
                    new Row(X, Linear.withoutBias(KEY, DType.FLOAT64, 4, 5, Initialisers.torch()))),
            Map.entry("layerNorm", new Row(Shape.of(2, 3, 4), new LayerNorm(DType.FLOAT64, 3, 4))),
            Map.entry("groupNorm", new Row(Shape.of(2, 6, 3), new GroupNorm(3, DType.FLOAT64, 6))),
            Map.entry("sequential", new Row(X, Sequential.of(linear(4, 5), Activation.TANH, linear(5, 2)))),
            Map.entry("residual", new Row(X, new Residual<>(linear(4, 4)))),
            Map.entry("relu", new Row(X, Activation.RELU)),
            Map.entry("relu6", new Row(X, new Formula(x -> Activation.RELU6.apply(x.mul(9))))),
            Map.entry("leakyRelu", new Row(X, Activation.LEAKY_RELU)),
            Map.entry("elu", new Row(X, Activation.ELU)),
            Map.entry("selu", new Row(X, Activation.SELU)),
            Map.entry("softplus", new Row(X, Activation.SOFTPLUS)),
            Map.entry("softsign", new Row(X, Activation.SOFTSIGN)),
            Map.entry("silu", new Row(X, Activation.SILU)),
            Map.entry("mish", new Row(X, Activation.MISH)),
            Map.entry("gelu", new Row(X, Activation.GELU)),
            Map.entry("sigmoid", new Row(X, Activation.SIGMOID)),
            Map.entry("hardSigmoid", new Row(X, new Formula(x -> Activation.HARD_SIGMOID.apply(x.mul(4))))),
            Map.entry("tanh", new Row(X, Activation.TANH)));

    private static Tensor wave(DType dtype, Shape shape, double start) {
        var values = new double[shape.size()];
        Arrays.setAll(values, i -> Math.sin(start + 1.7 * i));
        return Tensor.of(values).reshape(shape).to(dtype);
    }

    /// The layer with waves for weights.
    private static Layer layer(DType dtype, Row row, double more) {
        var flat = Tree.flatten(row.layer);
        var leaves = new ArrayList<Tensor>();
        for (var i = 0; i < flat.leaves().size(); i++) {
            leaves.add(wave(dtype, flat.leaves().get(i).shape(), 0.9 + 0.3 * i + more));
        }
        return Tree.unflatten(flat.structure(), leaves);
    }

    /// A layer and what it takes.
    private record Call(Layer layer, Tensor x) {}

    private static Tensor loss(Call call) {
        var y = call.layer.apply(call.x);
        return y.mul(wave(y.dtype(), y.shape(), 2.2)).sum();
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

    @TestFactory
    Stream<DynamicTest> areAsPyTorchs() throws IOException {
        JsonNode goldens;
        try (var in = LayersTest.class.getResourceAsStream("/goldens/layers.json")) {
            goldens = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        assertThat(goldens.propertyNames()).containsExactlyInAnyOrderElementsOf(LAYERS.keySet());
        return LAYERS.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(
                        e.getKey(), () -> check(e.getKey(), e.getValue(), goldens.get(e.getKey()))));
    }

    private static void check(String name, Row row, JsonNode golden) {
        for (var dtype : new DType[] {DType.FLOAT64, DType.FLOAT32}) {
            var tolerance = dtype == DType.FLOAT64 ? 1e-12 : 1e-5;
            var call = new Call(layer(dtype, row, 0), wave(dtype, row.input, 0.4));
            for (var compiled : new boolean[] {false, true}) {
                Fn1<Call, Tensor> apply = c -> c.layer.apply(c.x);
                Fn1<Call, Call> slope = grad(LayersTest::loss);
                var output = compiled ? jit(apply).apply(call) : apply.apply(call);
                var gradient = compiled ? jit(slope).apply(call) : slope.apply(call);
                close(output, golden.get("output"), tolerance, name + ": output");
                close(gradient.x, golden.get("input"), tolerance, name + ": gradient of the input");
                var leaves = Tree.leaves(gradient.layer);
                assertThat(leaves).hasSize(golden.get("parameters").size());
                for (var i = 0; i < leaves.size(); i++) {
                    close(
                            leaves.get(i),
                            golden.get("parameters").get(i),
                            tolerance,
                            name + ": gradient of parameter " + i);
                }
            }
        }
        members(name, row);
    }

    /// Each member of an ensemble has the bits that it has alone.
    private static void members(String name, Row row) {
        var calls = IntStream.range(0, 3)
                .mapToObj(m -> new Call(layer(DType.FLOAT32, row, m), wave(DType.FLOAT32, row.input, 0.4 + m)))
                .toList();
        Fn1<Call, Call> slope = grad(LayersTest::loss);
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

    @Test
    void anEmbeddingIsItsRows() {
        var layer = new Embedding(wave(DType.FLOAT64, Shape.of(5, 3), 0));
        var ids = Tensor.of(4, 0, 4, 2).reshape(2, 2);
        var rows = layer.apply(ids);
        assertThat(rows.shape()).isEqualTo(Shape.of(2, 2, 3));
        assertThat(rows.get(1, 0).identical(layer.weight().get(4))).isTrue();
        // A row read twice has both gradients.
        var gradient = grad((Embedding e) -> e.apply(ids).sum()).apply(layer);
        assertThat(gradient.weight().sum(1).toDoubles()).containsExactly(3, 0, 3, 0, 6);
        assertThatThrownBy(() -> layer.apply(Tensor.of(1.0))).hasMessageContaining("integers");
    }

    @Test
    void dropoutKeepsTheMean() {
        var x = Tensor.ones(200, 300);
        var y = new Dropout(0.25).apply(Key.of(3), x);
        assertThat(y.mean().item()).isCloseTo(1, within(0.02));
        assertThat(y.eq(0).to(DType.FLOAT64).mean().item()).isCloseTo(0.25, within(0.01));
        assertThat(new Dropout(0).apply(Key.of(3), x)).isSameAs(x);
        assertThatThrownBy(() -> new Dropout(1)).hasMessageContaining("rate");
    }

    @Test
    void wrongInputsAreNamed() {
        assertThatThrownBy(() -> linear(4, 5).apply(Tensor.ones(2, 3)))
                .hasMessageContaining("4 inputs")
                .hasMessageContaining("[2,3]");
        assertThatThrownBy(() -> new LayerNorm(4).apply(Tensor.ones(2, 3))).hasMessageContaining("[4]");
        assertThatThrownBy(() -> new GroupNorm(2, 3)).hasMessageContaining("2 groups");
        assertThatThrownBy(() -> new Residual<>(linear(4, 5)).apply(wave(DType.FLOAT64, X, 0)))
                .hasMessageContaining("[3,5]");
    }

    @Test
    void aNetIsATreeOfNamedWeights() {
        var net = Sequential.of(linear(4, 5), Activation.RELU, linear(5, 2));
        assertThat(Tree.paths(net))
                .isEqualTo(List.of("layers[0].weight", "layers[0].bias", "layers[2].weight", "layers[2].bias"));
        assertThat(new Linear(KEY, 4, 5).bias()).isNotEqualTo(Optional.empty());
    }
}
