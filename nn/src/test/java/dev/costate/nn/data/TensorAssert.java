package dev.costate.nn.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compares tensors bit by bit.
final class TensorAssert {
    private TensorAssert() {}

    static void same(@Nullable Tensor actual, Tensor expected) {
        assertThat(Objects.requireNonNull(actual, "no tensor").type()).isEqualTo(expected.type());
        assertThat(actual.identical(expected)).as("%s is %s", actual, expected).isTrue();
    }
}
