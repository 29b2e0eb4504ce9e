package dev.costate.ops;

import static dev.costate.Costate.grad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nonlinearities at the places where a composition of simple functions goes wrong.
class ActivationTest {
    /// `softplus = ln(1 + e^x)`, `softplus' = s = 1 / (1 + e^-x)`, `softplus'' = s (1 - s)`.
    @ParameterizedTest
    @ValueSource(doubles = {-800, -40, -1, -1e-9, -0.0, 0, 1e-9, 1, 40, 800})
    void softplusAndItsDerivatives(double x) {
        Fn1<Tensor, Tensor> f = Activation::softplus;
        Tensor at = Tensor.scalar(x);
        double s = 1 / (1 + Math.exp(-x));
        double other = 1 / (1 + Math.exp(x));
        double value = x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
        assertThat(f.apply(at).item()).isEqualTo(value, within(4 * Math.ulp(value)));
        assertThat(grad(f).apply(at).item()).isEqualTo(s, within(4 * Math.ulp(s)));
        assertThat(grad(grad(f)).apply(at).item()).isEqualTo(s * other, within(4 * Math.ulp(s * other)));
    }
}
