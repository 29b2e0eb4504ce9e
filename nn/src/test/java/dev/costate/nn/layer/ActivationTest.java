package dev.costate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.Shape;
import dev.costate.Tensor;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Activations: rows of the [Battery] with the goldens of `activation_goldens.py`.
class ActivationTest {
    private static final Map<String, Battery.Row<?>> ACTIVATIONS = Map.ofEntries(
            Map.entry("relu", row(Activation.RELU)),
            Map.entry("relu6", row(Activation.RELU6, 9)),
            Map.entry("leakyRelu", row(Activation.LEAKY_RELU)),
            Map.entry("elu", row(Activation.ELU)),
            Map.entry("selu", row(Activation.SELU)),
            Map.entry("softplus", row(Activation.SOFTPLUS)),
            Map.entry("softsign", row(Activation.SOFTSIGN)),
            Map.entry("silu", row(Activation.SILU)),
            Map.entry("mish", row(Activation.MISH)),
            Map.entry("gelu", row(Activation.GELU)),
            Map.entry("geluTanh", row(Activation.GELU_TANH)),
            Map.entry("sigmoid", row(Activation.SIGMOID)),
            Map.entry("hardSigmoid", row(Activation.HARD_SIGMOID, 4)),
            Map.entry("hardSwish", row(Activation.HARD_SWISH, 4)),
            Map.entry("tanh", row(Activation.TANH)),
            Map.entry("hardTanh", row(Activation.HARD_TANH, 2)),
            Map.entry("tanhShrink", row(Activation.TANH_SHRINK)),
            Map.entry("softShrink", row(Activation.SOFT_SHRINK)),
            Map.entry("hardShrink", row(Activation.HARD_SHRINK)),
            Map.entry("logSigmoid", row(Activation.LOG_SIGMOID)),
            Map.entry("softmax", row(Activation.SOFTMAX)),
            Map.entry("logSoftmax", row(Activation.LOG_SOFTMAX)),
            Map.entry("glu", row(Activation.GLU)),
            Map.entry("celu", row(Activation.CELU)),
            Map.entry("identity", row(Activation.IDENTITY)));

    private static Battery.Row<?> row(Activation f) {
        return row(f, 1);
    }

    /// The activation of inputs that reach so far.
    private static Battery.Row<?> row(Activation f, double scale) {
        return new Battery.Row<>(Shape.of(3, 4), f, (a, x) -> a.apply(x.mul(scale)));
    }

    @TestFactory
    Stream<DynamicTest> areAsPyTorchs() throws IOException {
        return Battery.tests("activations.json", ACTIVATIONS);
    }

    @Test
    void noneIsLeftOut() {
        assertThat(ACTIVATIONS.values().stream().<Object>map(Battery.Row::layer))
                .containsExactlyInAnyOrder((Object[]) Activation.values());
    }

    @Test
    void halvesAreAskedFor() {
        assertThatThrownBy(() -> Activation.GLU.apply(Tensor.ones(2, 3))).hasMessageContaining("[2,3]");
    }
}
