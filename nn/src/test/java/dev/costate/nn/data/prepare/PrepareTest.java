package dev.costate.nn.data.prepare;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Polynomials and standardised columns are scikit-learn's; the numbers are those of `prepare_goldens.py`.
class PrepareTest {
    private JsonNode goldens;

    @BeforeEach
    void readGoldens() throws IOException {
        try (var in = PrepareTest.class.getResourceAsStream("/goldens/data/prepare.json")) {
            goldens = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
    }

    private static Tensor wave(int... dims) {
        var values = new double[Shape.of(dims).size()];
        Arrays.setAll(values, i -> 2 * Math.sin(0.3 + 1.7 * i));
        return Tensor.of(values).reshape(dims);
    }

    private static void close(Tensor actual, JsonNode expected, double tolerance) {
        var values = actual.to(DType.FLOAT64).toDoubles();
        assertThat(values).hasSize(expected.size());
        for (var i = 0; i < values.length; i++) {
            var wanted = expected.get(i).asDouble();
            assertThat(values[i]).as("[%d]", i).isCloseTo(wanted, within(tolerance * Math.max(1, Math.abs(wanted))));
        }
    }

    @Test
    void polynomialsAreScikitLearns() {
        for (var golden : goldens.get("polynomials")) {
            var inputs = golden.get("inputs").asInt();
            var features = new PolynomialFeatures(
                    inputs,
                    golden.get("least").asInt(),
                    golden.get("degree").asInt(),
                    golden.get("interactionOnly").asBoolean(),
                    golden.get("bias").asBoolean());
            var names = IntStream.range(0, inputs).mapToObj(i -> "x" + i).toList();
            assertThat(features.names(names))
                    .isEqualTo(golden.get("names")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList());
            var x = wave(2, inputs);
            close(features.apply(x), golden.get("values"), 1e-14);
            close(features.apply(x.to(DType.FLOAT32)), golden.get("values"), 1e-6);
            Fn1<Tensor, Tensor> apply = features::apply;
            close(jit(apply).apply(x), golden.get("values"), 1e-14);
            assertThat(features.apply(x.reshape(2, 1, inputs)).shape())
                    .isEqualTo(Shape.of(2, 1, golden.get("names").size()));
        }
    }

    @Test
    void polynomialsHaveDerivatives() {
        // 1 + a + b + a^2 + ab + b^2 by a: 1 + 2a + b
        Fn1<Tensor, Tensor> sum = x -> PolynomialFeatures.of(2, 2).apply(x).sum();
        assertThat(grad(sum).apply(Tensor.of(3.0, 10.0)).toDoubles()).containsExactly(17, 24);
    }

    @Test
    void polynomialsRefuseWhatMakesNoFeatures() {
        assertThatThrownBy(() -> PolynomialFeatures.of(0, 2)).hasMessageContaining("0 inputs");
        assertThatThrownBy(() -> PolynomialFeatures.of(1000, 1000)).hasMessageContaining("over 2^20");
        assertThatThrownBy(() -> new PolynomialFeatures(2, 3, 2, false, true)).hasMessageContaining("from 3 to 2");
        assertThatThrownBy(() -> new PolynomialFeatures(2, 3, 3, true, false)).hasMessageContaining("no features");
        assertThatThrownBy(() -> PolynomialFeatures.of(2, 2).apply(wave(2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("f64[2,3]; expected floating [..., 2]");
        assertThatThrownBy(() -> PolynomialFeatures.of(2, 2).names(List.of("a")))
                .hasMessageContaining("1 names");
    }

    /// A column of 0.1, whose mean is not exact, one of zeros, and one far from zero.
    private static Tensor columns() {
        var x = (double[][]) wave(7, 4).toArray();
        for (var row : x) {
            row[1] = 0.1;
            row[2] = 0;
            row[3] += 1e6;
        }
        return Tensor.of(x);
    }

    @Test
    void standardisedColumnsAreScikitLearns() {
        var golden = goldens.get("standardised");
        var fitted = Standardise.fit(columns());
        close(fitted.mean(), golden.get("mean"), 1e-15);
        // the column about 1e6 has lost six of its digits
        close(fitted.deviation(), golden.get("deviation"), 1e-9);
        close(fitted.apply(columns()), golden.get("values"), 1e-9);
        assertThat(fitted.deviation().get("1:3").toDoubles()).containsExactly(1, 1);
        assertThat(fitted.invert(fitted.apply(columns())).allClose(columns(), 1e-15, 1e-15))
                .isTrue();
        Fn1<Tensor, Standardise> fit = Standardise::fit;
        assertThat(jit(fit).apply(columns()).deviation().allClose(fitted.deviation(), 1e-9, 0))
                .isTrue();
        assertThat(Tree.paths(fitted)).containsExactly("mean", "deviation");
    }

    @Test
    void standardiseWantsAMatrix() {
        for (var x : List.of(wave(3), Tensor.of(new int[][] {{1}}), Tensor.zeros(0, 3))) {
            assertThatThrownBy(() -> Standardise.fit(x))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(x.type().toString());
        }
        assertThat(Standardise.fit(Tensor.of(new float[][] {{0.1f}, {0.1f}, {0.1f}}))
                        .deviation()
                        .item())
                .isEqualTo(1);
    }
}
