package dev.costate;

import static dev.costate.Costate.grad;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Maps in trees: what is made of one can be combined with it.
class TreeOrderTest {
    private static final Tensor ONE = Tensor.scalar(1.0);
    private static final Tensor TWO = Tensor.scalar(2.0);

    @Test
    void anOrderedMapKeepsItsOrder() {
        Map<String, Tensor> weights = new LinkedHashMap<>();
        weights.put("output", ONE);
        weights.put("hidden", TWO);
        Map<String, Tensor> gradient =
                grad((Map<String, Tensor> w) -> Tree.inner(w, w)).apply(weights);
        assertThat(Tree.paths(gradient)).isEqualTo(List.of("[output]", "[hidden]"));
        Map<String, Tensor> step = Tree.map(weights, gradient, (w, dw) -> w.sub(dw.mul(0.25)));
        assertThat(Objects.requireNonNull(step.get("output")).item()).isEqualTo(0.5);
        assertThat(Objects.requireNonNull(step.get("hidden")).item()).isEqualTo(1);
    }

    @Test
    void anUnorderedMapGoesByItsKeys() {
        Map<String, Tensor> weights = new HashMap<>(Map.of("b", ONE, "a", TWO));
        Map<String, Tensor> doubled = Tree.map(weights, w -> w.mul(2));
        assertThat(Tree.paths(doubled)).isEqualTo(List.of("[a]", "[b]"));
        assertThat(Objects.requireNonNull(
                                Tree.map(weights, doubled, Tensor::add).get("b"))
                        .item())
                .isEqualTo(3);
    }
}
