package dev.costate.ops;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.random.Key;
import dev.costate.random.Random;
import org.junit.jupiter.api.Test;

class SortingTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final Tensor X = Tensor.of(2, NAN, -0.0, 0, 2, -INF, NAN, INF);

    @Test
    void equalsKeepTheirOrderBothWays() {
        assertThat(X.argSort(0).toInts()).containsExactly(5, 2, 3, 0, 4, 7, 1, 6);
        assertThat(Sorting.argSortDescending(X, 0).toInts()).containsExactly(1, 6, 7, 0, 4, 2, 3, 5);
        assertThat(X.sort(0).toDoubles()).containsExactly(-INF, -0.0, 0.0, 2, 2, INF, NAN, NAN);
        assertThat(Sorting.sortDescending(X, 0).toDoubles()).containsExactly(NAN, NAN, INF, 2, 2, -0.0, 0.0, -INF);
        assertThat(jit((Tensor x) -> x.argSort(0)).apply(X).toInts()).containsExactly(5, 2, 3, 0, 4, 7, 1, 6);
    }

    @Test
    void theFirstOfTheFirstAreTheExtremes() {
        assertThat(Sorting.topK(X, 1, 0).places().toInts()).containsExactly(1);
        assertThat(X.argMax(0).item()).isEqualTo(1);
        assertThat(Sorting.topK(X, 3, 0).values().toDoubles()).containsExactly(NAN, NAN, INF);
        assertThat(Sorting.bottomK(X, 3, 0).values().toDoubles()).containsExactly(-INF, -0.0, 0.0);
        assertThat(Sorting.bottomK(X, 0, -1).values().shape()).isEqualTo(Shape.of(0));
    }

    @Test
    void truthValuesAreSorted() {
        Tensor x = Tensor.of(true, false, true, false);
        assertThat(x.sort(0)).hasToString("bool[4] {false, false, true, true}");
        assertThat(Sorting.topK(x, 3, 0).places().toInts()).containsExactly(0, 2, 1);
    }

    @Test
    void derivativesGoToTheChosen() {
        Tensor weights = Tensor.of(1.0, 10, 100);
        Tensor x = Tensor.of(3.0, 1, 3);
        assertThat(grad((Tensor t) -> t.sort(0).mul(weights).sum()).apply(x).toDoubles())
                .containsExactly(10, 1, 100);
        assertThat(grad((Tensor t) -> Sorting.topK(t, 2, 0).values().square().sum())
                        .apply(x)
                        .toDoubles())
                .containsExactly(6, 0, 6);
        assertThat(grad((Tensor t) -> Sorting.median(t, false))
                        .apply(Tensor.of(4.0, 1, 2, 9))
                        .toDoubles())
                .containsExactly(0.5, 0, 0.5, 0);
        Tensor quarter = grad((Tensor t) -> Sorting.quantile(t, 0.25, false)).apply(Tensor.of(4.0, 1, 2, 9));
        assertThat(quarter.toDoubles()).containsExactly(0, 0.25, 0.75, 0);
    }

    @Test
    void quantilesOfInfinitiesAndOfMoreThanOneAxis() {
        Tensor infinite = Tensor.of(1, INF, INF);
        assertThat(Sorting.quantile(infinite, 0.75, false).item()).isEqualTo(INF);
        assertThat(grad((Tensor t) -> Sorting.quantile(t, 0.75, false))
                        .apply(infinite)
                        .toDoubles())
                .doesNotContain(NAN);
        assertThat(Sorting.median(X, false).item()).isNaN();

        Tensor x = Random.normal(Key.of(3), DType.FLOAT64, Shape.of(3, 4, 5));
        Tensor kept = Sorting.quantile(x, 0.3, true, 0, -1);
        assertThat(kept.shape()).isEqualTo(Shape.of(1, 4, 1));
        Tensor rows = x.transpose(1, 0, 2).reshape(4, 15);
        Tensor each = vmap((Tensor row) -> Sorting.quantile(row, 0.3, false)).apply(rows);
        assertThat(kept.reshape(4).identical(each)).isTrue();
        assertThat(Sorting.median(Tensor.of(1, 2, 4, 8), false)).hasToString("f32[] 3");
        assertThat(Sorting.median(Tensor.scalar(DType.FLOAT64, 3), true)).hasToString("f64[] 3");
    }

    @Test
    void wrongArgumentsAreNamed() {
        assertThatThrownBy(() -> Sorting.topK(X, 9, 0))
                .isInstanceOf(ShapeException.class)
                .hasMessageMatching("topK: 9 elements of axis 0 of f64\\[8\\] at SortingTest.java:\\d+; take 0 to 8");
        assertThatThrownBy(() -> Sorting.bottomK(X, -1, 0)).hasMessageContaining("bottomK: -1 elements");
        assertThatThrownBy(() -> X.sort(1)).hasMessageContaining("sort: f64[8] has no axis 1");
        assertThatThrownBy(() -> Sorting.quantile(X, 1.5, false))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("quantile: q is 1.5");
        assertThatThrownBy(() -> Sorting.quantile(X, NAN, false)).hasMessageContaining("q is NaN");
        assertThatThrownBy(() -> Sorting.median(Tensor.zeros(3, 0), false, 1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("there is no median of nothing");
    }
}
