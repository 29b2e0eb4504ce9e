package dev.costate.nn.state;

import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.nn.attention.MultiHeadAttention;
import dev.costate.nn.data.Safetensors;
import dev.costate.nn.init.Initialisers;
import dev.costate.nn.layer.Activation;
import dev.costate.nn.layer.Embedding;
import dev.costate.nn.layer.FrozenBatchNorm;
import dev.costate.nn.layer.GroupNorm;
import dev.costate.nn.layer.LayerNorm;
import dev.costate.nn.layer.Linear;
import dev.costate.nn.layer.PRelu;
import dev.costate.nn.layer.RmsNorm;
import dev.costate.nn.layer.Sequential;
import dev.costate.nn.recurrent.Gru;
import dev.costate.nn.recurrent.GruCell;
import dev.costate.nn.recurrent.Lstm;
import dev.costate.nn.recurrent.LstmCell;
import dev.costate.nn.recurrent.Rnn;
import dev.costate.nn.recurrent.Stacking;
import dev.costate.ops.Layout;
import dev.costate.random.Key;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/// Nets that PyTorch trained do here what they do there, and have the names that they have there; the files
/// are those of `state_dict_goldens.py`.
class StateDictTest {
    private static final Key KEY = Key.of(0);

    /// The script's classifier of sequences.
    private record Classifier(Lstm lstm, Linear lastLayer) {
        static Classifier fresh() {
            return new Classifier(new Lstm(KEY, Stacking.of(3, 5).layers(2).bothWays()), new Linear(KEY, 10, 2));
        }

        Tensor apply(Tensor x) {
            var h = lstm.apply(x).last().h();
            return lastLayer.apply(Layout.concat(List.of(h.get(2), h.get(3)), -1));
        }
    }

    private static Sequential mlp() {
        return Sequential.of(new Linear(KEY, 2, 16), new FrozenBatchNorm(16), Activation.RELU, new Linear(KEY, 16, 2));
    }

    private static final Map<String, Object> LAYERS = Map.ofEntries(
            Map.entry("linear", new Linear(KEY, 2, 3)),
            Map.entry("embedding", new Embedding(KEY, 4, 3).withPadding(1)),
            Map.entry("layerNorm", new LayerNorm(3, 4)),
            Map.entry("groupNorm", new GroupNorm(2, 4)),
            Map.entry("rmsNorm", new RmsNorm(4)),
            Map.entry("prelu", new PRelu(3)),
            Map.entry("batchNorm", new FrozenBatchNorm(3)),
            Map.entry(
                    "nested",
                    Sequential.of(
                            Sequential.of(Activation.TANH, new Linear(KEY, 2, 3)),
                            Linear.withoutBias(KEY, DType.FLOAT32, 3, 1, Initialisers.torch()))),
            Map.entry("rnn", new Rnn(KEY, 2, 3)),
            Map.entry("gru", new Gru(KEY, Stacking.of(2, 3).layers(2).withoutBias())),
            Map.entry("lstm", new Lstm(KEY, Stacking.of(2, 3).layers(2).bothWays())),
            Map.entry("lstmCell", new LstmCell(KEY, 2, 3)),
            Map.entry("gruCell", new GruCell(KEY, 2, 3)),
            Map.entry("attention", new MultiHeadAttention(KEY, 4, 2)));

