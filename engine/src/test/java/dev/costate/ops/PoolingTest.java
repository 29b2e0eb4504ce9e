package dev.costate.ops;

import static dev.costate.Costate.grad;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Tensor;
import org.junit.jupiter.api.Test;

/// What pooling makes of ties, NaNs, added and missing places; plain values are compared with PyTorch's in the
/// layers' tests.
class PoolingTest {
    private static final int[] THREE = {3};

    @Test
    void theFirstOfTheLargestHasTheDerivative() {
        Tensor x = Tensor.of(1.0, 5, 5, 2, 5);
        Tensor slopes = grad((Tensor t) -> Pooling.max(t, THREE, Window.over(1))
                        .mul(Tensor.of(1.0, 10, 100))
                        .sum())
                .apply(x);
        assertThat(slopes.toDoubles()).containsExactly(0, 11, 100, 0, 0);
    }

    @Test
    void aNaNIsTheLargestAndAddedPlacesAreTheSmallest() {
        Tensor x = Tensor.of(-3, Double.NaN, -5, -7, -6);
        assertThat(Pooling.max(x, THREE, Window.over(1).stride(2).padding(1)).toDoubles())
                .containsExactly(Double.NaN, Double.NaN, -6);
        Tensor lowest = Tensor.of(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(Pooling.max(lowest, new int[] {2}, Window.over(1)).toDoubles())
                .containsExactly(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aMeanCountsAddedPlacesOrNot() {
        Tensor x = Tensor.of(3.0, 6, 9, 12);
        Window window = Window.over(1).stride(3).padding(1);
        assertThat(Pooling.mean(x, THREE, window, true).toDoubles()).containsExactly(3, 7);
        assertThat(Pooling.mean(x, THREE, window, false).toDoubles()).containsExactly(4.5, 10.5);
    }

    @Test
    void placesAreCutOffByNegativePadding() {
        Tensor x = Tensor.of(1, 2, 3, 4, 5, 6);
        Tensor all = Pooling.windows(x, new int[] {2}, Window.over(1).padding(new int[] {-1}, new int[] {1}), 9);
        assertThat(all.toLongs()).containsExactly(2, 3, 3, 4, 4, 5, 5, 6, 6, 9);
        assertThat(all.dtype()).isEqualTo(DType.INT32);
    }

    @Test
    void withoutAxesNothingChanges() {
        Tensor x = Tensor.of(1.0, 2);
        assertThat(Pooling.max(x, new int[0], Window.over(0)).toDoubles()).containsExactly(1, 2);
        assertThat(Pooling.sum(x, new int[0], Window.over(0)).toDoubles()).containsExactly(1, 2);
    }
}
