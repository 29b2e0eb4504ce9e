package dev.costate.ops;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static dev.costate.Index.all;
import static dev.costate.Index.mask;
import static dev.costate.Index.places;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.random.Key;
import dev.costate.random.Random;
import org.junit.jupiter.api.Test;

/// `x.at(places).set(v)` where places recur: the last value counts, however many there are and whether they are known.
class AssignmentTest {
    private static final Key KEY = Key.of(4);

    @Test
    void theLastOfSeveralValuesForAPlaceCounts() {
        for (int n : new int[] {0, 1, 2, 5, 31, 32, 33, 64, 100, 1000}) {
            Tensor x = Tensor.zeros(17);
            Tensor at = Random.integers(KEY.foldIn(n), DType.INT32, Shape.of(n), -17, 17);
            Tensor v = Creation.arange(DType.FLOAT32, n).add(1);
            float[] expected = new float[17];
            int[] index = at.toInts();
            for (int i = 0; i < n; i++) {
                expected[Math.floorMod(index[i], 17)] = i + 1;
            }
            assertThat(x.at(places(at)).set(v).toFloats()).as("n = " + n).isEqualTo(expected);
            var compiled = jit((Tensor a, Tensor b) -> x.at(places(a)).set(b));
            assertThat(compiled.apply(at, v).toFloats()).as("n = " + n).isEqualTo(expected);
        }
    }

    @Test
    void rowsAreSetAsAWholeAndMembersApart() {
        Tensor at = Random.integers(KEY, DType.INT32, Shape.of(3, 40), 0, 6);
        Tensor v = Random.normal(KEY, 3, 40, 2);
        Tensor batched = vmap((Tensor a, Tensor b) ->
                        Tensor.zeros(6, 2).at(places(a)).set(b))
                .apply(at, v);
        for (int m = 0; m < 3; m++) {
            float[][] expected = new float[6][2];
            for (int i = 0; i < 40; i++) {
                expected[(int) at.get(m, i).itemLong()] = v.get(m, i).toFloats();
            }
            assertThat(batched.get(m).identical(Tensor.of(expected))).isTrue();
        }
    }

    /// Places that only the compiled program knows are clamped to the axis, and recur once they are.
    @Test
    void unknownPlacesOutsideTheAxisCountAsTheNearestInside() {
        var compiled = jit((Tensor a) -> Tensor.zeros(3).at(places(a)).set(Tensor.of(1f, 2f, 3f, 4f)));
        assertThat(compiled.apply(Tensor.of(7, 2, 0, -9)).toFloats()).containsExactly(4, 0, 2);
    }

    @Test
    void theDerivativeGoesToTheValueThatCounted() {
        Tensor at = Tensor.of(1, 0, 1);
        Tensor weights = Tensor.of(10.0, 20, 30);
        assertThat(grad((Tensor v) -> Tensor.of(0.0, 0, 5)
                                .at(places(at))
                                .set(v)
                                .mul(weights)
                                .sum())
                        .apply(Tensor.of(1.0, 2, 3))
                        .toDoubles())
                .containsExactly(0, 10, 20);
        assertThat(grad((Tensor x) -> x.at(places(at)).set(7).mul(weights).sum())
                        .apply(Tensor.of(1.0, 2, 3))
                        .toDoubles())
                .containsExactly(0, 0, 30);
    }

    /// Each compared with each would be ten thousand million pairs.
    @Test
    void manyPlacesCostNoMoreThanTheyMust() {
        Tensor x = Random.normal(KEY, 100_000);
        Tensor cut = x.at(mask(x.lt(0))).set(0);
        assertThat(cut.identical(x.maximum(0))).isTrue();
        Tensor order = Random.permutation(KEY, 100_000);
        Tensor back = x.at(places(order)).set(x.take(order, 0));
        assertThat(back.identical(x)).isTrue();
    }

    @Test
    void slicesKeepTheSignOfZeroAndAnyDtype() {
        Tensor x = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(x.at(all(), dev.costate.Index.range(2, 0, -1)).set(Tensor.of(-0.0, 9)))
                .hasToString("f64[2,3] {{1, 9, -0}, {4, 9, -0}}");
        assertThat(Tensor.of(true, true, false).at(dev.costate.Index.from(1)).set(Tensor.of(false, true)))
                .hasToString("bool[3] {true, false, true}");
        assertThat(Tensor.of(1L << 40, 2, 3).at(dev.costate.Index.to(1)).set(-(1L << 41)))
                .hasToString("i64[3] {-2199023255552, 2, 3}");
    }
}