    private static Path golden(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(StateDictTest.class.getResource("/goldens/state/" + name))
                .toURI());
    }

    private static <N> void doesAsPyTorchs(String name, N fresh, Fn1<N, Fn1<Tensor, Tensor>> apply, Path folder)
            throws IOException, URISyntaxException {
        var net = StateDict.load(fresh, Safetensors.read(golden(name + ".safetensors")));
        var io = Safetensors.read(golden(name + "_io.safetensors"));
        var x = Objects.requireNonNull(io.get("input"));
        var expected = Objects.requireNonNull(io.get("output"));
        var output = jit((N n, Tensor t) -> apply.apply(n).apply(t)).apply(net, x);
        assertThat(output.allClose(expected, 1e-6, 1e-6))
                .as("%s: %s instead of %s", name, output, expected)
                .isTrue();

        // and back, bit by bit
        var file = folder.resolve(name + ".safetensors");
        Safetensors.write(file, StateDict.of(net));
        var again = StateDict.load(fresh, Safetensors.read(file));
        for (var i = 0; i < Tree.leaves(net).size(); i++) {
            assertThat(Tree.leaves(again).get(i).identical(Tree.leaves(net).get(i)))
                    .isTrue();
        }
    }

    @Test
    void netsOfPyTorchDoTheSameHere(@TempDir Path folder) throws IOException, URISyntaxException {
        doesAsPyTorchs("classifier", Classifier.fresh(), net -> net::apply, folder);
        doesAsPyTorchs("mlp", mlp(), net -> net::apply, folder);
    }

    @Test
    void namesAndShapesArePyTorchs() throws IOException, URISyntaxException {
        var goldens = new ObjectMapper().readTree(golden("names.json").toFile());
        assertThat(goldens.propertyNames()).containsExactlyInAnyOrderElementsOf(LAYERS.keySet());
        LAYERS.forEach((name, layer) -> {
            var state = StateDict.of(layer);
            var expected = goldens.get(name);
            assertThat(state.keySet()).as(name).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
            state.forEach((key, tensor) -> {
                var dims =
                        expected.get(key).valueStream().mapToInt(d -> d.asInt()).toArray();
                assertThat(tensor.shape().dims()).as("%s: %s", name, key).containsExactly(dims);
            });
        });
    }

    /// All kinds of trees.
    private record Tower(
            List<Linear> blocks,
            Map<String, Tensor> byName,
            Optional<Tensor> posEmbed2D,
            @StateName("gamma") Tensor scale,
            @StateName("*") Linear own,
            double rate) {}

    private static Tower tower() {
        var linear = new Linear(KEY, 1, 1);
        var one = Tensor.ones(1);
        SequencedMap<String, Tensor> map = new LinkedHashMap<>(Map.of("any *", one));
        return new Tower(List.of(linear, linear), map, Optional.of(one), one, linear, 0.5);
    }

    @Test
    void namesComeFromComponentsListsKeysAndPatterns() {
        assertThat(StateDict.of(tower()).keySet())
                .containsExactly(
                        "blocks.0.weight",
                        "blocks.0.bias",
                        "blocks.1.weight",
                        "blocks.1.bias",
                        "by_name.any *",
                        "pos_embed2_d",
                        "gamma",
                        "weight",
                        "bias");
        assertThat(StateDict.of(Tensor.ones(1)).keySet()).containsExactly("");
    }

    private record Clash(Tensor weight, @StateName("*") Linear inner) {}

    private record NoList(@StateName("*_#") Tensor weight) {}

    @Test
    void whatDoesNotFitIsNamedAltogether() {
        var linear = new Linear(KEY, 2, 3);
        var tensors = new LinkedHashMap<>(StateDict.of(new Classifier(new Lstm(KEY, 3, 5), linear)));
        tensors.remove("lstm.weight_hh_l0");
        tensors.put("lstm.bias_ih_l0", Tensor.ones(7));
        tensors.put("last_layer.bias", Tensor.of(1.0, 2.0, 3.0));
        tensors.put("head.weight", Tensor.ones(1));
        var like = new Classifier(new Lstm(KEY, 3, 5), linear);
        assertThatThrownBy(() -> StateDict.load(like, tensors))
                .hasMessage(
                        "state dict: the tensors do not fit a Classifier: missing are lstm.weight_hh_l0; not expected"
                                + " are head.weight; lstm.bias_ih_l0 is f32[7], not f32[20]; last_layer.bias is f64[3], not f32[3];"
                                + " build it with the same layers, sizes and dtypes, or rename and convert the tensors");
        assertThatThrownBy(() -> StateDict.of(new Clash(Tensor.ones(1), linear)))
                .hasMessageContaining("the name weight, weight and inner.weight");
        assertThatThrownBy(() -> StateDict.of(new NoList(Tensor.ones(1)))).hasMessageContaining("no list");
    }
}
